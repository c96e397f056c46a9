#include "server/fields.h"

#include <algorithm>
#include <format>

namespace serow::server {

FieldReader::FieldReader(const json::object& object, std::initializer_list<std::string_view> known) : object_(object) {
    for (const auto& [key, value] : object)
        if (std::ranges::find(known, std::string_view(key)) == known.end())
            throw Failure(Code::invalid, std::format("the field \"{}\" is not known here", std::string_view(key)));
}

void FieldReader::refuse(std::string_view key, std::string_view wanted) {
    throw Failure(Code::invalid, std::format("the field \"{}\" must be {}", key, wanted));
}

bool FieldReader::is_null(std::string_view key) const {
    const auto* value = object_.if_contains(key);
    return value != nullptr && value->is_null();
}

std::optional<std::string> FieldReader::text(std::string_view key) const {
    const auto* value = object_.if_contains(key);
    if (value == nullptr) return {};
    if (!value->is_string()) refuse(key, "a text");
    // PostgreSQL's texts cannot hold NUL.
    if (value->as_string().find('\0') != json::string::npos) refuse(key, "a text without NUL characters");
    return std::string(value->as_string());
}

std::string FieldReader::required_text(std::string_view key) const {
    auto found = text(key);
    if (!found) throw Failure(Code::invalid, std::format("the field \"{}\" is missing", key));
    return std::move(*found);
}

std::optional<double> FieldReader::number(std::string_view key) const {
    const auto* value = object_.if_contains(key);
    if (value == nullptr) return {};
    if (!value->is_number()) refuse(key, "a number");
    return value->to_number<double>();
}

std::optional<std::int64_t> FieldReader::integer(std::string_view key) const {
    const auto* value = object_.if_contains(key);
    if (value == nullptr) return {};
    boost::system::error_code error;
    const auto number = value->to_number<std::int64_t>(error);
    if (error) refuse(key, "a whole number");
    return number;
}

std::optional<bool> FieldReader::flag(std::string_view key) const {
    const auto* value = object_.if_contains(key);
    if (value == nullptr) return {};
    if (!value->is_bool()) refuse(key, "true or false");
    return value->as_bool();
}

std::optional<Instant> FieldReader::instant(std::string_view key) const {
    const auto found = text(key);
    if (!found) return {};
    const auto parsed = parse_instant(*found);
    if (!parsed) refuse(key, "a moment with its offset from UTC, for example 2024-05-01T10:00:00+08:00");
    return parsed;
}

const json::array* FieldReader::list(std::string_view key) const {
    const auto* value = object_.if_contains(key);
    if (value == nullptr) return nullptr;
    if (!value->is_array()) refuse(key, "a list");
    return &value->as_array();
}

std::optional<Instant> query_instant(const Request& request, std::string_view name) {
    const auto found = request.query.find(name);
    if (!found || found->empty()) return {};
    const auto parsed = parse_instant(*found);
    if (!parsed)
        throw Failure(Code::bad_request,
                      std::format("{} is no moment with its offset from UTC, for example 2024-05-01T10:00:00Z", name));
    return parsed;
}

std::optional<std::string> query_text(const Request& request, std::string_view name) {
    const auto found = request.query.find(name);
    if (!found || found->empty()) return {};
    return std::string(*found);
}

bool query_flag(const Request& request, std::string_view name) {
    const auto found = request.query.find(name);
    if (!found || *found == "false") return false;
    if (*found == "true") return true;
    throw Failure(Code::bad_request, std::format("{} is true or false", name));
}

}  // namespace serow::server
