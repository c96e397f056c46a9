#include "media/kind.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>
#include <fstream>

#include "base/problem.h"

namespace serow::media {
namespace {

using namespace std::string_view_literals;

FileType image(std::string_view mediatype, bool supported = true) {
    return {Kind::image, std::string(mediatype), supported};
}
FileType video(std::string_view mediatype, bool supported = true) {
    return {Kind::video, std::string(mediatype), supported};
}

// ISO base media: the brand in `ftyp` tells films from stills and phones' flavours.
FileType iso_media(std::string_view head) {
    if (head.size() < 12) return video("video/mp4");
    const auto brand = head.substr(8, 4);
    if (brand == "qt  ") return video("video/quicktime");
    if (brand.starts_with("3gp") || brand.starts_with("3gs")) return video("video/3gpp");
    if (brand.starts_with("3g2")) return video("video/3gpp2");
    if (brand == "M4V " || brand == "M4VP") return video("video/x-m4v");
    for (const auto still : {"heic"sv, "heix"sv, "heim"sv, "heis"sv}) {
        if (brand == still) return image("image/heic", false);
    }
    if (brand == "mif1" || brand == "msf1") return image("image/heif", false);
    if (brand == "avif" || brand == "avis") return image("image/avif", false);
    if (brand == "crx ") return image("image/x-canon-cr3", false);
    if (brand.starts_with("M4A") || brand.starts_with("M4B")) return {Kind::other, "audio/mp4", false};
    return video("video/mp4");
}

// QuickTime files older than `ftyp` start with one of these boxes.
bool old_quicktime(std::string_view head) {
    if (head.size() < 8) return false;
    const auto box = head.substr(4, 4);
    return box == "moov" || box == "mdat" || box == "wide" || box == "pnot" ||
           ((box == "free" || box == "skip") && head[0] == 0);
}

bool transport_stream(std::string_view head, std::size_t first, std::size_t step) {
    if (head.size() <= first + 2 * step) return false;
    return head[first] == 0x47 && head[first + step] == 0x47 && head[first + 2 * step] == 0x47;
}

// Start of image, then a marker that may stand second in a JPEG.
bool jpeg_at(std::string_view bytes) {
    if (bytes.size() < 4 || !bytes.starts_with("\xFF\xD8\xFF"sv)) return false;
    const auto marker = static_cast<unsigned char>(bytes[3]);
    return (marker >= 0xE0 && marker <= 0xEF) || marker == 0xDB || marker == 0xC4 || marker == 0xFE ||
           (marker >= 0xC0 && marker <= 0xC2) || marker == 0xDD || marker == 0xFF;
}

}  // namespace

std::string_view word(Kind kind) {
    switch (kind) {
        case Kind::image: return "image";
        case Kind::video: return "video";
        case Kind::other: break;
    }
    return "other";
}

FileType sniff(std::span<const std::byte> bytes) {
    const std::string_view head(reinterpret_cast<const char*>(bytes.data()), std::min(bytes.size(), sniff_bytes));
    if (head.starts_with("\xFF\xD8\xFF"sv)) return image("image/jpeg");
    if (head.starts_with("\x89PNG\r\n\x1A\n"sv)) return image("image/png");
    if (head.starts_with("GIF87a"sv) || head.starts_with("GIF89a"sv)) return image("image/gif");
    if (head.starts_with("II*\0"sv) || head.starts_with("MM\0*"sv)) return image("image/tiff");
    if (head.starts_with("II+\0"sv) || head.starts_with("MM\0+"sv)) return image("image/tiff", false);  // BigTIFF
    if (head.starts_with("RIFF"sv) && head.size() >= 12) {
        const auto form = head.substr(8, 4);
        if (form == "WEBP") return image("image/webp");
        if (form == "AVI ") return video("video/x-msvideo");
        if (form == "WAVE") return {Kind::other, "audio/vnd.wave", false};
    }
    // "BM" alone is two letters of prose; the reserved words and a plausible header size make it a bitmap.
    if (head.starts_with("BM"sv) && head.size() >= 26 && head.substr(6, 4) == "\0\0\0\0"sv &&
        static_cast<unsigned char>(head[14]) >= 12 && head.substr(15, 3) == "\0\0\0"sv)
        return image("image/bmp");
    if (head.size() >= 8 && head.substr(4, 4) == "ftyp") return iso_media(head);
    if (old_quicktime(head)) return video("video/quicktime");
    if (head.starts_with("\x1A\x45\xDF\xA3"sv))
        return head.substr(0, 256).find("webm") != head.npos ? video("video/webm") : video("video/x-matroska");
    if (head.starts_with("\x30\x26\xB2\x75\x8E\x66\xCF\x11"sv)) return video("video/x-ms-asf");
    if (head.starts_with("\0\0\1\xBA"sv)) return video("video/mpeg");
    if (head.starts_with("\0\0\1\xB3"sv)) return video("video/mpeg", false);  // a bare stream without a container
    if (head.starts_with("FLV\1"sv)) return video("video/x-flv");
    if (head.starts_with("\0\0\0\x0CjP  \r\n\x87\n"sv) || head.starts_with("\xFF\x4F\xFF\x51"sv))
        return image("image/jp2", false);
    if (transport_stream(head, 0, 188) || transport_stream(head, 4, 192)) return video("video/mp2t");
    for (std::size_t at = 1; at + 4 <= head.size(); ++at) {
        at = head.find('\xFF', at);
        if (at == head.npos) break;
        if (jpeg_at(head.substr(at))) return image("image/jpeg");
    }
    return {};
}

FileType sniff_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in) throw Failure(Code::unreadable, "cannot open " + path.string() + "; check that it exists and may be read");
    std::array<char, sniff_bytes> head{};
    in.read(head.data(), head.size());
    return sniff(std::as_bytes(std::span(head).first(static_cast<std::size_t>(in.gcount()))));
}

Kind kind_of_name(const std::filesystem::path& name) {
    auto extension = name.extension().string();
    std::ranges::transform(extension, extension.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    static constexpr std::array images{".jpg"sv, ".jpeg"sv, ".jpe"sv,  ".png"sv,  ".tif"sv,  ".tiff"sv, ".webp"sv,
                                       ".bmp"sv, ".gif"sv,  ".heic"sv, ".heif"sv, ".avif"sv, ".jp2"sv};
    static constexpr std::array videos{".mp4"sv, ".m4v"sv,  ".mov"sv, ".avi"sv, ".mkv"sv, ".webm"sv,
                                       ".3gp"sv, ".3g2"sv,  ".asf"sv, ".wmv"sv, ".mpg"sv, ".mpeg"sv,
                                       ".mts"sv, ".m2ts"sv, ".ts"sv,  ".flv"sv};
    if (std::ranges::find(images, extension) != images.end()) return Kind::image;
    if (std::ranges::find(videos, extension) != videos.end()) return Kind::video;
    return Kind::other;
}

}  // namespace serow::media
