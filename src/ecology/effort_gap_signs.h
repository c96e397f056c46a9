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

// Files sorted by time. Gaps of at least two days without any file.
std::vector<FailureProposal> silences(const EffortEvidence& evidence, std::span<const FileSign> files,
                                      EffortExamination& examination);
std::vector<FailureProposal> nothing_seen(const EffortEvidence& evidence, std::span<const FileSign> files);
std::vector<FailureProposal> other_views(const EffortEvidence& evidence, std::span<const FileSign> files);

// Black, white or covered: nothing to be seen on it. False where it was not measured.
bool shows_nothing(const FileSign& file);

}  // namespace serow::ecology
