#include "card/names.h"

#include <iconv.h>

#include <cerrno>
#include <cstdint>
#include <format>
#include <memory>
#include <optional>

namespace serow::card {
namespace {

// How many bytes the sound character at the front takes; 0 where there is none.
std::size_t character_at(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
    const auto lead = byte(0);
    if (lead < 0x80) return 1;
    const std::size_t length = lead >= 0xC2 && lead < 0xE0   ? 2
                               : lead >= 0xE0 && lead < 0xF0 ? 3
                               : lead >= 0xF0 && lead < 0xF5 ? 4
                                                             : 0;
    if (length == 0 || text.size() < length) return 0;
    std::uint32_t point = lead & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return 0;
        point = point << 6 | (byte(i) & 0x3F);
    }
    const bool overlong = (length == 3 && point < 0x800) || (length == 4 && point < 0x10000);
    if (overlong || point > 0x10FFFF || (point >= 0xD800 && point < 0xE000)) return 0;
    return length;
}

std::optional<std::string> from_gb18030(std::string_view bytes) {
    struct Close {
        void operator()(void* conversion) const { ::iconv_close(conversion); }
    };
    auto* const opened = ::iconv_open("UTF-8", "GB18030");
    // NOLINTNEXTLINE(performance-no-int-to-ptr): that is how iconv says that it has no such conversion
    if (opened == reinterpret_cast<iconv_t>(-1)) return {};
    const std::unique_ptr<void, Close> conversion(opened);
    std::string in(bytes);
    std::string out(bytes.size() * 3 + 4, '\0');
    char* from = in.data();
    char* to = out.data();
    auto from_left = in.size();
    auto to_left = out.size();
    if (::iconv(conversion.get(), &from, &from_left, &to, &to_left) == static_cast<std::size_t>(-1) || from_left > 0)
        return {};
    out.resize(out.size() - to_left);
    return out;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto length = character_at(bytes);
        if (length == 0) return false;
        bytes.remove_prefix(length);
    }
    return true;
}

std::string name_in_utf8(std::string_view bytes) {
    if (is_utf8(bytes)) return std::string(bytes);
    if (auto text = from_gb18030(bytes)) return *text;
    std::string text;
    while (!bytes.empty()) {
        const auto length = character_at(bytes);
        if (length > 0)
            text += bytes.substr(0, length);
        else
            text += std::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(bytes.front())));
        bytes.remove_prefix(length > 0 ? length : 1);
    }
    return text;
}

}  // namespace serow::card
