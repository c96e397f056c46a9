// Where written bytes go: an HTTP answer, a file, a test's string.
#pragma once

#include <cstddef>
#include <functional>
#include <span>

namespace serow::share {

// Takes the next bytes; throws (a Failure) to end the writing.
using Sink = std::function<void(std::span<const std::byte>)>;

}  // namespace serow::share
