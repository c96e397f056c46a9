// Is a file whole, as far as its own structure tells? For those who wait for files that others write.
#pragma once

#include <filesystem>

namespace serow::media {

enum class Whole { yes, no, unknown };

// JPEG: an end of image among the last bytes (behind it, zeros and up to 4 KiB of a camera's own are fine). MP4, MOV,
// 3GP: the boxes reach exactly to the end, and an index is among them. AVI: as many bytes as its head says. Others,
// what cannot be read, and what is cut into more than 100,000 boxes: unknown.
Whole is_whole(const std::filesystem::path& file);

}  // namespace serow::media
