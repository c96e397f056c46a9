#include "card/folder_pattern.h"

#include <algorithm>
#include <array>
#include <format>
#include <set>
#include <utility>

#include "card/name_key.h"

namespace serow::card {
namespace {

using namespace std::string_view_literals;

// Longer names are on no card; without a limit a hostile one would take the matching long.
constexpr std::size_t longest_name = 255;

std::u32string folded_text(std::string_view text) {
    auto characters = characters_of(text);
    std::ranges::transform(characters, characters.begin(), folded);
    return characters;
}

// A number of `least` to `most` digits at `at`; moves `at` behind it.
std::optional<int> number(std::u32string_view text, std::size_t& at, std::size_t least, std::size_t most) {
    int value = 0;
    std::size_t n = 0;
    while (n < most && at + n < text.size() && is_digit(text[at + n]))
        value = value * 10 + static_cast<int>(text[at + n++] - U'0');
    if (n < least) return {};
    at += n;
    return value;
}

bool skip_one(std::u32string_view text, std::size_t& at, std::u32string_view characters) {
    if (at >= text.size() || !characters.contains(text[at])) return false;
    ++at;
    return true;
}

bool is_year(const std::optional<int>& year) {
    return year && *year >= 1980 && *year <= 2099;
}

// A date at `at`: as long a one as there is; moves `at` behind it.
bool date_at(std::u32string_view text, std::size_t& at) {
    auto end = at;
    if (!is_year(number(text, end, 4, 4))) return false;
    at = end;
    skip_one(text, end, U"-_./年 ");
    const bool apart = end != at;
    const auto month = number(text, end, apart ? 1 : 2, 2);
    if (!month || *month < 1 || *month > 12) {
        if (apart && text[at] == U'年') ++at;
        return true;
    }
    auto after_month = end;
    skip_one(text, after_month, U"月");
    auto day_end = end;
    const bool day_apart = skip_one(text, day_end, U"-_./月 ");
    const auto day = number(text, day_end, day_apart ? 1 : 2, 2);
    if (!day || *day < 1 || *day > 31 || day_apart != apart) {
        at = after_month;
        return true;
    }
    skip_one(text, day_end, U"日号");
    at = day_end;
    return true;
}

bool whole_date(std::u32string_view text) {
    std::size_t at = 0;
    if (!date_at(text, at)) return false;
    if (at == text.size()) return true;
    for (const auto between : {U" to "sv, U"至"sv, U"到"sv, U"-"sv, U"~"sv, U"_"sv, U" - "sv}) {
        auto next = at;
        if (!text.substr(next).starts_with(between)) continue;
        next += between.size();
        if (date_at(text, next) && next == text.size()) return true;
    }
    return false;
}

std::vector<std::string_view> steps_of(std::string_view path) {
    std::vector<std::string_view> steps;
    while (!path.empty()) {
        const auto slash = path.find('/');
        steps.push_back(path.substr(0, slash));
        if (slash == path.npos) break;
        path.remove_prefix(slash + 1);
    }
    return steps;
}

}  // namespace

bool is_date(std::string_view name) {
    return name.size() <= longest_name && whole_date(folded_text(name));
}

bool is_camera_folder(std::string_view name) {
    auto text = folded_text(name.substr(0, longest_name));
    // What file managers append to a copy.
    for (const auto mark : {U" - copy"sv, U" - 副本"sv, U" copy"sv, U" 副本"sv, U" ("sv, U"("sv})
        if (const auto found = text.find(mark); found != text.npos && found > 0) text.resize(found);
    static constexpr std::array plain{U"dcim"sv, U"misc"sv, U"private"sv, U"avchd"sv, U"bdmv"sv, U"stream"sv};
    if (std::ranges::find(plain, text) != plain.end()) return true;
    // DCF: three digits from 100 on, then five letters, digits or underscores of the maker's choice. A day (20240501)
    // has the same length: the first of the five is no digit.
    return text.size() == 8 && text[0] >= U'1' && is_digit(text[0]) && is_digit(text[1]) && is_digit(text[2]) &&
           !is_digit(text[3]) && std::ranges::all_of(text.substr(3), [](char32_t c) {
               return is_digit(c) || (c >= U'a' && c <= U'z') || c == U'_';
           });
}

Result<FolderPattern::Step> FolderPattern::parse_step(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, Part>, 4> parts{
        {{"area", Part::area}, {"point", Part::point}, {"camera", Part::camera}, {"date", Part::date}}};
    Step step;
    std::string plain;
    const auto end_plain = [&] {
        if (!plain.empty()) step.push_back({Part::text, folded_text(plain)});
        plain.clear();
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '{' && text[at] != '*') {
            if (text[at] == '}')
                return problem(Code::invalid, std::format("in \"{}\" a \"}}\" has no \"{{\" before it", text));
            plain.push_back(text[at]);
            continue;
        }
        end_plain();
        auto part = Part::any;
        if (text[at] == '{') {
            const auto close = text.find('}', at);
            if (close == text.npos)
                return problem(Code::invalid, std::format("in \"{}\" a \"{{\" is not closed", text));
            const auto word = text.substr(at + 1, close - at - 1);
            const auto* found = std::ranges::find(parts, word, &std::pair<std::string_view, Part>::first);
            if (found == parts.end())
                return problem(Code::invalid,
                               std::format("\"{{{}}}\" is not known; use {{point}}, {{camera}}, {{area}}, "
                                           "{{date}} or *",
                                           word));
            part = found->second;
            at = close;
        }
        if (!step.empty() && step.back().part != Part::text)
            return problem(Code::invalid, std::format("in \"{}\" nothing stands between two parts, so that nobody can "
                                                      "tell where one ends",
                                                      text));
        step.push_back({part, {}});
    }
    end_plain();
    return step;
}

