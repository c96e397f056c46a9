// How many individuals a video's tracks are at least. docs/methods/tracks.md.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

namespace serow::vision {

// From its first to its last sight, both included: who is missed in between was there nevertheless.
struct Presence {
    double first_second = 0;
    double last_second = 0;
};

// The fewest individuals that explain the tracks: those that were there at the same time are different ones; who came
// after another had gone, and `may_be_same` as it (called with indices of `tracks`, must be symmetric), may be the
// same. Each individual's tracks by time; individuals by first sight. Where any two may be the same there are as many
// individuals as tracks at once at the fullest moment: MaxN, the usual count of videos (Priede et al. 1994,
// doi:10.1017/S0025315400047615). Where not, tracks are taken in order of time, each by the one of those it may be that
// was seen last, which need not be the very fewest.
std::vector<std::vector<std::size_t>> fewest_individuals(
    std::span<const Presence> tracks, const std::function<bool(std::size_t, std::size_t)>& may_be_same);

struct FullestMoment {
    int count = 0;      // that are there at once; 0 where there is nobody
    double second = 0;  // the first such moment
};
FullestMoment fullest_moment(std::span<const Presence> there);

}  // namespace serow::vision
