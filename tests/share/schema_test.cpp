// Our columns held against the standard's published schemas (shared/tables), if those are here.
#include "share/schema.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <format>
#include <fstream>
#include <sstream>

#include "base/json.h"
#include "camtrap/csv.h"
#include "share/validate.h"

namespace serow::share {
namespace {

std::filesystem::path example_folder() {
    const char* shared = std::getenv("SEROW_SHARED");
    const std::filesystem::path root =
        shared != nullptr ? std::filesystem::path(shared) : std::filesystem::path(SEROW_SOURCE_DIR) / "../shared";
    return root / "tables/camtrap-dp_example";
}

std::string text_of(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

class Schema : public testing::TestWithParam<const TableSchema*> {
protected:
    void SetUp() override {
        if (!std::filesystem::exists(example_folder()))
            GTEST_SKIP() << "the standard's schemas are not here: " << example_folder();
    }
};

CellType type_of(std::string_view word) {
    if (word == "number") return CellType::number;
    if (word == "integer") return CellType::integer;
    if (word == "boolean") return CellType::boolean;
    if (word == "datetime") return CellType::datetime;
    if (word == "any") return CellType::any;
    return CellType::text;
}

TEST_P(Schema, ColumnsAreTheStandards) {
    const auto& table = *GetParam();
    const auto file = example_folder() / std::format("{}-table-schema.json", table.name);
    const auto schema = value_or_throw(parse_json(text_of(file), file.string()));
    const auto& fields = schema.at("fields").as_array();
    ASSERT_EQ(fields.size(), table.columns.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto& field = fields[i].as_object();
        const auto& column = table.columns[i];
        ASSERT_EQ(field.at("name").as_string(), column.name);
        EXPECT_EQ(type_of(field.at("type").as_string()), column.type) << column.name;
        const auto& rules = field.at("constraints").as_object();
        std::size_t known = 0;
        for (const auto& [rule, value] : rules) {
            ++known;
            if (rule == "required")
                EXPECT_EQ(value.as_bool(), column.required) << column.name;
            else if (rule == "unique")
                EXPECT_EQ(value.as_bool(), column.unique) << column.name;
            else if (rule == "minimum")
                EXPECT_EQ(value.to_number<double>(), column.minimum) << column.name;
            else if (rule == "maximum")
                EXPECT_EQ(value.to_number<double>(), column.maximum) << column.name;
            else if (rule == "pattern")
                EXPECT_EQ(value.as_string(), column.pattern) << column.name;
            else if (rule == "enum") {
                ASSERT_EQ(value.as_array().size(), column.words.size()) << column.name;
                for (std::size_t w = 0; w < column.words.size(); ++w)
                    EXPECT_EQ(value.as_array()[w].as_string(), column.words[w]) << column.name;
            } else
                ADD_FAILURE() << column.name << ": the standard has a rule " << rule << " that Serow does not know";
        }
        const std::size_t ours = 1U + (column.unique ? 1U : 0U) + (column.minimum ? 1U : 0U) +
                                 (column.maximum ? 1U : 0U) + (column.words.empty() ? 0U : 1U) +
                                 (column.pattern.empty() ? 0U : 1U);
        EXPECT_EQ(known, ours) << column.name << " has a rule that the standard has not";
    }
}

TEST_P(Schema, TheStandardsExampleIsValid) {
    const auto& table = *GetParam();
    std::ifstream file(example_folder() / std::format("{}.csv", table.name));
    camtrap::CsvReader reader(file, std::string(table.name));
    std::vector<std::string> cells;
    ASSERT_TRUE(value_or_throw(reader.next(cells)));
    for (std::size_t i = 0; i < cells.size(); ++i) EXPECT_EQ(cells[i], table.columns[i].name);
    std::size_t rows = 0;
    while (value_or_throw(reader.next(cells))) {
        ++rows;
        for (const auto& p : check_row(table, cells)) ADD_FAILURE() << "line " << reader.line() << ": " << p.detail;
    }
    EXPECT_GT(rows, 3U);
}

INSTANTIATE_TEST_SUITE_P(CamtrapDp, Schema,
                         testing::Values(&deployments_schema(), &media_schema(), &observations_schema()),
                         [](const auto& test) { return std::string(test.param->name); });

TEST(SchemaSize, EveryTableHasTheColumnsOfTheStandard) {
    EXPECT_EQ(deployments_schema().columns.size(), 24U);
    EXPECT_EQ(media_schema().columns.size(), 11U);
    EXPECT_EQ(observations_schema().columns.size(), 28U);
}

}  // namespace
}  // namespace serow::share
