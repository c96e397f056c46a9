// The signs that effort_gaps.h weighs, each on its own. Private to ecology.
#pragma once

#include "ecology/effort_gaps.h"

namespace serow::ecology {

using std::chrono::hours;

// Of failures that a season of one camera suffers, before its files are seen: one camera in twenty.
inline constexpr double believed_failed = 0.05;

// Probability that the camera failed, where a working one would show this with probability p.
inline double failed_given(double p) {
    return believed_failed / (believed_failed + (1 - believed_failed) * p);
}

// How much the number of visits in a time commonly goes up and down at one place, beyond chance: variance / mean² of
// its rate. A week is commonly half as busy again, or half. It holds of the season that cameras share, too.
inline constexpr double usual_dispersion = 0.2;

// The share of its usual life that `neighbours` cameras saw together, who had `seen` visits where `expected` were
// usual. A neighbour has moods of its own, so that however many visits it has it counts as 1 / usual_dispersion of them
// at most; held against a season that itself varies by usual_dispersion. 1 where fewer than 3 visits were expected:
// they tell nothing.
double life_seen(double seen, double expected, std::size_t neighbours);

// Files sorted by time. Gaps of at least two days without any file.
std::vector<FailureProposal> silences(const EffortEvidence& evidence, std::span<const FileSign> files,
                                      EffortExamination& examination);
std::vector<FailureProposal> nothing_seen(const EffortEvidence& evidence, std::span<const FileSign> files);
std::vector<FailureProposal> other_views(const EffortEvidence& evidence, std::span<const FileSign> files);

// Black, white or covered: nothing to be seen on it. False where it was not measured.
bool shows_nothing(const FileSign& file);

}  // namespace serow::ecology
