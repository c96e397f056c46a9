#include "journeys/smooth_folder.h"

#include <chrono>
#include <cstdint>
#include <format>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "earth/time_zone.h"
#include "ecology/sequences.h"
#include "media/facts.h"
#include "vision/event_smoothing.h"

namespace serow::journeys {
namespace {

using std::chrono::milliseconds;

// Where a name stands: which file, which of its detections.
struct Place {
    std::size_t file = 0, detection = 0;
};

struct Event {
    std::vector<vision::ToldAnimal> told;
    std::vector<Place> places;  // of each
};

std::optional<ecology::Interval> time_of(const json::object& result) {
    const auto* taken = result.if_contains("taken");
    if (taken == nullptr) return {};
    const Instant start{milliseconds(taken->to_number<std::int64_t>())};
    return ecology::Interval{start, start + milliseconds(result.at("lasts").to_number<std::int64_t>())};
}

// {"Mammalia": 2, "Puma concolor": 1} as "Mammalia (2), Puma concolor (1)": what MegaDetector's tools write there.
std::string described(const json::array& detections) {
    std::map<std::string, int> counts;
    for (const auto& detection : detections)
        for (const auto& taxon : detection.at(7).as_array()) ++counts[std::string(taxon.at(0).as_string())];
    std::string text;
    for (const auto& [name, count] : counts) text += std::format("{}{} ({})", text.empty() ? "" : ", ", name, count);
    return text.empty() ? "animal" : text;
}

void add_animals(Event& event, std::size_t file, const json::object& result, const vision::Taxonomy& taxonomy,
                 double least_confidence) {
    const auto& detections = result.at("detections").as_array();
    const auto animal = category_key(vision::Category::animal);
    for (std::size_t i = 0; i < detections.size(); ++i) {
        const auto& cell = detections[i].as_array();
        if (cell[0].as_string() != animal || cell[1].to_number<double>() < least_confidence) continue;
        vision::ToldAnimal told{file, vision::only_animal, 0, false};
        if (const auto& taxa = cell[7].as_array(); !taxa.empty()) {
            told.node = taxonomy.find(std::string_view(taxa[0].at(0).as_string()));
            if (told.node < 0) told.node = vision::not_listed;
            told.probability = taxa[0].at(1).to_number<double>();
        }
        event.told.push_back(told);
        event.places.push_back({file, i});
    }
}

// Of the answers that can name others.
double mean_probability(const Event& event, int node, const vision::Taxonomy& taxonomy, double sure) {
    double sum = 0;
    int answers = 0;
    for (const auto& told : event.told)
        if (told.probability >= sure && taxonomy.is_within(told.node, node)) {
            sum += told.probability;
            ++answers;
        }
    return sum / answers;
}

void smooth(const Event& event, std::span<const Finished> files, const vision::Taxonomy& taxonomy,
            std::unordered_map<std::string, json::value>& revised) {
    const vision::SmoothingRules rules;
    const auto names = vision::smooth_event(taxonomy, event.told, rules);
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == event.told[i].node) continue;
        const auto& [file, detection] = event.places[i];
        const auto [at, is_new] = revised.try_emplace(files[file].file->path, *files[file].result);
        auto& result = at->second.as_object();
        if (is_new) result["pre_smoothing_description"] = described(result.at("detections").as_array());
        result.at("detections").as_array()[detection].as_array()[7] =
            json::array{json::array{taxonomy.nodes()[static_cast<std::size_t>(names[i])].scientificName,
                                    mean_probability(event, names[i], taxonomy, rules.sure)}};
    }
}

}  // namespace

void note_time(json::value& result, const std::filesystem::path& file) {
    auto& object = result.as_object();
    if (object.contains("failure")) return;
    const auto facts = media::read_facts(file);
    if (!facts || !facts->camera_time) return;
    object["taken"] = earth::Zone().to_instant(*facts->camera_time).time_since_epoch().count();
    object["lasts"] = static_cast<std::int64_t>(facts->duration_s * 1000);
}

std::unordered_map<std::string, json::value> smooth_folder(std::span<const Finished> files,
                                                           const vision::Taxonomy& taxonomy, double least_confidence) {
    std::map<std::string, std::vector<std::size_t>> cameras;  // by folder
    for (std::size_t i = 0; i < files.size(); ++i)
        if (time_of(files[i].result->as_object()))
            cameras[std::filesystem::path(files[i].file->path).parent_path().string()].push_back(i);
    std::unordered_map<std::string, json::value> revised;
    for (const auto& [folder, own] : cameras) {
        std::vector<ecology::Interval> times;
        times.reserve(own.size());
        for (const auto file : own) times.push_back(*time_of(files[file].result->as_object()));
        const auto sequences = ecology::group_into_events(times);
        std::vector<Event> events(sequences.events.size());
        for (std::size_t i = 0; i < own.size(); ++i)
            add_animals(events[sequences.event_of[i]], own[i], files[own[i]].result->as_object(), taxonomy,
                        least_confidence);
        for (const auto& event : events) smooth(event, files, taxonomy, revised);
    }
    return revised;
}

}  // namespace serow::journeys
