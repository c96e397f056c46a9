// Bytes as PostgreSQL writes a bytea, "\x00ff".
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace serow::catalog {

std::optional<std::string> bytea_text(std::span<const std::uint8_t> bytes);  // NULL for none
// Failure(internal) for a text that is none.
std::vector<std::uint8_t> parse_bytea_text(std::string_view text);

}  // namespace serow::catalog
