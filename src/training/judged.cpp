#include "training/judged.h"

#include <algorithm>

namespace serow::training {
namespace {

struct Counts {
    int told = 0, told_right = 0;
    int shown = 0, shown_found = 0, coarser = 0;
};

constexpr std::string_view blank = "blank";

bool is_blank(const std::vector<std::string>& names) {
    return std::ranges::all_of(names, [](const auto& name) { return name == blank; });
}

}  // namespace

JudgedScores judge(std::span<const JudgedMedium> media,
                   const std::function<bool(std::string_view name, std::string_view above)>& is_within) {
    JudgedScores scores;
    std::map<std::string, Counts> counts;
    int shows = 0, found = 0, blanks = 0, kept = 0;
    for (const auto& [truth, told] : media) {
        ++scores.media;
        const bool nothing_told = is_blank(told);
        if (is_blank(truth)) {
            ++blanks;
            kept += nothing_told ? 1 : 0;
        } else {
            ++shows;
            found += nothing_told ? 0 : 1;
        }
        const auto any_within = [&](const std::vector<std::string>& names, const std::string& above) {
            return std::ranges::any_of(names, [&](const auto& name) { return is_within(name, above); });
        };
        for (const auto& name : told) {
            auto& own = counts[name];
            ++own.told;
            own.told_right += any_within(truth, name) ? 1 : 0;
        }
        for (const auto& name : truth) {
            auto& own = counts[name];
            ++own.shown;
            if (any_within(told, name))
                ++own.shown_found;
            else if (std::ranges::any_of(told, [&](const auto& each) { return is_within(name, each); }))
                ++own.coarser;
        }
        if (truth.size() == 1) ++scores.confusion[{truth.front(), told.front()}];
    }
    scores.found = proportion(found, shows);
    scores.kept = proportion(kept, blanks);
    for (const auto& [name, own] : counts)
        scores.names.push_back(
            {name, proportion(own.told_right, own.told), proportion(own.shown_found, own.shown), own.coarser});
    return scores;
}

}  // namespace serow::training
