// The request line's target and the Cookie header, decoded and checked.
#pragma once

#include <string>
#include <string_view>

#include "base/problem.h"
#include "server/http/message.h"

namespace serow::server {

struct Target {
    std::string path;
    Fields query;
};

// "/a%20b?c=d+e", also in the absolute form "http://host/a%20b" that proxies send. Code::bad_request for anything
// whose meaning could be read in two ways: broken percent signs, "." and ".." segments, encoded slashes,
// backslashes, control characters, bytes that are not UTF-8.
Result<Target> parse_target(std::string_view target);

// Name and value as they are, without the quotes that some clients put around values.
Fields parse_cookies(std::string_view header);

}  // namespace serow::server
