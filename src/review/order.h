// How much it is worth to answer to an event now rather than later, and why. docs/methods/review-order.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace serow::review {

// What is known of an event in which something waits for a person.
struct WaitingEvent {
    bool people_differ = false;    // a conflict (consensus.h)
    bool machines_differ = false;  // machines, photos of it, or its smoothed name name it otherwise
    bool awaits_another = false;   // somebody answered, the rule asks for one more
    bool not_looked_at = false;    // something in it has no answer at all
    // [0, 1] how sure a machine is of the kind that it is least sure of; none: it gave no such number.
    std::optional<double> surest = {};
    // Settled events that show the rarest taxon named here; none: none is named.
    std::optional<std::int64_t> settled_alike = {};
    double reviewed_nights = 0;  // trap-nights of its sample point that are reviewed, as effort counts them
};

enum class WorthReason { people_differ, machines_differ, awaits_another, rare, unsure, not_looked_at, little_reviewed };
std::string_view word(WorthReason reason);

struct WorthShare {
    WorthReason reason{};
    double share = 0;  // (0, 1]
};

// The greatest share that each question has in the worth; together 1.
inline constexpr double most_of_disagreement = 0.40, most_of_rarity = 0.25, most_of_uncertainty = 0.20,
                        most_of_effort = 0.15;

// worth = 0.40 d + 0.25 r + 0.20 u + 0.15 e, by its reasons, the weightiest first; shares of 0 are left out.
//   d  1 where people differ, else 0.75 where machines do, else 0.5 where another answer is awaited, else 0
//   r  1 / sqrt(1 + settled_alike); 0 where no taxon is named
//   u  1 where something was not looked at, else 1 - surest; 0 where nothing is known of that
//   e  1 / sqrt(1 + reviewed_nights)
// More of what makes it worth never makes it less worth. Numbers outside their range are taken as the nearest within.
// An event in which nothing waits is worth 0, and not asked for here.
std::vector<WorthShare> worth_of(const WaitingEvent& event);

}  // namespace serow::review
