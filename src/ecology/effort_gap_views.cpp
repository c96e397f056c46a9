#include <algorithm>
#include <array>
#include <cmath>
#include <format>

#include "ecology/effort_gap_signs.h"

namespace serow::ecology {
namespace {

using camtrap::FailureReason;
using camtrap::Light;

// ---- Nothing to be seen.

constexpr double black_below = 8;
constexpr double white_above = 247;
constexpr double flat_below = 5;  // contrast: a hand before the lens still has more
constexpr std::ptrdiff_t fewest_blind = 5;
constexpr std::chrono::minutes shortest_blindness{30};

// ---- Another view.

constexpr std::size_t window = 6;  // frames on each side, one a visit
constexpr double same_view = 0.5;  // halves of one window agree at least so well, else nothing is said
constexpr double other_view_below = 0.35;
constexpr double other_view_share = 0.5;  // of what the halves agree
constexpr std::chrono::minutes burst_of_frames{10};

using MeanView = std::vector<double>;

MeanView mean_of(std::span<const FileSign* const> frames, std::size_t first, std::size_t step) {
    MeanView mean(frames.front()->view.size(), 0);
    double count = 0;
    for (std::size_t i = first; i < frames.size(); i += step) {
        for (std::size_t k = 0; k < mean.size(); ++k) mean[k] += frames[i]->view[k];
        ++count;
    }
    for (auto& value : mean) value /= count;
    return mean;
}

// Pearson's correlation; 0 where one of them is the same everywhere.
double similarity(const MeanView& a, const MeanView& b) {
    double mean_a = 0, mean_b = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        mean_a += a[i];
        mean_b += b[i];
    }
    mean_a /= static_cast<double>(a.size());
    mean_b /= static_cast<double>(b.size());
    double both = 0, square_a = 0, square_b = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        both += (a[i] - mean_a) * (b[i] - mean_b);
        square_a += (a[i] - mean_a) * (a[i] - mean_a);
        square_b += (b[i] - mean_b) * (b[i] - mean_b);
    }
    return square_a > 0 && square_b > 0 ? both / std::sqrt(square_a * square_b) : 0;
}

// One frame of each burst, of one light, on which something is to be seen.
std::vector<const FileSign*> frames_of(std::span<const FileSign> files, Light light) {
    std::vector<const FileSign*> frames;
    for (const auto& file : files) {
        if (file.light != light || file.view.empty() || shows_nothing(file)) continue;
        if (!frames.empty() &&
            (file.view.size() != frames.front()->view.size() || file.taken - frames.back()->taken < burst_of_frames))
            continue;
        frames.push_back(&file);
    }
    return frames;
}

// Between which frames the view changed: `before` is the last of the old one.
struct ViewChange {
    std::size_t after = 0;  // index of the first frame of the new view
    double similarity = 1;
};

std::vector<ViewChange> changes_in(std::span<const FileSign* const> frames) {
    std::vector<ViewChange> changes;
    if (frames.size() < 2 * window) return changes;
    for (std::size_t i = window; i + window <= frames.size(); ++i) {
        const auto before = frames.subspan(i - window, window);
        const auto after = frames.subspan(i, window);
        const double apart = similarity(mean_of(before, 0, 1), mean_of(after, 0, 1));
        if (apart >= other_view_below) continue;
        const double within = std::min(similarity(mean_of(before, 0, 2), mean_of(before, 1, 2)),
                                       similarity(mean_of(after, 0, 2), mean_of(after, 1, 2)));
        if (within < same_view || apart >= other_view_share * within) continue;
        // Windows beside the change see it too: the deepest is meant.
        if (!changes.empty() && i - changes.back().after < window) {
            if (apart < changes.back().similarity) changes.back() = {i, apart};
        } else {
            changes.push_back({i, apart});
        }
    }
    return changes;
}

