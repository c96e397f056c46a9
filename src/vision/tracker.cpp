#include "vision/tracker.h"

#include <algorithm>
#include <utility>

#include "vision/assignment.h"
#include "vision/box_motion.h"
#include "vision/overlap.h"

namespace serow::vision {
namespace {

// C-BIoU's buffer for frames that follow each other; and the size by which a walking animal may be elsewhere each
// second: it walks about its own length. With more than one size at each side neighbours would be mistaken.
constexpr double least_buffer = 0.3, buffer_a_second = 0.7, most_buffer = 1.0;

// Two of a kind are compared by 1 - overlap; what may not be together costs more than any number of good pairs saves.
constexpr double never = 1e6;

struct Followed {
    Track track;
    BoxMotion motion;
    double seen_at;
};

Box enlarged(const Box& box, double buffer) {
    return {box.x - buffer * box.width, box.y - buffer * box.height, box.width * (1 + 2 * buffer),
            box.height * (1 + 2 * buffer)};
}

}  // namespace

const TrackedBox& Track::best() const {
    return *std::ranges::max_element(path, {}, &TrackedBox::confidence);
}

double buffered_overlap(const Box& a, const Box& b, double buffer) {
    return intersection_over_union(enlarged(a, buffer), enlarged(b, buffer));
}

struct Tracker::State {
    TrackerOptions options;
    std::vector<Followed> followed;
    std::vector<Track> ended;
    double now = 0;
    int next = 0;

    // Gives `boxes` (indices) to `tracks` (indices of followed), and takes both out of the lists.
    void pair(std::span<const Detection> all, std::vector<std::size_t>& boxes, std::vector<std::size_t>& tracks,
              std::vector<int>& numbers) {
        std::vector<double> cost;
        cost.reserve(boxes.size() * tracks.size());
        for (const auto b : boxes)
            for (const auto t : tracks) {
                const auto& thing = followed[t];
                const double buffer = std::min(least_buffer + buffer_a_second * (now - thing.seen_at), most_buffer);
                const double overlap = all[b].category == thing.track.category
                                           ? buffered_overlap(all[b].box, thing.motion.box(), buffer)
                                           : 0;
                cost.push_back(overlap >= options.overlap ? 1 - overlap : never);
            }
        const auto pairs = cheapest_pairs(cost, boxes.size(), tracks.size());
        std::vector<std::size_t> other_boxes, given;
        for (std::size_t i = 0; i < boxes.size(); ++i) {
            if (pairs[i] < 0 || cost[i * tracks.size() + static_cast<std::size_t>(pairs[i])] >= never) {
                other_boxes.push_back(boxes[i]);
                continue;
            }
            const auto t = tracks[static_cast<std::size_t>(pairs[i])];
            given.push_back(t);
            see(followed[t], all[boxes[i]]);
            numbers[boxes[i]] = followed[t].track.number;
        }
        boxes = std::move(other_boxes);
        std::erase_if(tracks, [&](std::size_t t) { return std::ranges::contains(given, t); });
    }

    void see(Followed& thing, const Detection& box) const {
        thing.motion.correct(box.box);
        thing.seen_at = now;
        thing.track.path.push_back({now, box.box, box.confidence});
    }

    void end_those_unseen_since(double second) {
        for (auto& thing : followed)
            if (thing.seen_at < second) ended.push_back(std::move(thing.track));
        std::erase_if(followed, [&](const Followed& thing) { return thing.seen_at < second; });
    }
};

Tracker::Tracker(const TrackerOptions& options) : state_(std::make_unique<State>()) {
    state_->options = options;
}
Tracker::~Tracker() = default;
Tracker::Tracker(Tracker&&) noexcept = default;
Tracker& Tracker::operator=(Tracker&&) noexcept = default;

std::vector<int> Tracker::update(double second, std::span<const Detection> boxes) {
    auto& s = *state_;
    const double before = s.now;
    s.now = second;
    s.end_those_unseen_since(second - s.options.patience_s);
    for (auto& thing : s.followed) thing.motion.predict(std::max(second - before, 0.0));

    std::vector<std::size_t> sure, unsure, tracks;
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (boxes[i].confidence >= s.options.sure)
            sure.push_back(i);
        else if (boxes[i].confidence >= s.options.least)
            unsure.push_back(i);
    }
    for (std::size_t t = 0; t < s.followed.size(); ++t) tracks.push_back(t);

    std::vector<int> numbers(boxes.size(), -1);
    s.pair(boxes, sure, tracks, numbers);
    // What was lost before is only found again by a certain box: uncertain ones lie about everywhere.
    std::erase_if(tracks, [&](std::size_t t) { return s.followed[t].seen_at < before; });
    s.pair(boxes, unsure, tracks, numbers);
    for (const auto i : sure) {
        numbers[i] = s.next++;
        Track track{numbers[i], boxes[i].category, {{second, boxes[i].box, boxes[i].confidence}}};
        s.followed.push_back({std::move(track), BoxMotion(boxes[i].box), second});
    }
    return numbers;
}

std::vector<Track> Tracker::finish() {
    auto& s = *state_;
    for (auto& thing : s.followed) s.ended.push_back(std::move(thing.track));
    auto all = std::exchange(s.ended, {});
    s.followed.clear();
    s.next = 0;
    std::ranges::sort(all, {}, &Track::number);
    return all;
}

}  // namespace serow::vision
