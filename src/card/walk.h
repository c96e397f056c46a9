// What lies on a memory card, or in any folder that holds one's copy.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"

namespace serow::card {

// A guess from the extension alone; only media/kind.h, which opens the file, knows.
enum class NameKind { image, video, not_media };

struct CardFile {
    std::string path;        // below the folder that was walked, with "/", the bytes of the file system's own names
    std::uint64_t size = 0;  // bytes
    std::int64_t modified_ms = 0;  // since 1970-01-01T00:00:00Z by the file system; cards store local time
    NameKind kind = NameKind::not_media;
    bool operator==(const CardFile&) const = default;
};

struct LeftOut {
    std::string path;    // as CardFile's; of a folder: with "/" at its end
    std::string reason;  // a sentence for people
    bool operator==(const LeftOut&) const = default;
};

struct Card {
    std::vector<CardFile> files;    // in natural order of the path: IMG_2.JPG before IMG_10.JPG
    std::vector<LeftOut> left_out;  // everything else, each with its reason; nothing is skipped in silence
};

struct WalkLimits {
    std::size_t files = 5'000'000;
    int depth = 64;  // folders within folders
};

// Walks `folder` and all below it. Symbolic links are not followed. Hidden files, the system's own
// (Thumbs.db, .DS_Store, System Volume Information …), links, devices and folders that cannot be read are
// listed in left_out. Code::not_found where `folder` does not exist, Code::invalid where it is no folder,
// Code::unreadable where it cannot be opened, Code::too_large over a limit.
Result<Card> walk(const std::filesystem::path& folder, const WalkLimits& limits = {});

// By the extension alone.
NameKind kind_by_name(std::string_view path);
// Why a path would be left out of a walk because of a folder's or its own name (hidden, an operating system's); empty
// where it would not.
std::string_view reason_to_leave_out(std::string_view path);

// True where a comes before b: letters without regard to case, runs of digits by their value, folders as
// they come; equal ones in byte order, so that the order is total.
bool natural_less(std::string_view a, std::string_view b);

// The brand whose cameras name their folders so ("DCIM/100RECNX" -> "Reconyx"); nullopt for all others,
// as most brands write 100MEDIA or 100EK113. A hint: EXIF decides.
std::optional<std::string> brand_of_folder(std::string_view path);

// The counter in a camera's file name: 708 of "IMG_0708.JPG", 31 of "20210531-RCNX0031.JPG": the last run of
// digits before the extension, at most 9 digits. nullopt where there is none.
std::optional<std::int64_t> file_counter(std::string_view path);

}  // namespace serow::card
