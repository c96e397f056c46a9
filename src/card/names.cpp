#include "card/names.h"

#include <iconv.h>

#include <cerrno>
#include <format>
#include <memory>
#include <optional>

namespace serow::card {
namespace {

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

std::string name_in_utf8(std::string_view bytes) {
    if (is_utf8(bytes)) return std::string(bytes);
    if (auto text = from_gb18030(bytes)) return *text;
    std::string text;
    while (!bytes.empty()) {
        const auto length = first_character(bytes).bytes;
        if (length > 0)
            text += bytes.substr(0, length);
        else
            text += std::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(bytes.front())));
        bytes.remove_prefix(length > 0 ? length : 1);
    }
    return text;
}

}  // namespace serow::card
