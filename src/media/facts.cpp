#include "media/facts.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "media/container.h"
#include "media/decode.h"
#include "media/exif.h"
#include "media/jpeg.h"
#include "media/libav.h"

namespace serow::media {
namespace {

using Bytes = std::span<const std::byte>;
constexpr double container_limit_s = 20;

std::unexpected<Problem> not_read(const FileType& type) {
    if (type.kind == Kind::other)
        return problem(Code::unsupported, "the file is neither a photo nor a video by its content");
    return problem(Code::unsupported,
                   "files of the type " + type.mediatype + " are not read; convert it to JPEG or MP4");
}

// Dimensions of stills that are not JPEG stand at fixed places near the start; only TIFF and WebP's
// variants need a parser, and a decode answers for them.
Result<void> read_dimensions(Bytes file, Facts& facts) {
    const auto at = [&](std::size_t i) -> std::int64_t { return i < file.size() ? std::to_integer<int>(file[i]) : 0; };
    const auto big = [&](std::size_t i) { return at(i) << 24 | at(i + 1) << 16 | at(i + 2) << 8 | at(i + 3); };
    // Out of an int's range is out of every limit as well.
    const auto side = [](std::int64_t length) {
        return static_cast<int>(std::clamp<std::int64_t>(length, 0, INT32_MAX));
    };
    const auto little = [&](std::size_t i) { return at(i + 3) << 24 | at(i + 2) << 16 | at(i + 1) << 8 | at(i); };
    if (facts.type.mediatype == "image/jpeg") {
        const auto outline = outline_of_jpeg(file);
        facts.width = outline.width;
        facts.height = outline.height;
        if (outline.start > 0)
            facts.warnings.push_back("damaged: " + std::to_string(outline.start) + " foreign bytes before the picture");
    } else if (facts.type.mediatype == "image/png" && file.size() >= 24) {
        facts.width = side(big(16));
        facts.height = side(big(20));
    } else if (facts.type.mediatype == "image/gif" && file.size() >= 10) {
        facts.width = side(at(6) | at(7) << 8);
        facts.height = side(at(8) | at(9) << 8);
    } else if (facts.type.mediatype == "image/bmp" && file.size() >= 26 && at(14) >= 40) {
        facts.width = side(little(18));
        // A negative height says that the rows run from the top.
        facts.height = side(std::abs(std::int64_t{static_cast<std::int32_t>(little(22))}));
    } else if (auto decoded = decode_image(file, 0); decoded) {
        facts.width = decoded->full_width;
        facts.height = decoded->full_height;
        return {};
    } else {
        return std::unexpected(decoded.error());
    }
    if (facts.width < 1 || facts.height < 1)
        return problem(Code::unreadable, "the picture does not say how large it is; the file is damaged or cut short");
    if (static_cast<long long>(facts.width) * facts.height > max_declared_pixels)
        return problem(Code::too_large, "the picture claims " + std::to_string(facts.width) + " × " +
                                            std::to_string(facts.height) + " pixels; the limit is 200 megapixels");
    if (facts.orientation >= 5) std::swap(facts.width, facts.height);
    return {};
}

Result<Facts> read_still(Bytes file, const FileType& type) {
    Facts facts;
    facts.type = type;
    facts.codec = type.mediatype.substr(type.mediatype.find('/') + 1);
    const bool oriented = type.mediatype == "image/jpeg" || type.mediatype == "image/tiff";
    if (oriented) facts.orientation = orientation_of(file);
    if (const auto done = read_dimensions(file, facts); !done) return std::unexpected(done.error());
    const auto start = type.mediatype == "image/jpeg" ? outline_of_jpeg(file).start : 0;
    if (type.mediatype != "image/gif" && type.mediatype != "image/bmp") read_exif(file.subspan(start), facts);
    return facts;
}

Result<Facts> read_video(Source& source, const FileType& type) {
    source.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(static_cast<int>(container_limit_s));
    return read_container(source, type);
}

}  // namespace

Result<Facts> read_facts(Bytes file) {
    if (file.empty()) return problem(Code::unreadable, "the file is empty (0 bytes)");
    const auto type = sniff(file);
    if (!type.supported) return not_read(type);
    if (type.kind == Kind::image) return read_still(file, type);
    Source source(file);
    return read_video(source, type);
}

Result<Facts> read_facts(const std::filesystem::path& path) {
    const auto type = sniff_file(path);
    std::error_code error;
    if (std::filesystem::file_size(path, error) == 0 && !error)
        return problem(Code::unreadable, "the file is empty (0 bytes)");
    if (!type.supported) return not_read(type);
    if (type.kind == Kind::image) {
        const auto bytes = read_whole_file(path);
        if (!bytes) return std::unexpected(bytes.error());
        return read_facts(*bytes);
    }
    Source source(path);
    return read_video(source, type);
}

}  // namespace serow::media