Result<FolderPattern> FolderPattern::parse(std::string_view text) {
    FolderPattern pattern;
    if (text.size() > 1000) return problem(Code::invalid, "the pattern is longer than 1000 characters");
    while (text.ends_with('/')) text.remove_suffix(1);
    while (text.starts_with('/')) text.remove_prefix(1);
    pattern.text_ = std::string(text);
    std::set<Part> seen;
    for (const auto& name : steps_of(text)) {
        if (name.empty()) return problem(Code::invalid, "the pattern has nothing between two \"/\"");
        auto step = parse_step(name);
        if (!step) return std::unexpected(step.error());
        for (const auto& token : *step)
            if (token.part != Part::text && token.part != Part::any && !seen.insert(token.part).second)
                return problem(Code::invalid, "the pattern names the same part twice");
        if (!is_camera_folder(name)) pattern.steps_.push_back(std::move(*step));
    }
    if (!seen.contains(Part::point)) return problem(Code::invalid, "the pattern does not say where {point} stands");
    return pattern;
}

bool FolderPattern::fit(const Step& step, std::string_view name, FolderReading& reading) {
    if (name.size() > longest_name) return false;
    const auto original = characters_of(name);
    const auto text = folded_text(name);
    std::vector<std::pair<std::size_t, std::size_t>> spans(step.size());
    std::set<std::pair<std::size_t, std::size_t>> dead;  // (token, place) from where nothing fits
    const auto go = [&](const auto& self, std::size_t token, std::size_t at) -> bool {
        if (token == step.size()) return at == text.size();
        if (dead.contains({token, at})) return false;
        const auto& [part, plain] = step[token];
        if (part == Part::text) {
            if (std::u32string_view(text).substr(at).starts_with(plain) && self(self, token + 1, at + plain.size()))
                return true;
        } else {
            for (auto end = text.size(); end > at; --end) {
                if (part == Part::date && !whole_date(std::u32string_view(text).substr(at, end - at))) continue;
                spans[token] = {at, end};
                if (self(self, token + 1, end)) return true;
            }
        }
        dead.insert({token, at});
        return false;
    };
    if (!go(go, 0, 0)) return false;
    for (std::size_t i = 0; i < step.size(); ++i) {
        const auto [from, to] = spans[i];
        auto value = utf8_of(std::u32string_view(original).substr(from, to - from));
        const auto first = value.find_first_not_of(" \t");
        value = first == value.npos ? "" : value.substr(first, value.find_last_not_of(" \t") - first + 1);
        switch (step[i].part) {
            case Part::area: reading.area = value; break;
            case Part::point:
                if (value.empty()) return false;
                reading.point = value;
                break;
            case Part::camera: reading.camera = value; break;
            case Part::date: reading.date = value; break;
            case Part::text:
            case Part::any: break;
        }
    }
    return true;
}

bool FolderPattern::has_point(const Step& step) {
    return std::ranges::any_of(step, [](const Token& token) { return token.part == Part::point; });
}

std::optional<FolderReading> FolderPattern::read(std::string_view folder) const {
    FolderReading reading;
    std::size_t next = 0;
    bool point = false;
    std::string path;
    for (const auto& name : steps_of(folder)) {
        if (next == steps_.size()) break;
        if (!path.empty()) path += '/';
        path += name;
        if (is_camera_folder(name)) continue;
        if (!fit(steps_[next], name, reading)) return {};
        reading.folder = path;
        point = point || has_point(steps_[next]);
        ++next;
    }
    if (!point) return {};
    return reading;
}

}  // namespace serow::card
