#include "catalog/params.h"

#include <array>
#include <charconv>

namespace serow::catalog {

Param::Param(std::string text) : text_(std::move(text)) {
    if (text_->find('\0') != std::string::npos)
        throw Failure(Code::invalid, "A text contains a NUL character. Take it out and try again.");
}

Param::Param(double value) {
    std::array<char, 32> out{};
    const auto end = std::to_chars(out.data(), out.data() + out.size(), value).ptr;
    text_ = std::string(out.data(), end);
}

Param::Param(const json::value& value) {
    if (!value.is_null()) text_ = json::serialize(value);
}

std::string array_text(std::span<const std::optional<std::string>> values) {
    std::string out = "{";
    for (const auto& value : values) {
        if (out.size() > 1) out += ',';
        if (!value) {
            out += "NULL";
            continue;
        }
        out += '"';
        for (const char c : *value) {
            if (c == '"' || c == '\\') out += '\\';
            out += c;
        }
        out += '"';
    }
    return out += '}';
}

std::vector<std::string> parse_array_text(std::string_view text) {
    const auto refuse = [&] { return Failure(Code::internal, "The database gave a text that is no array."); };
    if (text.size() < 2 || text.front() != '{' || text.back() != '}') throw refuse();
    text = text.substr(1, text.size() - 2);
    std::vector<std::string> out;
    std::size_t i = 0;
    while (i < text.size()) {
        std::string value;
        if (text[i] == '"') {
            for (++i; i < text.size() && text[i] != '"'; ++i) {
                if (text[i] == '\\') ++i;
                if (i == text.size()) throw refuse();
                value += text[i];
            }
            if (i == text.size()) throw refuse();
            ++i;
        } else {
            while (i < text.size() && text[i] != ',') value += text[i++];
        }
        out.push_back(std::move(value));
        if (i == text.size()) break;
        if (text[i] != ',') throw refuse();
        ++i;
    }
    return out;
}

}  // namespace serow::catalog
