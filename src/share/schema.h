// The three tables of Camtrap DP 1.0.2, column by column, as the standard's table schemas have them, and the one that
// Serow adds. tests/share holds the three against the standard's published files.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace serow::share {

enum class CellType { text, number, integer, boolean, datetime, any };

struct Column {
    std::string_view name{};
    CellType type = CellType::text;
    bool required = false;
    bool unique = false;
    std::optional<double> minimum{}, maximum{};
    std::span<const std::string_view> words{};  // the allowed ones; empty where any
    std::string_view pattern{};                 // a regular expression of the standard; empty where none
};

struct TableSchema {
    std::string_view name;  // "deployments"; the file is name + ".csv"
    std::span<const Column> columns;
};

const TableSchema& deployments_schema();   // 24 columns
const TableSchema& media_schema();         // 11
const TableSchema& observations_schema();  // 28

// Serow's own: failure-periods.csv, whose schema travels in datapackage.json. 6 columns.
const TableSchema& failure_periods_schema();

}  // namespace serow::share
