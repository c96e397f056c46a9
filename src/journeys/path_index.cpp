#include "journeys/path_index.h"

#include <algorithm>
#include <functional>

namespace serow::journeys {
namespace {

// Small letters, "/" between the parts and nowhere else; "." parts are no parts.
std::string folded_path(std::string_view path) {
    std::string result;
    std::string part;
    const auto end_part = [&] {
        if (!part.empty() && part != ".") result += (result.empty() ? "" : "/") + part;
        part.clear();
    };
    for (const char c : path) {
        if (c == '/' || c == '\\')
            end_part();
        else
            part += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    end_part();
    return result;
}

std::uint32_t parts_of(std::string_view folded) {
    return folded.empty() ? 0 : static_cast<std::uint32_t>(std::ranges::count(folded, '/') + 1);
}

std::string_view take_last(std::string_view& folded) {
    const auto slash = folded.rfind('/');
    const auto last = slash == std::string_view::npos ? folded : folded.substr(slash + 1);
    folded = slash == std::string_view::npos ? std::string_view() : folded.substr(0, slash);
    return last;
}

std::size_t common_parts(std::string_view a, std::string_view b) {
    std::size_t n = 0;
    while (!a.empty() && !b.empty() && take_last(a) == take_last(b)) ++n;
    return n;
}

std::size_t hash_of_name(std::string_view folded) {
    return std::hash<std::string_view>{}(take_last(folded));
}

}  // namespace

void PathIndex::add(MediaId media, std::string_view location, std::string_view card, std::string_view path) {
    const auto own = folded_path(path);
    if (own.empty()) return;
    by_name_.emplace(hash_of_name(own), static_cast<std::uint32_t>(known_.size()));
    known_.push_back({media, folded_path(std::string(location) + "/" + std::string(card) + "/" + own), parts_of(own)});
}

PathIndex::Match PathIndex::find(std::string_view path) const {
    const auto wanted = folded_path(path);
    const auto wanted_parts = parts_of(wanted);
    Match best;
    const auto [first, last] = by_name_.equal_range(hash_of_name(wanted));
    for (auto at = first; at != last; ++at) {
        const auto& known = known_[at->second];
        const auto common = common_parts(known.path, wanted);
        if (common == 0 || (common < known.own_parts && common < wanted_parts)) continue;
        if (common > best.parts) {
            best = {known.media, common, false};
        } else if (common == best.parts) {
            best.ambiguous = true;
        }
    }
    if (best.ambiguous) best.media.reset();
    return best;
}

}  // namespace serow::journeys
