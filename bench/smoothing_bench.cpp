// What event smoothing makes of the suggestions for the labelled photos and videos, by box: bench_smoothing SHARED.
// docs/methods/event-smoothing.md says what the figures mean.
#include <cstdio>
#include <fstream>
#include <map>
#include <string>

#include "base/time.h"
#include "camtrap/csv.h"
#include "earth/time_zone.h"
#include "ecology/sequences.h"
#include "journeys/eyes.h"
#include "media/decode.h"
#include "media/video.h"
#include "vision/event_smoothing.h"
#include "vision/taxonomy.h"

using namespace serow;

namespace {

// The animals of one photo, or of one frame of a video, that shows one known species.
struct Look {
    std::string station;  // of a frame: its video
    int truth = -1;
    std::optional<Instant> time;
    std::vector<vision::ToldAnimal> told;
};
using Event = std::vector<const Look*>;

std::vector<vision::ToldAnimal> told_of(const std::vector<journeys::Seen>& seen, const vision::Taxonomy& taxonomy) {
    std::vector<vision::ToldAnimal> told;
    for (const auto& one : seen) {
        if (one.detection.category != vision::Category::animal) continue;
        auto& animal = told.emplace_back();
        if (!one.suggestion) continue;
        animal.node = taxonomy.find(one.suggestion->taxon.scientificName);
        animal.probability = one.suggestion->taxon.probability;
    }
    return told;
}

std::optional<Instant> time_of(std::string text) {
    const auto camera = parse_camera_time(text.substr(0, 19));
    return camera ? std::optional(earth::Zone().to_instant(*camera)) : std::nullopt;
}

// Photos first, then the frames of the videos.
std::pair<std::vector<Look>, std::vector<Look>> look_at_all(const std::filesystem::path& media,
                                                            const journeys::Eyes& eyes,
                                                            const vision::Taxonomy& taxonomy) {
    std::ifstream in(media / "labels.csv");
    camtrap::CsvReader reader(in, "labels.csv");
    std::vector<std::string> cells;
    std::vector<Look> photos, frames;
    const double typical = eyes.detector().typical_threshold;
    // file, category, species, bbox, timestamp, source, licence, common_name, also, …, site at 11
    while (value_or_throw(reader.next(cells))) {
        const int truth = taxonomy.find(cells[2]);
        if (cells[1] != "animal" || !cells[8].empty() || truth < 0) continue;
        Look look{cells[11].empty() ? cells[0] : cells[5] + " " + cells[11], truth, time_of(cells[4]), {}};
        if (cells[0].starts_with("images/")) {
            const auto decoded = value_or_throw(eyes.decode(media / cells[0]));
            look.told = told_of(value_or_throw(eyes.look(decoded.image, typical, typical)), taxonomy);
            photos.push_back(std::move(look));
            continue;
        }
        media::SampleOptions sampling;
        sampling.longest_side = eyes.wanted_side();
        value_or_throw(media::sample_frames(media / cells[0], sampling, [&](media::SampledFrame&& frame) {
            look.station = cells[0];
            look.told = told_of(value_or_throw(eyes.look(frame.image, typical, typical)), taxonomy);
            frames.push_back(look);
            return true;
        }));
    }
    return {std::move(photos), std::move(frames)};
}

// Photos of one station within two minutes.
std::vector<Event> real_events(const std::vector<Look>& photos) {
    std::map<std::string, Event> stations;
    for (const auto& photo : photos)
        if (photo.time) stations[photo.station].push_back(&photo);
    std::vector<Event> events;
    for (const auto& [station, own] : stations) {
        std::vector<Instant> times;
        for (const auto* photo : own) times.push_back(*photo->time);
        const auto sequences = ecology::group_into_events(times);
        const auto first = events.size();
        events.resize(first + sequences.events.size());
        for (std::size_t i = 0; i < own.size(); ++i) events[first + sequences.event_of[i]].push_back(own[i]);
    }
    return events;
}

std::vector<Event> by_station(const std::vector<Look>& looks) {
    std::map<std::pair<std::string, int>, Event> groups;
    for (const auto& look : looks) groups[{look.station, look.truth}].push_back(&look);
    std::vector<Event> events;
    for (auto& [key, event] : groups) events.push_back(std::move(event));
    return events;
}

// Visits as they might have been: `n` photos of one species and station after one another, whenever they were taken.
std::vector<Event> runs(const std::vector<Look>& photos, std::size_t n) {
    std::vector<Event> events;
    for (const auto& group : by_station(photos))
        for (std::size_t i = 0; i + n <= group.size(); i += n)
            events.emplace_back(group.begin() + static_cast<std::ptrdiff_t>(i),
                                group.begin() + static_cast<std::ptrdiff_t>(i + n));
    return events;
}

// Two visitors: three photos of one species and two of another, each with each other run once.
std::vector<Event> mixed(const std::vector<Look>& photos) {
    const auto threes = runs(photos, 3);
    const auto twos = runs(photos, 2);
    std::vector<Event> events;
    for (const auto& three : threes)
        for (std::size_t i = 0; i < twos.size(); i += 7) {  // a seventh of all pairs
            if (twos[i].front()->truth == three.front()->truth) continue;
            auto& event = events.emplace_back(three);
            event.insert(event.end(), twos[i].begin(), twos[i].end());
        }
    return events;
}

enum class Grade { only_animal, above, right, wrong };

Grade grade_of(const vision::Taxonomy& taxonomy, int node, int truth) {
    if (node < 0) return Grade::only_animal;
    if (taxonomy.is_within(node, truth)) return Grade::right;
    return taxonomy.is_within(truth, node) ? Grade::above : Grade::wrong;
}

struct Tally {
    int boxes = 0, renamed = 0, better = 0, worse = 0, neutral = 0, wrong_before = 0, wrong_after = 0, right_before = 0,
        right_after = 0;
};

Tally tally(const std::vector<Event>& events, const vision::Taxonomy& taxonomy, const vision::SmoothingRules& rules) {
    Tally t;
    for (const auto& event : events) {
        std::vector<vision::ToldAnimal> told;
        std::vector<int> truths;
        for (std::size_t medium = 0; medium < event.size(); ++medium)
            for (auto animal : event[medium]->told) {
                animal.medium = medium;
                told.push_back(animal);
                truths.push_back(event[medium]->truth);
            }
        const auto names = vision::smooth_event(taxonomy, told, rules);
        for (std::size_t i = 0; i < told.size(); ++i) {
            const auto before = grade_of(taxonomy, told[i].node, truths[i]);
            const auto after = grade_of(taxonomy, names[i], truths[i]);
            ++t.boxes;
            t.wrong_before += before == Grade::wrong ? 1 : 0;
            t.wrong_after += after == Grade::wrong ? 1 : 0;
            t.right_before += before == Grade::right ? 1 : 0;
            t.right_after += after == Grade::right ? 1 : 0;
            if (names[i] == told[i].node) continue;
            ++t.renamed;
            // A finer name that holds is better; one that does not is worse; wrong to wrong is neither.
            if (after == Grade::wrong)
                (before == Grade::wrong ? t.neutral : t.worse) += 1;
            else
                ++t.better;
        }
    }
    return t;
}

void print(const char* what, const std::vector<Event>& events, const vision::Taxonomy& taxonomy,
           const vision::SmoothingRules& rules) {
    const auto t = tally(events, taxonomy, rules);
    std::printf("| %s | %zu | %d | %d | %d | %d | %d | %d → %d | %d → %d |\n", what, events.size(), t.boxes, t.renamed,
                t.better, t.worse, t.neutral, t.wrong_before, t.wrong_after, t.right_before, t.right_after);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return std::fprintf(stderr, "bench_smoothing SHARED\n"), 64;
    Config config;
    config.shared = argv[1];
    config.data_folder = std::filesystem::temp_directory_path();
    const journeys::Taxa taxa;
    const vision::Taxonomy taxonomy(taxa.all());
    const auto registry = journeys::open_registry(config);
    const auto eyes = value_or_throw(journeys::Eyes::open(config, registry, taxa, true));
    const auto [photos, frames] = look_at_all(config.shared / "media", eyes, taxonomy);
    std::printf("%s\n", eyes.name().c_str());
    const std::pair<const char*, vision::SmoothingRules> variants[] = {
        {"default", {}},
        {"no share asked for", {.least_share = 0}},
        {"one medium is enough", {.least_media = 1, .least_share = 0}},
    };
    for (const auto& [name, rules] : variants) {
        std::printf(
            "\n%s\n| events | n | boxes | renamed | better | worse | wrong to wrong | wrong | right |\n"
            "|---|---|---|---|---|---|---|---|---|\n",
            name);
        print("real: one station, within 120 s", real_events(photos), taxonomy, rules);
        print("frames of one video", by_station(frames), taxonomy, rules);
        print("made up: 4 photos of one species and station", runs(photos, 4), taxonomy, rules);
        print("made up: 3 photos of one species, 2 of another", mixed(photos), taxonomy, rules);
    }
    return 0;
}
