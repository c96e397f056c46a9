// What a file is, by its first bytes. Names lie: cards hold videos called .jpg and error pages called .JPG.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

namespace serow::media {

enum class Kind { image, video, other };
std::string_view word(Kind kind);  // "image", "video", "other"

struct FileType {
    Kind kind = Kind::other;
    std::string mediatype = "application/octet-stream";  // IANA: image/jpeg, video/mp4, video/x-msvideo …
    bool supported = false;                              // Serow can decode it
    bool operator==(const FileType&) const = default;
};

// How many bytes sniff() makes use of; fewer are fine.
inline constexpr std::size_t sniff_bytes = 4096;

// The type by content. A JPEG behind at most 4 KiB of foreign bytes is still a JPEG (cameras that lose
// power leave such files). Nothing known: {other, "application/octet-stream", false}.
FileType sniff(std::span<const std::byte> head);

// Reads the head of the file; throws Failure(unreadable) where the file cannot be opened.
FileType sniff_file(const std::filesystem::path& path);

// By extension only, upper or lower case, for walking a folder without opening each file: image, video or other.
Kind kind_of_name(const std::filesystem::path& name);
inline bool looks_like_media(const std::filesystem::path& name) {
    return kind_of_name(name) != Kind::other;
}

}  // namespace serow::media
