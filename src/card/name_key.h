// When two names of people's making mean the same thing.
#pragma once

#include <string>
#include <string_view>

namespace serow::card {

// The characters of a UTF-8 text; a byte that is no part of one stands for itself.
std::u32string characters_of(std::string_view text);
std::string utf8_of(std::u32string_view characters);

constexpr bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

// One character as it is compared: full-width forms (Ｐ０１) as the plain ones, letters small and without accents.
char32_t folded(char32_t c);

// Names with the same key are taken for the same: "P01", "p-1", "P_001" and "Ｐ ０１"; "样点１" and "样点 01". Spaces,
// "-", "_", "." and "#" count only between two digits ("1-1" is not "11"), leading zeros never. "" where nothing is
// left.
std::string name_key(std::string_view name);

}  // namespace serow::card
