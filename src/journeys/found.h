// What was looked for, or "there is no such thing".
#pragma once

#include <format>
#include <optional>
#include <string_view>
#include <utility>

#include "base/problem.h"

namespace serow::journeys {

// Failure(not_found) naming `what` ("sample point") where there is nothing: what a viewer may not see does not exist.
template <class T>
T found(std::optional<T> thing, std::string_view what) {
    if (!thing) throw Failure(Code::not_found, std::format("there is no such {} that you may see", what));
    return std::move(*thing);
}

}  // namespace serow::journeys
