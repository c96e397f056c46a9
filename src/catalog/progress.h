// How far a project's media are.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "catalog/access.h"

namespace serow::catalog {

struct ProgressProblem {
    std::string media_id;  // empty where a job was not about a media
    std::string file_name;
    std::string code;
    std::string detail;
};

struct Progress {
    std::int64_t media = 0;
    std::int64_t ready = 0;
    std::int64_t unreadable = 0;
    std::int64_t classified = 0;  // of the ready ones
    std::int64_t reviewed = 0;
    std::int64_t waiting = 0, running = 0, dead = 0;  // jobs
    std::vector<ProgressProblem> problems;            // up to 100: files that cannot be read, then dead jobs
};

Progress progress_of(Transaction& tx, const Scope& scope);

}  // namespace serow::catalog
