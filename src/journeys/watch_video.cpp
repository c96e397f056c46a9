#include "journeys/watch_video.h"

#include <cmath>
#include <map>
#include <utility>

#include "journeys/look_at_frames.h"
#include "vision/individuals.h"

namespace serow::journeys {
namespace {

std::vector<vision::Detection> boxes_of(const std::vector<Seen>& seen) {
    std::vector<vision::Detection> boxes;
    boxes.reserve(seen.size());
    for (const auto& one : seen) boxes.push_back(one.detection);
    return boxes;
}

std::vector<std::vector<std::size_t>> grouped(const std::vector<WatchedTrack>& tracks, const Eyes& eyes) {
    std::vector<vision::Presence> presences;
    presences.reserve(tracks.size());
    for (const auto& one : tracks) presences.push_back({one.track.first_second(), one.track.last_second()});
    return vision::fewest_individuals(presences, [&](std::size_t a, std::size_t b) {
        return tracks[a].track.category == tracks[b].track.category &&
               eyes.may_be_same(tracks[a].suggestion, tracks[b].suggestion);
    });
}

// What the classifiers said along a track.
struct Said {
    PooledScores scores;
    double surest = -1;
    std::vector<float> features;  // of the surest box

    // Takes what is kept of the look, so that the frames need not hold it.
    void take(Seen& look) {
        scores.add(look);
        if (look.detection.confidence <= surest) return;
        surest = look.detection.confidence;
        features = std::move(look.features);
    }
};

Individual individual_of(std::vector<std::size_t> own, const std::vector<WatchedTrack>& tracks, std::vector<Said>& said,
                         const Eyes& eyes, const vision::Geofence& geofence) {
    Individual individual;
    individual.tracks = std::move(own);
    PooledScores pooled;
    for (const auto each : individual.tracks) {
        pooled.add(said[each].scores);
        const auto& best = tracks[each].track.best();
        if (best.confidence <= individual.best.confidence) continue;
        individual.best = best;
        individual.features = std::move(said[each].features);
    }
    individual.suggestion = eyes.suggest(pooled.mean(), geofence);
    individual.first_second = tracks[individual.tracks.front()].track.first_second();
    individual.last_second = tracks[individual.tracks.back()].track.last_second();
    return individual;
}

}  // namespace

Result<VideoSight> watch_video(const std::filesystem::path& path, const WatchOptions& options, const Eyes& eyes,
                               const vision::Geofence& geofence) {
    VideoSight sight;
    vision::Tracker tracker({.sure = options.sure, .least = options.least_confidence});
    std::map<int, Said> by_track;
    const auto scan =
        look_at_frames(path, {options.frames_per_second, options.least_confidence, options.sure}, eyes, geofence,
                       [&](double exact_second, std::int64_t frame_number, std::vector<Seen>&& seen) {
                           const double second = std::round(exact_second * 1000) / 1000;  // no more is meant
                           const auto numbers = tracker.update(second, boxes_of(seen));
                           for (std::size_t i = 0; i < seen.size(); ++i) {
                               if (numbers[i] >= 0) by_track[numbers[i]].take(seen[i]);
                               seen[i].scores = {};
                               seen[i].features = {};
                           }
                           sight.frames.push_back({second, frame_number, std::move(seen)});
                       });
    if (!scan) return std::unexpected(scan.error());

    std::vector<Said> said;
    for (auto& track : tracker.finish()) {
        said.push_back(std::move(by_track[track.number]));
        auto suggestion = eyes.suggest(said.back().scores.mean(), geofence);
        sight.tracks.push_back({std::move(track), std::move(suggestion), 0});
    }
    for (auto& own : grouped(sight.tracks, eyes)) {
        for (const auto each : own) sight.tracks[each].individual = sight.individuals.size();
        sight.individuals.push_back(individual_of(std::move(own), sight.tracks, said, eyes, geofence));
    }
    return sight;
}

}  // namespace serow::journeys
