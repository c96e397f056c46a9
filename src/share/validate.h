// A row of Camtrap DP held against the standard.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/problem.h"
#include "camtrap/failure.h"
#include "camtrap/records.h"
#include "share/schema.h"

namespace serow::share {

// The row as it stands in the CSV: one text a column, in the schema's order, "" for missing. Numbers in
// the shortest form that reads back the same, times as "2024-05-02T06:10:00+08:00", true/false.
std::vector<std::string> cells_of(const camtrap::Deployment& deployment);
std::vector<std::string> cells_of(const camtrap::Media& media);
std::vector<std::string> cells_of(const camtrap::Observation& observation);
std::vector<std::string> cells_of(const camtrap::FailurePeriod& period);

// Every rule that the cells break, each Code::invalid with "column: value: what is allowed"; empty for a
// good row. Rules of one row alone: required, type, range, words, pattern, UTF-8. Also more or fewer
// cells than columns. ("", "NA", "NaN" and "nan" are the standard's words for missing.)
std::vector<Problem> check_row(const TableSchema& table, std::span<const std::string> cells);

// The same, and what the schema cannot say: an end before its start, a box that leaves the picture,
// exifData that is no JSON, a media-level observation without its mediaID.
std::vector<Problem> check(const camtrap::Deployment& deployment);
std::vector<Problem> check(const camtrap::Media& media);
std::vector<Problem> check(const camtrap::Observation& observation);
std::vector<Problem> check(const camtrap::FailurePeriod& period);

}  // namespace serow::share
