// gzip as a content coding.
#pragma once

#include <string>
#include <string_view>

#include "server/http/message.h"

namespace serow::server {

// True where Accept-Encoding names gzip (or *) with a weight above zero.
bool accepts_gzip(const Request& request);
// Fewer bytes than this are sent as they are.
constexpr std::size_t least_worth_compressing = 1024;
// Text, JSON, SVG and the like; pictures and archives are packed already.
bool is_compressible(std::string_view media_type);
// `level` 1 (fast) to 9 (small).
std::string gzip(std::string_view bytes, int level);

}  // namespace serow::server
