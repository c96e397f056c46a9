// The store's doctor: compares what the database knows with what the store has, and mends what can be mended.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "journeys/house.h"

namespace serow::journeys {

struct Examination {
    // present: each file is there and has its size. deep: moreover every byte is read and hashed again.
    enum class Depth { present, deep } depth = Depth::present;
    // Folders with other copies (cards, a backup's originals): searched for what is missing or damaged.
    std::vector<std::filesystem::path> other_copies;
    // sweep: takes away what nothing refers to and is older than `safety_age`. Only while nobody brings files in: one
    // that was kept a moment ago, and whose row comes next, must not be taken for an orphan.
    enum class Orphans { list, sweep } orphans = Orphans::list;
    std::chrono::hours safety_age{24};
};

// A blob whose bytes were missing or wrong.
struct Ailment {
    std::string sha256;
    std::string file_path;  // on the card, of one media that has these bytes; empty where none has
    Problem problem;
    std::string repaired_from;  // empty: still ill
};

struct StoreReport {
    std::int64_t blobs = 0;
    std::int64_t bytes = 0;
    std::vector<Ailment> ailments;
    std::int64_t renditions_queued = 0;  // media whose pictures will be made again
    std::int64_t proxies_queued = 0;     // videos whose proxies will be made, or made again
    std::int64_t orphans = 0;            // originals that no row knows
    std::int64_t orphan_bytes = 0;
    std::int64_t swept = 0;             // orphans taken away; the others are younger than the safety age
    std::int64_t swept_unfinished = 0;  // files and multipart uploads that never became whole

    // Every blob's bytes are in the store now.
    [[nodiscard]] bool is_healthy() const;
};

// What is mended is queued for new pictures. Failure(unavailable) where the store does not answer: nothing is then said
// about any file. `progress`: blobs examined so far.
StoreReport examine_store(const House& house, const Examination& examination,
                          const std::function<void(std::int64_t blobs)>& progress = {});

// The pictures of these media made anew from their originals; their facts and observations stay as they are.
void make_renditions(const House& house, ProjectId project, std::span<const MediaId> media);

// For a terminal.
std::string as_text(const StoreReport& report);

}  // namespace serow::journeys
