// Which files of a folder are whole: those that have not changed for a while. Whoever writes them (a copy, a camera's
// transfer) does not say when it is done.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "card/walk.h"

namespace serow::card {

class Settling {
public:
    using Time = std::chrono::steady_clock::time_point;
    explicit Settling(std::chrono::milliseconds quiet) : quiet_(quiet) {}

    // What a walk found at `now`. Gives the files whose size and time of change were the same in every look for at
    // least the quiet time, an empty file (whose bytes are probably still to come) ten times as long. The clock of the
    // machine that wrote them does not matter. Each is given again at every look; what is gone is forgotten.
    std::vector<CardFile> look(std::span<const CardFile> files, Time now);
    // Of the last look: files that were seen but not given.
    [[nodiscard]] std::size_t unsettled() const { return unsettled_; }

private:
    struct Seen {
        std::uint64_t size = 0;
        std::int64_t modified_ms = 0;
        Time since;
    };
    std::chrono::milliseconds quiet_;
    std::size_t unsettled_ = 0;
    std::unordered_map<std::string, Seen> seen_;
};

}  // namespace serow::card
