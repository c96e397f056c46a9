#include "people/text.h"

#include <array>

#include "base/utf8.h"

namespace serow::people {

std::optional<std::u32string> code_points(std::string_view text) {
    std::u32string points;
    while (!text.empty()) {
        const auto [point, bytes] = first_character(text);
        if (bytes == 0) return {};
        points += point;
        text.remove_prefix(bytes);
    }
    return points;
}

std::string_view trimmed(std::string_view text) {
    static constexpr std::array<std::string_view, 8> spaces{" ", "\t", "\n", "\r", "\v", "\f", "\u00A0", "\u3000"};
    for (bool again = true; again;) {
        again = false;
        for (const auto space : spaces) {
            while (text.starts_with(space)) text.remove_prefix(space.size()), again = true;
            while (text.ends_with(space)) text.remove_suffix(space.size()), again = true;
        }
    }
    return text;
}

std::string ascii_lower(std::string_view text) {
    std::string lower(text);
    for (char& c : lower)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return lower;
}

}  // namespace serow::people
