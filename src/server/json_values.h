// Optional values as JSON.
#pragma once

#include <optional>

#include "base/image.h"
#include "base/json.h"
#include "base/time.h"

namespace serow::server {

template <class T>
json::value or_null(const std::optional<T>& value) {
    if (!value) return nullptr;
    return json::value(*value);
}

// Of an Instant or a CameraTime.
template <class Time>
json::value time_or_null(const std::optional<Time>& time) {
    if (!time) return nullptr;
    return json::value(to_text(*time));
}

template <class SomeId>
json::value id_or_null(const std::optional<SomeId>& id) {
    if (!id) return nullptr;
    return json::value(id->text());
}

inline json::array box_json(const Box& box) {
    return {box.x, box.y, box.width, box.height};
}

}  // namespace serow::server
