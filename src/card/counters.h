// The numbers that cameras give their files, in the order in which they were given.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace serow::card {

struct NumberedFile {
    std::string_view path;
    std::optional<CameraTime> camera_time;
};

// One after the other as the camera wrote them: the files of one folder whose names differ in the number alone
// (IMG_0001.JPG, IMG_0002.MP4 …). After 9999 comes 0001, as in the DCF standard: where a folder holds both, in names of
// whatever kind, and the time says that 9999 was first, or nothing says otherwise, it begins after the largest hole.
struct CounterRun {
    std::vector<std::size_t> files;     // places in what was given; each number once
    std::vector<std::int64_t> numbers;  // in steps of 1 where nothing is missing; beyond 9999 they go on counting
    struct Gap {
        std::size_t after = 0;  // place in `files` of the last one before it
        std::int64_t missing = 0;
    };
    std::vector<Gap> gaps;
};

// Runs of at least 5 files whose numbers have 3 to 6 digits and are no times of day; numbers that a file of another run
// of the same folder has (IMG_0001, VID_0002, IMG_0003) are not missing. Names of random numbers, of which fewer than
// one in a hundred is there, make no run.
std::vector<CounterRun> counter_runs(std::span<const NumberedFile> files);

}  // namespace serow::card
