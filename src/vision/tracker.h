// From boxes in a video's frames to tracks: the same thing, from when to when, and where. docs/methods/tracks.md.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "base/image.h"
#include "vision/detector.h"

namespace serow::vision {

struct TrackerOptions {
    double sure = 0.3;      // boxes of this confidence begin tracks; the detector's typical threshold
    double least = 0.15;    // boxes below are not looked at; between the two they only go on with a track
    double patience_s = 3;  // so long a thing may go unseen and still be the same one
    double overlap = 0.2;   // buffered intersection over union that a box and where a track is expected share at least
};

struct TrackedBox {
    double second = 0;
    Box box;
    double confidence = 0;
};

struct Track {
    int number = 0;  // from 0, by first sight
    Category category = Category::animal;
    std::vector<TrackedBox> path;  // by time; never empty

    [[nodiscard]] double first_second() const { return path.front().second; }
    [[nodiscard]] double last_second() const { return path.back().second; }
    // The most certain of its boxes, the earlier of two.
    [[nodiscard]] const TrackedBox& best() const;
};

// ByteTrack (Zhang et al. 2022, arXiv:2110.06864): boxes are given to tracks so that all together overlap best with
// where the tracks are expected (box_motion.h), certain boxes first, then uncertain ones to what is left. Camera traps'
// videos are sampled once or a few times a second, when an animal's boxes no longer overlap from frame to frame, so
// both boxes are enlarged before they are compared (C-BIoU, Yang et al. 2023, arXiv:2211.14317): the more, the more
// time has passed. A track is of one category. Unlike ByteTrack a thing that was seen but once is a track, too: animals
// do pass between two samples.
class Tracker {
public:
    explicit Tracker(const TrackerOptions& options = {});
    ~Tracker();
    Tracker(Tracker&&) noexcept;
    Tracker& operator=(Tracker&&) noexcept;

    // The boxes of the next frame, later than the one before. For each the number of its track; -1: of none.
    std::vector<int> update(double second, std::span<const Detection> boxes);
    // All tracks, by number. The tracker is empty after.
    std::vector<Track> finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

// Intersection over union of two boxes that were both enlarged by `buffer` times their width at left and right, and
// their height above and below.
double buffered_overlap(const Box& a, const Box& b, double buffer);

}  // namespace serow::vision
