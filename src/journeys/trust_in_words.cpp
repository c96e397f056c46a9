#include "journeys/trust_in_words.h"

#include <cmath>
#include <format>
#include <map>

namespace serow::journeys {
namespace {

// Rounded up to a tenth of a percent: a bound must stay one.
std::string at_most(double share) {
    return std::format("{:.1f} %", std::ceil(share * 1000 - 1e-6) / 10);
}

std::string day_of(const std::optional<Instant>& time) {
    return time ? to_text(*time).substr(0, 10) : std::string("an unknown day");
}

std::string said_by(const TrustCheck& check) {
    const auto& name = check.check.scientific_name;
    return name.empty() ? "that the machine called blank" : std::format("that the machine named {}", name);
}

std::string sentence(const TrustCheck& check) {
    const bool is_blank = check.check.scientific_name.empty();
    if (check.state != TrustState::measured)
        return std::format("No measurement that holds says how many of the media {} {}.", said_by(check),
                           is_blank ? "hide an animal" : "show something else");
    return std::format(
        "With 95 % confidence at most {} of the {} media {} {} ({} drawn at random and reviewed, {} wrong; {}).",
        at_most(check.result.most), check.check.media, said_by(check),
        is_blank ? "hide an animal" : "show something else", check.reviewed, check.missed,
        day_of(check.check.measured_at));
}

}  // namespace

std::string trust_in_words(std::span<const TrustCheck> checks, std::int64_t blanks) {
    // Of each subject the latest that holds, else the latest.
    std::map<std::string, const TrustCheck*> told;
    for (const auto& check : checks) {
        if (check.state == TrustState::cancelled) continue;
        auto& known = told[check.check.scientific_name];
        if (known == nullptr || (known->state != TrustState::measured && check.state == TrustState::measured))
            known = &check;
    }
    std::string text;
    if (blanks > 0 && !told.contains(""))
        text = std::format("How many of the {} media that a machine called blank hide an animal was not measured.",
                           blanks);
    for (const auto& [name, check] : told) text += (text.empty() ? "" : " ") + sentence(*check);
    return text;
}

}  // namespace serow::journeys
