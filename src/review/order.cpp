#include "review/order.h"

#include <algorithm>
#include <cmath>

namespace serow::review {
namespace {

constexpr double of_machines = 0.75, of_awaiting = 0.5;

// 1 at none, and falling as what is counted grows: as a standard error does.
double scarcity(double counted) {
    return 1 / std::sqrt(1 + std::max(0.0, counted));
}

WorthShare disagreement(const WaitingEvent& event) {
    if (event.people_differ) return {WorthReason::people_differ, 1};
    if (event.machines_differ) return {WorthReason::machines_differ, of_machines};
    return {WorthReason::awaits_another, event.awaits_another ? of_awaiting : 0};
}

WorthShare uncertainty(const WaitingEvent& event) {
    if (event.not_looked_at) return {WorthReason::not_looked_at, 1};
    return {WorthReason::unsure, event.surest ? 1 - std::clamp(*event.surest, 0.0, 1.0) : 0};
}

}  // namespace

std::string_view word(WorthReason reason) {
    switch (reason) {
        case WorthReason::people_differ: return "people_differ";
        case WorthReason::machines_differ: return "machines_differ";
        case WorthReason::awaits_another: return "awaits_another";
        case WorthReason::rare: return "rare";
        case WorthReason::unsure: return "unsure";
        case WorthReason::not_looked_at: return "not_looked_at";
        case WorthReason::little_reviewed: return "little_reviewed";
    }
    return {};
}

std::vector<WorthShare> worth_of(const WaitingEvent& event) {
    const auto weighed = [](WorthShare part, double most) { return WorthShare{part.reason, part.share * most}; };
    const double rarity = event.settled_alike ? scarcity(static_cast<double>(*event.settled_alike)) : 0;
    std::vector<WorthShare> shares{
        weighed(disagreement(event), most_of_disagreement), weighed({WorthReason::rare, rarity}, most_of_rarity),
        weighed(uncertainty(event), most_of_uncertainty),
        weighed({WorthReason::little_reviewed, scarcity(event.reviewed_nights)}, most_of_effort)};
    std::erase_if(shares, [](const WorthShare& share) { return share.share <= 0; });
    std::ranges::stable_sort(shares, std::ranges::greater(), &WorthShare::share);
    return shares;
}

}  // namespace serow::review
