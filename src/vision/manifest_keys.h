// One object of a manifest's JSON, read key by key; nothing outside src/vision includes this.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <format>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"

namespace serow::vision {

// Reads the keys of one JSON object. The first thing that is wrong is kept and the rest is read on with
// empty values: so a manifest reads as a list of its keys, and the caller looks at the problem once.
class Keys {
public:
    Keys(const json::object& object, std::string path, std::optional<Problem>& first)
        : object_(object), path_(std::move(path)), first_(first) {}

    bool has(std::string_view key) const { return object_.contains(key); }

    void wrong(std::string_view key, std::string_view what) {
        if (!first_) first_ = Problem{Code::invalid, std::format("{}{}: {}", path_, key, what)};
    }

    const json::value* find(std::string_view key) {
        seen_.push_back(key);
        const auto* value = object_.if_contains(key);
        if (value == nullptr) wrong(key, "this key is missing");
        return value;
    }

    std::string text(std::string_view key) {
        const auto* value = find(key);
        if (value == nullptr) return {};
        const auto* string = value->if_string();
        if (string == nullptr) wrong(key, "must be a text");
        return string == nullptr ? std::string{} : std::string(*string);
    }

    std::string filled_text(std::string_view key) {
        auto value = text(key);
        if (value.empty()) wrong(key, "must not be empty");
        return value;
    }

    double number(std::string_view key, double least, double most) {
        const auto* value = find(key);
        return value == nullptr ? least : number_of(*value, key, least, most);
    }

    std::int64_t whole(std::string_view key, std::int64_t least, std::int64_t most) {
        const auto* value = find(key);
        return value == nullptr ? least : whole_of(*value, key, least, most);
    }

    bool flag(std::string_view key) {
        const auto* value = find(key);
        if (value != nullptr && !value->is_bool()) wrong(key, "must be true or false");
        return value != nullptr && value->is_bool() && value->get_bool();
    }

    template <class Enum>
    Enum choice(std::string_view key, std::initializer_list<std::pair<std::string_view, Enum>> words) {
        const auto given = text(key);
        std::string known;
        for (const auto& [word, value] : words) {
            if (word == given) return value;
            known += (known.empty() ? "" : ", ") + std::string(word);
        }
        wrong(key, std::format("\"{}\" is none of {}", given, known));
        return words.begin()->second;
    }

    std::array<double, 3> triple(std::string_view key, double least, double most) {
        std::array<double, 3> values{least, least, least};
        const auto* value = find(key);
        if (value == nullptr) return values;
        const auto* array = value->if_array();
        if (array == nullptr || array->size() != 3) {
            wrong(key, "must be a list of 3 numbers");
            return values;
        }
        for (std::size_t i = 0; i < 3; ++i) values[i] = number_of((*array)[i], key, least, most);
        return values;
    }

    std::vector<std::int64_t> wholes(std::string_view key, std::int64_t least, std::int64_t most) {
        std::vector<std::int64_t> values;
        const auto* value = find(key);
        if (value == nullptr) return values;
        const auto* array = value->if_array();
        if (array == nullptr || array->empty() || array->size() > 16) {
            wrong(key, "must be a list of 1 to 16 whole numbers");
            return values;
        }
        for (const auto& one : *array) values.push_back(whole_of(one, key, least, most));
        return values;
    }

    // An object inside this one; an empty one where it is missing or something else.
    const json::object& object(std::string_view key) {
        static const json::object none;
        const auto* value = find(key);
        if (value == nullptr) return none;
        if (!value->is_object()) wrong(key, "must be an object");
        return value->is_object() ? value->get_object() : none;
    }

    std::string path_of(std::string_view key) const { return std::format("{}{}.", path_, key); }

    // To be called last: what was never asked for is a mistake of the writer.
    void refuse_the_rest() {
        for (const auto& [key, value] : object_)
            if (std::ranges::find(seen_, std::string_view(key)) == seen_.end()) wrong(key, "this key is unknown here");
    }

private:
    double number_of(const json::value& value, std::string_view key, double least, double most) {
        if (!value.is_number()) {
            wrong(key, "must be a number");
            return least;
        }
        const auto number = value.to_number<double>();
        if (!(number >= least && number <= most)) wrong(key, std::format("{} is not in [{}, {}]", number, least, most));
        return number;
    }

    std::int64_t whole_of(const json::value& value, std::string_view key, std::int64_t least, std::int64_t most) {
        boost::system::error_code error;
        const auto number = value.to_number<std::int64_t>(error);
        if (!value.is_number() || error) {
            wrong(key, "must be a whole number");
            return least;
        }
        if (number < least || number > most) wrong(key, std::format("{} is not in [{}, {}]", number, least, most));
        return number;
    }

    const json::object& object_;
    std::string path_;
    std::optional<Problem>& first_;
    std::vector<std::string_view> seen_;
};

}  // namespace serow::vision
