#include "card/name_key.h"

#include <algorithm>

#include "base/utf8.h"

namespace serow::card {
namespace {

// U+00C0 … U+017F, each as the letter below its accent; '*' for × and '/' for ÷.
constexpr std::u32string_view latin =
    U"aaaaaaaceeeeiiiidnooooo*ouuuuyts"
    U"aaaaaaaceeeeiiiidnooooo/ouuuuyty"
    U"aaaaaaccccccccddddeeeeeeeeeegggg"
    U"gggghhhhiiiiiiiiiiiijjkkklllllll"
    U"lllnnnnnnnnnoooooooorrrrrrssssss"
    U"ssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(latin.size() == 0x180 - 0xC0);

bool is_accent(char32_t c) {
    return c >= 0x300 && c <= 0x36F;
}
bool is_separator(char32_t c) {
    constexpr std::u32string_view marks = U" \t-_.#·–—−、,　\u00A0";
    return marks.contains(c);
}

}  // namespace

std::u32string characters_of(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto [point, bytes] = first_character(text);
        out.push_back(bytes > 0 ? point : static_cast<unsigned char>(text.front()));
        text.remove_prefix(std::max<std::size_t>(bytes, 1));
    }
    return out;
}

std::string utf8_of(std::u32string_view characters) {
    std::string out;
    for (const char32_t c : characters) out += serow::utf8_of(c);
    return out;
}

char32_t folded(char32_t c) {
    if (c == 0x3000) return U' ';
    if (c >= 0xFF01 && c <= 0xFF5E) c -= 0xFF01 - U'!';
    if (c >= U'A' && c <= U'Z') return c + (U'a' - U'A');
    if (c >= 0xC0 && c < 0x180) return latin[c - 0xC0];
    // Greek and Cyrillic capitals.
    if (c >= 0x391 && c <= 0x3A9) return c + 0x20;
    if (c >= 0x410 && c <= 0x42F) return c + 0x20;
    if (c >= 0x400 && c <= 0x40F) return c + 0x50;
    return c;
}

std::string name_key(std::string_view name) {
    std::u32string key;
    bool gap = false;  // separators since the last character that counts
    const auto text = characters_of(name);
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto c = folded(text[at]);
        if (is_accent(c)) continue;
        if (is_separator(c)) {
            gap = true;
            continue;
        }
        if (is_digit(c)) {
            if (gap && !key.empty() && is_digit(key.back())) key.push_back(U'-');
            const bool goes_on = !key.empty() && is_digit(key.back());
            const bool more = at + 1 < text.size() && is_digit(folded(text[at + 1]));
            if (c == U'0' && !goes_on && more) {
                gap = false;
                continue;  // a leading zero
            }
        }
        gap = false;
        key.push_back(c);
    }
    return utf8_of(key);
}

}  // namespace serow::card
