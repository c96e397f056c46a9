// Characters of what people type.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace serow::people {

// The code points of a UTF-8 text; nullopt where it is none (RFC 3629).
std::optional<std::u32string> code_points(std::string_view text);

// Without white space at both ends: ASCII's, the no-break space and the wide space of Chinese keyboards (U+3000).
std::string_view trimmed(std::string_view text);

// ASCII letters in lower case, all else as it is.
std::string ascii_lower(std::string_view text);

}  // namespace serow::people
