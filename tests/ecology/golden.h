// Reference results computed by the field's R packages (shared/golden, its README).
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/time.h"
#include "camtrap/csv.h"

namespace serow::ecology::test {

inline std::filesystem::path golden_folder() {
    const char* shared = std::getenv("SEROW_SHARED");
    return (shared != nullptr ? std::filesystem::path(shared) : std::filesystem::path(SEROW_SOURCE_DIR) / "../shared") /
           "golden";
}

// Skips, loudly, where the reference results are not on this machine.
class Golden : public testing::Test {
protected:
    void SetUp() override {
        if (!std::filesystem::exists(golden_folder())) GTEST_SKIP() << "no reference results at " << golden_folder();
    }
};

using Row = std::map<std::string, std::string>;

inline std::vector<Row> golden_table(const std::string& name) {
    std::ifstream file(golden_folder() / name);
    camtrap::CsvReader reader(file, name);
    std::vector<std::string> header;
    std::vector<std::string> cells;
    std::vector<Row> rows;
    value_or_throw(reader.next(header));
    while (value_or_throw(reader.next(cells))) {
        Row row;
        for (std::size_t i = 0; i < header.size() && i < cells.size(); ++i) row[header[i]] = cells[i];
        rows.push_back(std::move(row));
    }
    return rows;
}

// The cases of one file, by their id.
inline std::map<std::string, json::object> golden_cases(const std::string& name) {
    std::ostringstream text;
    text << std::ifstream(golden_folder() / name).rdbuf();
    std::map<std::string, json::object> cases;
    const auto root = value_or_throw(parse_json(text.str(), name));
    for (const auto& one : root.at("cases").as_array()) cases[std::string(one.at("id").as_string())] = one.as_object();
    return cases;
}

inline std::vector<double> numbers(const json::value& array) {
    std::vector<double> values;
    for (const auto& value : array.as_array()) values.push_back(value.to_number<double>());
    return values;
}

inline Instant utc(const std::string& text) {
    return parse_instant(text + "Z").value();
}

}  // namespace serow::ecology::test
