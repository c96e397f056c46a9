// EXIF of stills through exiv2, private to media.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "media/facts.h"

namespace serow::media {

// Must be called before exiv2 is used; safe from several threads and more than once.
void prepare_exiv2();

// Adds what EXIF, maker notes and the JPEG's comment tell to `facts`. A file without EXIF, or with damaged
// EXIF, adds nothing but perhaps a warning. Never throws on content.
void read_exif(std::span<const std::byte> file, Facts& facts);

// ASCII without control characters, trimmed; valid UTF-8 beyond ASCII is kept, anything else becomes "?".
std::string printable(std::string_view text);

}  // namespace serow::media
