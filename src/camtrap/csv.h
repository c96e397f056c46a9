// Comma-separated tables by RFC 4180, read and written as a stream.
#pragma once

#include <cstddef>
#include <istream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"

namespace serow::camtrap {

// Adds one row and its line feed to `out`. A cell is quoted where it holds a comma, a quote, a control
// character or leading or trailing space; a quote is doubled. NUL bytes, which no reader survives, are
// left out. Cells are data: a leading "=" stays as it is.
void append_csv_row(std::string& out, std::span<const std::string> cells);
void append_csv_row(std::string& out, std::span<const std::string_view> cells);

// Reads row by row in constant memory. Accepts LF, CRLF and CR line ends, a UTF-8 byte order mark,
// a missing last line end, line breaks inside quotes; skips lines that are wholly empty.
class CsvReader {
public:
    static constexpr std::size_t row_limit = 16U << 20U;  // bytes of one row

    // `what` names the table in problems ("deployments.csv"). The stream must outlive the reader.
    CsvReader(std::istream& in, std::string what, char separator = ',');

    // Puts the next row into `cells` (reusing its memory); false at the end. Code::invalid, with the
    // line, for an unclosed quote or text behind a closing quote; Code::too_large for a row over
    // row_limit; Code::unreadable where the stream fails. After a problem the reader is at its end.
    Result<bool> next(std::vector<std::string>& cells);

    // The line on which the last row began, from 1.
    [[nodiscard]] std::size_t line() const { return row_line_; }

private:
    Result<bool> fail(Code code, const std::string& why);

    std::istream& in_;
    std::string what_;
    char separator_;
    std::size_t line_ = 1;
    std::size_t row_line_ = 1;
    bool at_start_ = true;
    bool ended_ = false;
};

}  // namespace serow::camtrap
