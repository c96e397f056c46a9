#include "camtrap/csv.h"

#include <format>
#include <utility>

namespace serow::camtrap {
namespace {

bool needs_quotes(std::string_view cell) {
    if (cell.empty()) return false;
    // Some readers strip bare space around a cell.
    if (cell.front() == ' ' || cell.back() == ' ') return true;
    for (const char c : cell)
        if (c == ',' || c == '"' || static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return true;
    return false;
}

void append_cell(std::string& out, std::string_view cell) {
    const bool quotes = needs_quotes(cell);
    if (quotes) out += '"';
    for (const char c : cell) {
        if (c == '\0') continue;
        if (c == '"') out += '"';
        out += c;
    }
    if (quotes) out += '"';
}

template <class Cells>
void append_row(std::string& out, const Cells& cells) {
    bool first = true;
    for (const auto& cell : cells) {
        if (!std::exchange(first, false)) out += ',';
        append_cell(out, cell);
    }
    // A row of one empty cell would be an empty line, which readers skip.
    if (cells.size() == 1 && cells.front().empty()) out += "\"\"";
    out += '\n';
}

}  // namespace

void append_csv_row(std::string& out, std::span<const std::string> cells) {
    append_row(out, cells);
}
void append_csv_row(std::string& out, std::span<const std::string_view> cells) {
    append_row(out, cells);
}

CsvReader::CsvReader(std::istream& in, std::string what, char separator)
    : in_(in), what_(std::move(what)), separator_(separator) {}

Result<bool> CsvReader::fail(Code code, const std::string& why) {
    ended_ = true;
    return problem(code, std::format("{}, line {}: {}", what_, row_line_, why));
}

Result<bool> CsvReader::next(std::vector<std::string>& cells) {
    constexpr int end = std::streambuf::traits_type::eof();
    cells.clear();
    if (ended_) return false;
    std::streambuf& buffer = *in_.rdbuf();
    if (std::exchange(at_start_, false) && buffer.sgetc() == 0xEF) {
        buffer.sbumpc();
        if (buffer.sbumpc() != 0xBB || buffer.sbumpc() != 0xBF) return fail(Code::invalid, "the text is not UTF-8");
    }

    std::size_t used = 0;  // cells begun in this row
    std::size_t row_bytes = 0;
    bool in_quotes = false;
    bool was_quoted = false;  // the cell's closing quote has passed
    row_line_ = line_;
    std::string cell;
    const auto close_cell = [&] {
        cells.push_back(std::move(cell));
        cell.clear();
        was_quoted = false;
        ++used;
    };

    for (;;) {
        const int c = buffer.sbumpc();
        if (c == end) {
            ended_ = true;
            if (in_.bad()) return fail(Code::unreadable, "the file cannot be read further");
            if (in_quotes) return fail(Code::invalid, "a quote is opened and never closed");
            if (used == 0 && cell.empty() && !was_quoted) return false;
            close_cell();
            return true;
        }
        if (++row_bytes > row_limit)
            return fail(Code::too_large,
                        std::format("one row is longer than {} bytes; is a quote missing?", row_limit));
        if (in_quotes) {
            if (c == '\n') ++line_;
            if (c != '"') {
                cell += static_cast<char>(c);
            } else if (buffer.sgetc() == '"') {
                buffer.sbumpc();
                cell += '"';
            } else {
                in_quotes = false;
                was_quoted = true;
            }
            continue;
        }
        if (c == '\n' || c == '\r') {
            if (c == '\r' && buffer.sgetc() == '\n') buffer.sbumpc();
            ++line_;
            if (used == 0 && cell.empty() && !was_quoted) {
                row_line_ = line_;
                continue;
            }
            close_cell();
            return true;
        }
        if (c == static_cast<unsigned char>(separator_)) {
            close_cell();
        } else if (was_quoted) {
            return fail(Code::invalid, "text follows a closing quote; a quote inside a cell is written twice");
        } else if (c == '"' && cell.empty()) {
            in_quotes = true;
        } else {
            cell += static_cast<char>(c);
        }
    }
}

}  // namespace serow::camtrap
