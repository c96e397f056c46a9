// The small grammar of HTTP's words: case, blanks, percent signs, lists.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace serow::server {

std::string lower_case(std::string_view text);  // ASCII only, as HTTP's names are
bool equal_folding_case(std::string_view a, std::string_view b);
std::string_view trimmed(std::string_view text);  // of spaces and tabs at both ends
// The non-empty, trimmed pieces between `separator`s.
std::vector<std::string_view> split_list(std::string_view text, char separator);

// The value of `name` among `; name=value; other="quoted \" value"`, as in Content-Type and Content-Disposition; names
// fold case. nullopt where there is none.
std::optional<std::string> header_parameter(std::string_view text, std::string_view name);

// nullopt for a "%" without two hexadecimal digits.
std::optional<std::string> percent_decoded(std::string_view text);
// Everything but RFC 3986's unreserved characters as %XX.
std::string percent_encoded(std::string_view text);

bool has_control_character(std::string_view text);  // below 0x20, or 0x7f

}  // namespace serow::server
