#include "media/decode.h"

#include <fstream>
#include <string>

#include "media/jpeg.h"
#include "media/kind.h"
#include "media/libav.h"

namespace serow::media {

Result<std::vector<std::byte>> read_whole_file(const std::filesystem::path& path, std::size_t limit) {
    std::ifstream in(path, std::ios::binary | std::ios::ate);
    if (!in)
        return problem(Code::unreadable, "cannot open " + path.string() + "; check that it exists and may be read");
    const auto size = static_cast<long long>(in.tellg());
    // A folder opens, and then tells an absurd size.
    if (size < 0 || !std::filesystem::is_regular_file(path))
        return problem(Code::unreadable, path.string() + " is not a regular file");
    if (static_cast<unsigned long long>(size) > limit)
        return problem(Code::too_large, path.string() + " has " + std::to_string(size) + " bytes; the limit is " +
                                            std::to_string(limit));
    std::vector<std::byte> bytes(static_cast<std::size_t>(size));
    in.seekg(0);
    in.read(reinterpret_cast<char*>(bytes.data()), size);
    if (in.gcount() != size) return problem(Code::unreadable, "reading " + path.string() + " failed half-way");
    return bytes;
}

Result<Decoded> decode_image(std::span<const std::byte> file, const LeastSide& longest_side) {
    if (file.empty()) return problem(Code::unreadable, "the file is empty (0 bytes)");
    const auto type = sniff(file);
    if (type.kind != Kind::image)
        return problem(Code::unsupported, "the file is no picture by its content (" + type.mediatype + ")");
    if (!type.supported)
        return problem(Code::unsupported,
                       "pictures of the type " + type.mediatype + " are not decoded; convert it to JPEG");
    if (type.mediatype == "image/jpeg") return decode_jpeg(file, longest_side);
    return decode_other_still(file, type.mediatype);
}

Result<Decoded> decode_image(std::span<const std::byte> file, int longest_side) {
    return decode_image(file, [longest_side](int, int) { return longest_side; });
}

Result<Decoded> decode_image(const std::filesystem::path& path, int longest_side) {
    return decode_image(path, [longest_side](int, int) { return longest_side; });
}

Result<Decoded> decode_image(const std::filesystem::path& path, const LeastSide& longest_side) {
    const auto bytes = read_whole_file(path);
    if (!bytes) return std::unexpected(bytes.error());
    return decode_image(*bytes, longest_side);
}

}  // namespace serow::media
