#include "catalog/bytea.h"

#include <charconv>
#include <string_view>

#include "base/problem.h"

namespace serow::catalog {

std::optional<std::string> bytea_text(std::span<const std::uint8_t> bytes) {
    if (bytes.empty()) return {};
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out = "\\x";
    out.reserve(2 + 2 * bytes.size());
    for (const auto byte : bytes) {
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
    return out;
}

std::vector<std::uint8_t> parse_bytea_text(std::string_view text) {
    const auto refuse = [] { return Failure(Code::internal, "The database gave a text that is no bytea."); };
    if (!text.starts_with("\\x") || text.size() % 2 != 0) throw refuse();
    std::vector<std::uint8_t> out;
    out.reserve(text.size() / 2 - 1);
    for (std::size_t i = 2; i < text.size(); i += 2) {
        unsigned value = 0;
        const auto* pair = text.data() + i;
        if (std::from_chars(pair, pair + 2, value, 16).ptr != pair + 2) throw refuse();
        out.push_back(static_cast<std::uint8_t>(value));
    }
    return out;
}

}  // namespace serow::catalog
