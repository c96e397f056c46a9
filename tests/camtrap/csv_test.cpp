#include "camtrap/csv.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace serow::camtrap {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

Result<Rows> read(const std::string& text, char separator = ',') {
    std::istringstream in(text);
    CsvReader reader(in, "table.csv", separator);
    Rows rows;
    Row cells;
    for (;;) {
        const auto more = reader.next(cells);
        if (!more) return std::unexpected(more.error());
        if (!*more) return rows;
        rows.push_back(cells);
    }
}

std::string written(const Row& cells) {
    std::string out;
    append_csv_row(out, cells);
    return out;
}

TEST(Csv, PlainCellsStandBare) {
    EXPECT_EQ(written({"a", "", "中华鬣羚", "1.5"}), "a,,中华鬣羚,1.5\n");
}

TEST(Csv, CommaQuoteAndLineBreakAreQuoted) {
    EXPECT_EQ(written({"a,b", "say \"hi\"", "two\nlines", " edge", "tab\there"}),
              "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\" edge\",\"tab\there\"\n");
}

TEST(Csv, NulIsLeftOutAndFormulasStayData) {
    EXPECT_EQ(written({std::string("a\0b", 3), "=1+1"}), "\"ab\",=1+1\n");
}

TEST(Csv, ReadsEveryLineEnd) {
    const Rows expected{{"a", "b"}, {"1", "2"}, {"3", ""}};
    for (const char* text : {"a,b\n1,2\n3,\n", "a,b\r\n1,2\r\n3,\r\n", "a,b\r1,2\r3,\r", "a,b\n1,2\n3,",
                             "\xEF\xBB\xBF"
                             "a,b\n\n1,2\n\n\n3,\n\n"})
        EXPECT_EQ(read(text).value(), expected) << text;
}

TEST(Csv, ReadsQuotedCells) {
    EXPECT_EQ(read("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\"\n\"\"\n").value(),
              (Rows{{"a,b", "say \"hi\"", "two\r\nlines"}, {""}}));
    EXPECT_EQ(read("a\"b;c\n", ';').value(), (Rows{{"a\"b", "c"}}));
}

TEST(Csv, EmptyTextHasNoRows) {
    EXPECT_TRUE(read("").value().empty());
    EXPECT_TRUE(read("\n\r\n").value().empty());
}

TEST(Csv, WhatWasWrittenIsReadBack) {
    const Rows rows{{"", ""}, {""}, {"\"", "\"\"", ","}, {"\r\n", "\n", " x "}, {"雪豹, 2 只", "\"引号\"", "é"}};
    std::string text;
    for (const auto& row : rows) append_csv_row(text, row);
    EXPECT_EQ(read(text).value(), rows);
}

TEST(Csv, ProblemsNameTableAndLine) {
    const auto unclosed = read("a,b\n1,2\n\"3,4\n5,6\n");
    ASSERT_FALSE(unclosed);
    EXPECT_EQ(unclosed.error().code, Code::invalid);
    EXPECT_THAT(unclosed.error().detail, HasSubstr("table.csv, line 3"));
    const auto trailing = read("a,\"b\"c\n");
    ASSERT_FALSE(trailing);
    EXPECT_THAT(trailing.error().detail, HasSubstr("closing quote"));
    EXPECT_FALSE(
        read("\xEF"
             "a,b\n"));
}

TEST(Csv, LinesInsideQuotesCount) {
    std::istringstream in("\"a\nb\"\nc\n\"");
    CsvReader reader(in, "t");
    Row cells;
    ASSERT_TRUE(reader.next(cells).value());
    EXPECT_EQ(reader.line(), 1U);
    ASSERT_TRUE(reader.next(cells).value());
    EXPECT_EQ(reader.line(), 3U);
    EXPECT_FALSE(reader.next(cells));
    EXPECT_FALSE(reader.next(cells).value()) << "after a problem the reader is at its end";
}

TEST(Csv, AnEndlessCellIsRefusedNotSwallowed) {
    const auto big = read("\"" + std::string(CsvReader::row_limit + 10, 'x'));
    ASSERT_FALSE(big);
    EXPECT_EQ(big.error().code, Code::too_large);
}

}  // namespace
}  // namespace serow::camtrap
