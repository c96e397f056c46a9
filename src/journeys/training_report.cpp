#include "journeys/training_report.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace serow::journeys {
namespace {

json::value number_or_null(double value) {
    if (!std::isfinite(value)) return nullptr;
    return value;
}

json::object as_json(const training::Proportion& share) {
    return {{"successes", share.successes},
            {"trials", share.trials},
            {"value", number_or_null(share.value())},
            {"low", share.low},
            {"high", share.high}};
}

}  // namespace

json::object training_report(const training::Examples& examples, const training::Training& training,
                             const TrainedOn& on) {
    const auto counts = training::crops_by_place(examples);
    json::array classes, confusion, left_out, held_out;
    for (std::size_t c = 0; c < examples.classes.size(); ++c) {
        const auto& scores = training.scores.classes[c];
        classes.push_back({{"scientificName", examples.classes[c]},
                           {"crops", std::accumulate(counts[c].begin(), counts[c].end(), 0)},
                           {"locations", std::ranges::count_if(counts[c], [](int crops) { return crops > 0; })},
                           {"precision", as_json(scores.precision)},
                           {"recall", as_json(scores.recall)}});
        confusion.push_back(json::value_from(training.scores.confusion[c]));
    }
    for (const auto& rare : on.taxa_left_out)
        left_out.push_back({{"scientificName", rare.name}, {"crops", rare.crops}, {"locations", rare.locations}});
    std::set<std::string> places;
    for (const auto crop : training.split.held_out)
        places.insert(examples.locations[static_cast<std::size_t>(examples.places[crop])]);
    for (const auto& place : places) held_out.emplace_back(place);
    return {{"crops", examples.size()},
            {"photos", on.photos},
            {"videos", on.videos},
            {"locations", examples.locations.size()},
            {"boxesByMachine", on.boxes_by_machine},
            {"cropsLeftOut", on.crops_left_out},
            {"taxaLeftOut", std::move(left_out)},
            {"heldOutCrops", training.split.held_out.size()},
            {"heldOutLocations", std::move(held_out)},
            {"top1", as_json(training.scores.top_1)},
            {"meanRecall", number_or_null(training.scores.balanced_top_1)},
            {"logLoss", number_or_null(training.log_loss)},
            {"penalty", training.penalty},
            {"temperature", training.head.temperature},
            {"secondsFeatures", on.seconds_features},
            {"secondsTraining", on.seconds_training},
            {"classes", std::move(classes)},
            {"confusion", std::move(confusion)}};
}

}  // namespace serow::journeys
