// Values bound to $1, $2 … of a query, in PostgreSQL's text form.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/json.h"
#include "base/time.h"
#include "camtrap/vocabulary.h"

namespace serow::catalog {

// `values` as the text of a PostgreSQL array, each element quoted; nullopt is NULL.
std::string array_text(std::span<const std::optional<std::string>> values);
// The elements of a one-dimensional PostgreSQL array in text form. Failure(internal) where it is none.
std::vector<std::string> parse_array_text(std::string_view text);

// NULL or a text. A text with a NUL byte is refused with Failure(invalid): PostgreSQL cannot hold it.
class Param {
public:
    Param(std::nullopt_t) {}
    Param(std::string text);
    Param(std::string_view text) : Param(std::string(text)) {}
    Param(const char* text) : Param(std::string(text)) {}
    Param(bool value) : text_(value ? "t" : "f") {}
    template <std::integral T>
        requires(!std::same_as<T, bool> && !std::same_as<T, char>)
    Param(T value) : text_(std::to_string(value)) {}
    Param(double value);  // shortest form that reads back the same
    Param(Instant value) : text_(to_text(value)) {}
    Param(CameraTime value) : text_(to_text(value)) {}
    Param(milliseconds value) : text_(std::to_string(value.count())) {}
    Param(const Uuid& value) : text_(to_text(value)) {}
    template <class Tag>
    Param(const Id<Tag>& id) : text_(id.text()) {}
    Param(const json::value& value);  // a JSON null is NULL
    template <class Enum>
        requires requires { camtrap::Words<Enum>::table; }
    Param(Enum value) : text_(std::string(camtrap::word(value))) {}
    template <class T>
    Param(const std::optional<T>& value) {
        if (value) *this = Param(*value);
    }
    // An array: text[], uuid[], bigint[] … by the cast in the query ("$4::uuid[]").
    template <class T>
    Param(const std::vector<T>& values) : Param(std::span<const T>(values)) {}
    template <class T, std::size_t N>
    Param(std::span<T, N> values) {
        std::vector<std::optional<std::string>> texts;
        texts.reserve(values.size());
        for (const auto& value : values) texts.push_back(Param(value).text_);
        text_ = array_text(texts);
    }

    [[nodiscard]] const std::optional<std::string>& text() const { return text_; }

private:
    std::optional<std::string> text_;
};

using Params = std::vector<Param>;

}  // namespace serow::catalog
