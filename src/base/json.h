// JSON values. Boost.JSON is the one library that is named outside a single folder: it is the
// form in which manifests, packages and requests arrive, and a wrapper would add nothing.
#pragma once

#include <boost/json.hpp>
#include <string_view>

#include "base/problem.h"

namespace serow {

namespace json = boost::json;

// Strict JSON, nesting at most 32 deep; Code::bad_request with `what` ("the manifest") and the position.
Result<json::value> parse_json(std::string_view text, std::string_view what);

}  // namespace serow
