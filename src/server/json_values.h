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

template <class SomeId>
json::value id_or_null(const std::optional<SomeId>& id) {
    if (!id) return nullptr;
    return json::value(id->text());
}

}  // namespace serow::server
