#include "catalog/rows.h"

#include <libpq-fe.h>

#include <charconv>

#include "base/problem.h"
#include "catalog/params.h"

namespace serow::catalog {
namespace {

// PostgreSQL writes an offset of zero as "+00"; base/time.h reads RFC 3339.
std::string with_z(std::string_view cell) {
    std::string text(cell);
    if (text.ends_with("+00")) text.replace(text.size() - 3, 3, "Z");
    return text;
}

template <class Number>
bool parse_number(std::string_view cell, Number& out) {
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), out);
    return error == std::errc{} && end == cell.data() + cell.size();
}

}  // namespace

void Rows::Clear::operator()(pg_result* result) const {
    PQclear(result);
}

Rows::Rows(pg_result* result) : result_(result) {
    const int columns = PQnfields(result);
    names_.reserve(static_cast<std::size_t>(columns));
    for (int i = 0; i < columns; ++i) names_.emplace_back(PQfname(result, i));
}

std::size_t Rows::size() const {
    return static_cast<std::size_t>(PQntuples(result_.get()));
}

std::int64_t Rows::affected() const {
    std::int64_t count = 0;
    parse_number(std::string_view(PQcmdTuples(result_.get())), count);
    return count;
}

std::string_view Rows::command() const {
    return PQcmdStatus(result_.get());
}

int Rows::column(std::string_view name) const {
    for (std::size_t n = 0; n < names_.size(); ++n) {
        const auto i = (next_ + n) % names_.size();
        if (names_[i] == name) {
            next_ = i + 1;
            return static_cast<int>(i);
        }
    }
    throw Failure(Code::internal, "A query of the catalogue has no column '" + std::string(name) + "'.");
}

std::optional<std::string_view> Row::text(std::string_view column) const {
    const int i = rows_->column(column);
    const auto* result = rows_->result_.get();
    if (PQgetisnull(result, row_, i) != 0) return std::nullopt;
    return std::string_view(PQgetvalue(result, row_, i), static_cast<std::size_t>(PQgetlength(result, row_, i)));
}

const Row& Row::read(std::string_view column, json::value& out) const {
    const auto cell = text(column);
    out = cell ? value_or_throw(parse_json(*cell, column)) : json::value();
    return *this;
}

void Row::null_found(std::string_view column) {
    throw Failure(Code::internal, "The column '" + std::string(column) + "' of the catalogue is NULL.");
}

void Row::not_of_type(std::string_view column, std::string_view cell, std::string_view type) {
    throw Failure(Code::internal, "The column '" + std::string(column) + "' of the catalogue holds '" +
                                      std::string(cell.substr(0, 100)) + "', which is not " + std::string(type) + ".");
}

void Row::parse(std::string_view, std::string_view cell, std::string& out) {
    out = cell;
}

void Row::parse(std::string_view column, std::string_view cell, bool& out) {
    if (cell != "t" && cell != "f") not_of_type(column, cell, "a boolean");
    out = cell == "t";
}

void Row::parse(std::string_view column, std::string_view cell, int& out) {
    if (!parse_number(cell, out)) not_of_type(column, cell, "an integer");
}

void Row::parse(std::string_view column, std::string_view cell, std::int64_t& out) {
    if (!parse_number(cell, out)) not_of_type(column, cell, "an integer");
}

void Row::parse(std::string_view column, std::string_view cell, double& out) {
    // PostgreSQL writes NaN and Infinity as from_chars reads them.
    if (!parse_number(cell, out)) not_of_type(column, cell, "a number");
}

void Row::parse(std::string_view column, std::string_view cell, Instant& out) {
    const auto value = parse_instant(with_z(cell));
    if (!value) not_of_type(column, cell, "a moment");
    out = *value;
}

void Row::parse(std::string_view column, std::string_view cell, CameraTime& out) {
    const auto value = parse_camera_time(cell);
    if (!value) not_of_type(column, cell, "a camera's time");
    out = *value;
}

void Row::parse(std::string_view column, std::string_view cell, milliseconds& out) {
    std::int64_t count = 0;
    if (!parse_number(cell, count)) not_of_type(column, cell, "a number of milliseconds");
    out = milliseconds(count);
}

void Row::parse(std::string_view column, std::string_view cell, Uuid& out) {
    const auto value = parse_uuid(cell);
    if (!value) not_of_type(column, cell, "an identifier");
    out = *value;
}

void Row::parse(std::string_view, std::string_view cell, std::vector<std::string>& out) {
    out = parse_array_text(cell);
}

}  // namespace serow::catalog
