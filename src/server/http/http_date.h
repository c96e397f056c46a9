// Dates as HTTP writes them (RFC 9110, 5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT".
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace serow::server {

std::string http_date(Instant instant);  // whole seconds, rounded down
// That form only; nullopt for the two obsolete ones (then a condition on them is ignored, which is allowed).
std::optional<Instant> parse_http_date(std::string_view text);

}  // namespace serow::server
