// The fields of a JSON object that came in: typed, and none of them unknown.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/json.h"
#include "base/time.h"
#include "server/http/message.h"

namespace serow::server {

// Every function throws Failure(invalid) naming the field; an absent field is nullopt.
class FieldReader {
public:
    // Failure(invalid) for a key that is none of `known`.
    FieldReader(const json::object& object, std::initializer_list<std::string_view> known);

    [[nodiscard]] bool has(std::string_view key) const { return object_.contains(key); }
    [[nodiscard]] bool is_null(std::string_view key) const;
    [[nodiscard]] std::optional<std::string> text(std::string_view key) const;
    [[nodiscard]] std::optional<double> number(std::string_view key) const;
    [[nodiscard]] std::optional<std::int64_t> integer(std::string_view key) const;
    [[nodiscard]] std::optional<bool> flag(std::string_view key) const;
    [[nodiscard]] std::optional<Instant> instant(std::string_view key) const;
    [[nodiscard]] const json::array* list(std::string_view key) const;  // nullptr: absent
    [[nodiscard]] const json::value* any(std::string_view key) const { return object_.if_contains(key); }
    template <class SomeId>
    [[nodiscard]] std::optional<SomeId> id(std::string_view key) const {
        const auto found = text(key);
        if (!found) return {};
        const auto parsed = SomeId::parse(*found);
        if (!parsed) refuse(key, "a UUID");
        return parsed;
    }
    // The field must be there.
    [[nodiscard]] std::string required_text(std::string_view key) const;

    // Absent: nullopt. null: an inner nullopt. Else what `read` (std::optional<T>(key)) gives.
    template <class T, class Read>
    [[nodiscard]] std::optional<std::optional<T>> nullable(std::string_view key, Read read) const {
        if (!has(key)) return {};
        if (is_null(key)) return std::optional<T>{};
        return read(key);
    }

    [[noreturn]] static void refuse(std::string_view key, std::string_view wanted);

private:
    const json::object& object_;
};

// A path's {name} as an id. What is no id names nothing: Failure(not_found).
template <class SomeId>
SomeId path_id(const Request& request, std::string_view name) {
    const auto parsed = SomeId::parse(request.parameter(name));
    if (!parsed)
        throw Failure(Code::not_found,
                      "there is nothing with the " + std::string(name) + " \"" + request.parameter(name) + "\"");
    return *parsed;
}

inline ProjectId project_of(const Request& request) {
    return path_id<ProjectId>(request, "projectID");
}

// A query's value as an id or a moment; Failure(bad_request) for another text.
template <class SomeId>
std::optional<SomeId> query_id(const Request& request, std::string_view name) {
    const auto found = request.query.find(name);
    if (!found || found->empty()) return {};
    const auto parsed = SomeId::parse(*found);
    if (!parsed) throw Failure(Code::bad_request, std::string(name) + " is no UUID");
    return parsed;
}
std::optional<Instant> query_instant(const Request& request, std::string_view name);
std::optional<std::string> query_text(const Request& request, std::string_view name);
bool query_flag(const Request& request, std::string_view name);

}  // namespace serow::server
