#include "people/email.h"

#include <algorithm>
#include <cctype>

#include "people/text.h"

namespace serow::people {
namespace {

constexpr std::size_t most_address_bytes = 254;  // RFC 5321, 4.5.3.1.3 less the angle brackets
constexpr std::size_t most_local_bytes = 64;     // 4.5.3.1.1
constexpr std::size_t most_label_bytes = 63;

bool is_alphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}
bool is_beyond_ascii(char c) {
    return static_cast<unsigned char>(c) >= 0x80;
}
bool is_atom(char c) {
    return is_alphanumeric(c) || is_beyond_ascii(c) || std::string_view("!#$%&'*+-/=?^_`{|}~").contains(c);
}
bool is_label(char c) {
    return is_alphanumeric(c) || is_beyond_ascii(c) || c == '-';
}

// Parts between dots, none of them empty, all of allowed characters; how many, or 0.
template <class Allowed>
std::size_t parts(std::string_view text, Allowed allowed, std::size_t most) {
    std::size_t count = 0;
    for (;;) {
        const auto dot = text.find('.');
        const auto part = text.substr(0, dot);
        if (part.empty() || part.size() > most || !std::ranges::all_of(part, allowed)) return 0;
        ++count;
        if (dot == std::string_view::npos) return count;
        text.remove_prefix(dot + 1);
    }
}

bool hyphen_at_edge(std::string_view domain) {
    return domain.starts_with('-') || domain.ends_with('-') || domain.contains("-.") || domain.contains(".-");
}

}  // namespace

Result<std::string> normalise_email(std::string_view text) {
    const std::string address = ascii_lower(trimmed(text));
    const auto at = address.find('@');
    const std::string_view local = std::string_view(address).substr(0, at);
    const std::string_view domain =
        at == std::string::npos ? std::string_view{} : std::string_view(address).substr(at + 1);
    const bool all_digits_at_end = !domain.empty() && std::ranges::all_of(domain.substr(domain.rfind('.') + 1),
                                                                          [](char c) { return c >= '0' && c <= '9'; });
    if (address.size() > most_address_bytes || local.size() > most_local_bytes ||
        parts(local, is_atom, most_local_bytes) == 0 || parts(domain, is_label, most_label_bytes) < 2 ||
        hyphen_at_edge(domain) || all_digits_at_end || !code_points(address))
        return problem(Code::invalid, "This is not an e-mail address such as name@example.org.");
    return address;
}

}  // namespace serow::people