// From the first change on, until the first view comes back or to the end.
std::optional<FailureProposal> other_view_in(const EffortEvidence& evidence, std::span<const FileSign* const> frames) {
    const auto changes = changes_in(frames);
    if (changes.empty()) return {};
    const auto first = changes.front().after;
    const auto as_set_up = mean_of(frames.subspan(first - window, window), 0, 1);
    FailureProposal proposal;
    proposal.sign = FailureSign::other_view;
    proposal.reason = FailureReason::viewShifted;
    proposal.span = {frames[first - 1]->taken, evidence.span.end};
    proposal.to_the_end = true;
    proposal.similarity = changes.front().similarity;
    std::size_t end = frames.size();
    for (const auto& change : std::span(changes).subspan(1))
        if (similarity(as_set_up, mean_of(frames.subspan(change.after, window), 0, 1)) >= same_view) {
            end = change.after;
            proposal.span.end = frames[end]->taken;
            proposal.to_the_end = false;
            break;
        }
    proposal.frames = static_cast<std::int64_t>(end - first);
    // As surely as the two views differ: none of one direction that were compared by hand were less alike than 0.35.
    proposal.confidence = std::clamp(0.75 + (other_view_below - changes.front().similarity) / 2, 0.5, 0.9);
    return proposal;
}

// The frames of the other light show the same view on both sides of `at`: then it was no move, but leaves or snow.
bool unmoved(std::span<const FileSign* const> frames, Instant at) {
    const auto split = static_cast<std::size_t>(
        std::ranges::upper_bound(frames, at, {}, [](const auto* file) { return file->taken; }) - frames.begin());
    if (split < window || frames.size() - split < window) return false;
    return similarity(mean_of(frames.subspan(split - window, window), 0, 1),
                      mean_of(frames.subspan(split, window), 0, 1)) >= same_view;
}

}  // namespace

bool shows_nothing(const FileSign& file) {
    return file.brightness && file.contrast &&
           (*file.brightness < black_below || *file.brightness > white_above || *file.contrast < flat_below);
}

std::vector<FailureProposal> nothing_seen(const EffortEvidence& evidence, std::span<const FileSign> files) {
    std::vector<const FileSign*> measured;
    for (const auto& file : files)
        if (file.contrast && file.brightness) measured.push_back(&file);
    std::vector<FailureProposal> proposals;
    for (auto first = measured.begin(); first != measured.end();) {
        if (!shows_nothing(**first)) {
            ++first;
            continue;
        }
        const auto next =
            std::find_if_not(first, measured.end(), [](const auto* file) { return shows_nothing(*file); });
        const auto count = next - first;
        if (count >= fewest_blind && (*std::prev(next))->taken - (*first)->taken >= shortest_blindness) {
            FailureProposal proposal;
            proposal.sign = FailureSign::nothing_seen;
            proposal.reason = FailureReason::obstructed;
            proposal.to_the_end = next == measured.end();
            proposal.span = {first == measured.begin() ? (*first)->taken : (*std::prev(first))->taken,
                             proposal.to_the_end ? evidence.span.end : (*next)->taken};
            proposal.frames = count;
            proposal.confidence = static_cast<double>(count) / static_cast<double>(count + 1);
            proposal.evidence = std::format("{} frames in a row are black, white or without any detail.", count);
            if (proposal.span.end > proposal.span.start) proposals.push_back(std::move(proposal));
        }
        first = next;
    }
    return proposals;
}

std::vector<FailureProposal> other_views(const EffortEvidence& evidence, std::span<const FileSign> files) {
    const auto days = frames_of(files, Light::colour);
    const auto nights = frames_of(files, Light::infrared);
    auto by_day = other_view_in(evidence, days);
    auto by_night = other_view_in(evidence, nights);
    if (by_day && !by_night && unmoved(nights, by_day->span.start)) return {};
    if (by_night && !by_day && unmoved(days, by_night->span.start)) return {};
    auto proposal = by_day ? by_day : by_night;
    if (!proposal) return {};
    proposal->evidence = std::format("From then on {} frames show another background than before (similarity {:.2f}).",
                                     *proposal->frames, *proposal->similarity);
    if (by_day && by_night) {
        // The view changed once: after the last old frame of either light, before the first new one.
        proposal->span.start = std::max(by_day->span.start, by_night->span.start);
        proposal->to_the_end = by_day->to_the_end && by_night->to_the_end;
        proposal->span.end = proposal->to_the_end ? evidence.span.end : std::min(by_day->span.end, by_night->span.end);
        proposal->frames = *by_day->frames + *by_night->frames;
        proposal->confidence = 0.95;
        proposal->evidence =
            std::format("From then on {} frames, in colour and in infrared, show another background than before.",
                        *proposal->frames);
    }
    if (proposal->span.end <= proposal->span.start) return {};
    return {*proposal};
}

}  // namespace serow::ecology
