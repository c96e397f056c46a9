// Writing EXIF into a JPEG that has none worth keeping: for pictures that Serow makes itself.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/problem.h"
#include "base/time.h"

namespace serow::media {

// What is written; an empty text writes no tag.
struct Stamp {
    CameraTime taken;  // DateTimeOriginal, DateTimeDigitized and DateTime, with milliseconds where not 0
    std::string make, model, description, software;  // printable ASCII, at most 1000 characters each
    std::optional<int> offset_minutes;               // east of UTC, -840 … 840
};

// The JPEG with these tags (others it had stay) and the same compressed picture: no pixel changes. The same input
// gives the same bytes. Code::unsupported for what is no JPEG, Code::unreadable for a damaged one, Code::invalid for
// a value outside the bounds above or a year outside 1 … 9999.
Result<std::vector<std::byte>> stamp_exif(std::span<const std::byte> jpeg, const Stamp& stamp);

}  // namespace serow::media
