// A field season, read from its diary.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/problem.h"
#include "earth/time_zone.h"
#include "ecology/effort.h"
#include "ecology/independence.h"

namespace serow::diaries {

struct Camera {
    std::string name;
    ecology::Operation operation;
    earth::Zone zone;
    CameraTime start;  // local, for the year of photographs
    milliseconds clock_offset{0};
    std::vector<Instant> photos;
};

struct Expectation {
    std::size_t line = 0;
    std::string what;   // "events", "effort" …
    std::string of;     // taxon, location or deployment
    std::string value;  // as written
};

struct Diary {
    std::string claim;
    std::vector<Camera> cameras;
    std::vector<ecology::Record> records;
    ecology::Independence rule;
    std::chrono::seconds sequence_gap{120};
    std::vector<Expectation> expectations;
};

// Code::invalid with file and line for a word that the diary's language (README.md) does not have.
Result<Diary> read_diary(const std::filesystem::path& file);

// The same of a text; `name` stands in problems.
Result<Diary> parse_diary(const std::string& text, const std::string& name);

}  // namespace serow::diaries
