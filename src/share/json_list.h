// A large JSON object whose one member is a long list, read without ever holding the list as one value.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "base/json.h"

namespace serow::share {

// An element of the list, and its position in it, from 0.
using JsonElement = std::function<void(json::value&& element, std::size_t index)>;

// Gives each element of the list under the key `list` to `use`, in their order, and all other members back. Memory: one
// element and the other members. Code::bad_request, with `what` ("the file") and the position, for text that is no
// JSON object, that nests deeper than 32, that has the list twice, or in which the list is missing or no list; elements
// were given by then: read once without using them to know before.
// Read all the same, since programs write them: a byte order mark; NaN and Infinity, as null; half a surrogate pair and
// bytes that are no UTF-8 (mend_utf8() is for them), the former as U+FFFD.
Result<json::object> read_json_list(std::string_view text, std::string_view what, std::string_view list,
                                    const JsonElement& use);

}  // namespace serow::share
