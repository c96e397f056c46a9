// Optional values as JSON.
#pragma once

#include <optional>

#include "base/json.h"

namespace serow::server {

template <class T>
json::value or_null(const std::optional<T>& value) {
    if (!value) return nullptr;
    return json::value(*value);
}

}  // namespace serow::server
