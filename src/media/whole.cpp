#include "media/whole.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <span>
#include <string>
#include <system_error>
#include <vector>

#include "media/kind.h"

namespace serow::media {
namespace {

constexpr std::uint64_t tail_bytes = 64 << 10;
constexpr std::size_t behind_end = 4 << 10;
// A camera that writes a fragment a second makes two boxes of it: this is half a day.
constexpr int most_boxes = 100'000;

std::string bytes_at(std::ifstream& file, std::uint64_t offset, std::size_t count) {
    std::string bytes(count, '\0');
    file.clear();
    file.seekg(static_cast<std::streamoff>(offset));
    file.read(bytes.data(), static_cast<std::streamsize>(count));
    bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
    return bytes;
}

std::uint64_t number(std::string_view bytes, bool big_endian) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        value = value << 8 | static_cast<unsigned char>(bytes[big_endian ? i : bytes.size() - 1 - i]);
    return value;
}

Whole jpeg(std::ifstream& file, std::uint64_t size) {
    const auto begin = size - std::min(size, tail_bytes);
    auto tail = bytes_at(file, begin, static_cast<std::size_t>(size - begin));
    while (tail.ends_with('\0')) tail.pop_back();
    const auto end = tail.rfind("\xFF\xD9");
    return end != tail.npos && tail.size() - end <= behind_end ? Whole::yes : Whole::no;
}

Whole boxes(std::ifstream& file, std::uint64_t size) {
    bool has_index = false;
    int count = 0;
    for (std::uint64_t at = 0; at < size;) {
        if (++count > most_boxes) return Whole::unknown;
        const auto head = bytes_at(file, at, 16);
        if (head.size() < 8) return Whole::no;
        auto length = number(std::string_view(head).substr(0, 4), true);
        const auto type = head.substr(4, 4);
        if (length == 1)
            length = head.size() == 16 ? number(std::string_view(head).substr(8, 8), true) : 0;
        else if (length == 0)
            length = size - at;  // to the end of the file
        if (length < 8 || length > size - at) return Whole::no;
        has_index = has_index || type == "moov" || type == "moof";
        at += length;
    }
    return has_index ? Whole::yes : Whole::no;
}

Whole avi(std::ifstream& file, std::uint64_t size) {
    const auto head = bytes_at(file, 0, 8);
    if (head.size() < 8) return Whole::no;
    return number(std::string_view(head).substr(4, 4), false) + 8 <= size ? Whole::yes : Whole::no;
}

}  // namespace

Whole is_whole(const std::filesystem::path& path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    std::ifstream file(path, std::ios::binary);
    if (error || !file) return Whole::unknown;
    const auto head = bytes_at(file, 0, sniff_bytes);
    const auto type = sniff(std::as_bytes(std::span(head))).mediatype;
    if (type == "image/jpeg") return jpeg(file, size);
    if (type == "video/mp4" || type == "video/quicktime" || type == "video/3gpp" || type == "video/3gpp2")
        return boxes(file, size);
    if (type == "video/x-msvideo") return avi(file, size);
    return Whole::unknown;
}

}  // namespace serow::media
