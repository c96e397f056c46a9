#include "journeys/foreign_answers.h"

#include <algorithm>
#include <format>
#include <utility>

#include "base/utf8.h"
#include "camtrap/speciesnet_label.h"
#include "journeys/fullest_frame.h"
#include "journeys/seen_things.h"

namespace serow::journeys {
namespace {

using camtrap::ObservationType;

constexpr double usual_threshold = 0.2;
constexpr double usual_classification_threshold = 0.5;
constexpr std::size_t longest_name = 200;

// A name that is fit for a line of the ledger.
std::string plain_name(std::string name) {
    std::erase_if(name, [](unsigned char c) { return c < 0x20 || c == 0x7F; });
    if (name.size() <= longest_name) return name;
    name.resize(longest_name);
    while (!name.empty() && !is_utf8(name)) name.pop_back();
    return name;
}

double threshold_in(const json::object& metadata, std::string_view key) {
    const auto* value = metadata.if_contains(key);
    if (value == nullptr || !value->is_number()) return 0;
    const auto number = value->to_number<double>();
    return number > 0 && number <= 1 ? number : 0;
}

// "md_v5a.0.0", "MegaDetector 5a": the version where the name does not hold it already.
std::string model_name(const share::MegaDetectorInfo& info) {
    auto name = info.detector.empty() ? "unnamed detector" : info.detector;
    if (!info.detector_version.empty() && !name.contains(info.detector_version)) name += " " + info.detector_version;
    if (!info.classifier.empty()) name += " + " + info.classifier;
    return plain_name(std::move(name));
}

std::optional<Box> box_of(const Box& box) {
    // Rounding may leave nothing of a very flat box: Camtrap DP has no such box (at least 1e-15 of the picture).
    constexpr double flattest = 1e-9;
    if (box.width < flattest || box.height < flattest) return {};
    return box;
}

ObservationType type_of_category(std::string_view category) {
    if (category == "1") return ObservationType::animal;
    return category == "2" ? ObservationType::human : ObservationType::vehicle;
}

}  // namespace

LabelMeaning ForeignAnswers::meaning_of(const std::string& name, const std::string& description) {
    auto meaning = names_.of(name, description);
    meaning.scientific_name = plain_name(std::move(meaning.scientific_name));
    if (!meaning.understood) ++not_understood_[name];
    return meaning;
}

void ForeignAnswers::read_tables(const share::MegaDetectorInfo& info) {
    if (tables_of_ == &info) return;
    tables_of_ = &info;
    threshold_ = rules_.threshold.value_or(info.typical_detection_threshold > 0 ? info.typical_detection_threshold
                                                                                : usual_threshold);
    const double stated = threshold_in(info.classifier_metadata, "typical_classification_threshold");
    classification_threshold_ =
        rules_.classification_threshold.value_or(stated > 0 ? stated : usual_classification_threshold);
    for (const auto& category : info.detection_categories) {
        category_names_[category.id] = category.name;
        auto meaning = names_.of(category.name, "");
        if (!meaning.understood) meaning.type = ObservationType::unknown;
        categories_[category.id] = std::move(meaning);
    }
    for (const auto& category : info.classification_categories) classes_[category.id] = &category;
}

review::SeenThing ForeignAnswers::thing_of(const share::MegaDetectorDetection& detection,
                                           std::optional<double> frame_rate) {
    review::SeenThing thing;
    const auto& category = categories_.at(detection.category);
    thing.type = category.type;
    thing.scientificName = category.scientific_name;
    thing.probability = detection.conf;
    thing.box = box_of(detection.bbox);
    if (detection.frame_number && frame_rate) thing.second = *detection.frame_number / *frame_rate;
    if (detection.classifications.empty() || thing.type == ObservationType::blank) return thing;
    const auto& surest = detection.classifications.front();
    if (surest.conf < classification_threshold_) return thing;
    const auto& label = *classes_.at(surest.id);
    const auto meaning = meaning_of(label.name, label.description);
    // A classifier that sees nothing in the box does not undo the detector's finding.
    if (meaning.type == ObservationType::blank || (meaning.scientific_name.empty() && meaning.type == thing.type))
        return thing;
    thing.type = meaning.type;
    thing.scientificName = meaning.scientific_name;
    thing.taxon_probability = surest.conf;
    return thing;
}

ForeignAnswer ForeignAnswers::of(const share::MegaDetectorImage& image, const share::MegaDetectorInfo& info) {
    read_tables(info);
    ForeignAnswer answer;
    answer.file = image.file;
    answer.model = model_name(info);
    answer.failure = image.failure;
    if (image.failure) return answer;

    std::map<int, std::vector<const share::MegaDetectorDetection*>> frames;
    for (const int frame : image.frames_processed) frames[frame];
    for (const auto& detection : image.detections)
        if (categories_.at(detection.category).type != ObservationType::blank)
            frames[detection.frame_number.value_or(0)].push_back(&detection);

    FullestFrame fullest;
    const std::vector<const share::MegaDetectorDetection*>* shown = nullptr;
    json::array all_frames;
    for (const auto& [number, detections] : frames) {
        std::vector<review::SeenThing> things;
        for (const auto* detection : detections) things.push_back(thing_of(*detection, image.frame_rate));
        if (image.frame_rate)
            all_frames.push_back(
                {{"second", number / *image.frame_rate}, {"frame", number}, {"boxes", to_ledger(things)}});
        if (fullest.consider(things, threshold_)) shown = &detections;
    }
    answer.things = fullest.things();

    json::array models{json::object{{"name", info.detector}, {"version", info.detector_version}}};
    if (!info.classifier.empty()) models.push_back({{"name", info.classifier}, {"version", ""}});
    answer.details = {{"format", "megadetector"},
                      {"threshold", threshold_},
                      {"classificationThreshold", classification_threshold_},
                      {"models", std::move(models)},
                      {"file", image.file}};
    if (!all_frames.empty()) {
        answer.details["frames"] = std::move(all_frames);
        answer.details["frameRate"] = *image.frame_rate;
    }
    // The categories and classes that were used, in the file's own words: who writes the file again needs them.
    json::object categories, descriptions;
    json::array classes;
    if (shown != nullptr)
        for (const auto* detection : *shown) {
            categories[detection->category] = category_names_.at(detection->category);
            json::array list;
            for (const auto& [id, conf] : detection->classifications) {
                const auto& label = *classes_.at(id);
                list.push_back(json::array{label.name, conf});
                if (!label.description.empty()) descriptions[label.name] = label.description;
            }
            classes.push_back(std::move(list));
        }
    if (!categories.empty()) answer.details["categories"] = std::move(categories);
    if (std::ranges::any_of(classes, [](const auto& list) { return !list.as_array().empty(); }))
        answer.details["classifications"] = std::move(classes);
    if (!descriptions.empty()) answer.details["descriptions"] = std::move(descriptions);
    return answer;
}

ForeignAnswer ForeignAnswers::of(const share::SpeciesNetPrediction& p) {
    const double threshold = rules_.threshold.value_or(usual_threshold);
    const double class_threshold = rules_.classification_threshold.value_or(usual_classification_threshold);
    ForeignAnswer answer;
    answer.file = p.filepath;
    answer.model = plain_name(p.model_version.empty() ? "SpeciesNet" : "SpeciesNet " + p.model_version);

    for (const auto& detection : p.detections.value_or(std::vector<share::SpeciesNetDetection>{})) {
        auto& thing = answer.things.emplace_back();
        thing.type = type_of_category(detection.category);
        if (thing.type == ObservationType::human) thing.scientificName = "Homo sapiens";
        thing.probability = detection.conf;
        thing.box = box_of(detection.bbox);
    }

    std::string label = p.prediction;
    std::optional<double> score = p.prediction_score;
    if (label.empty() && !p.detections && p.classifications && !p.classifications->classes.empty() &&
        p.classifications->scores.front() >= class_threshold) {
        label = p.classifications->classes.front();
        score = p.classifications->scores.front();
    }
    if (label.empty() && !p.detections) {
        std::string failures;
        for (const auto& failure : p.failures) failures += (failures.empty() ? "" : ", ") + failure;
        answer.failure = !failures.empty() ? "SpeciesNet failed: " + failures
                                           : std::format("no class reaches {}, and nothing else ran", class_threshold);
        return answer;
    }
    if (label == camtrap::speciesnet::unknown &&
        std::ranges::none_of(answer.things, [&](const auto& thing) { return thing.probability >= threshold; })) {
        answer.things.emplace_back().type = ObservationType::unknown;
    } else if (!label.empty() && label != camtrap::speciesnet::unknown) {
        const auto parsed = camtrap::parse_speciesnet_label(label);
        const auto meaning = meaning_of(parsed->common_name, label);
        bool there = meaning.type == ObservationType::blank;
        for (auto& thing : answer.things) {
            if (thing.type != meaning.type) continue;
            thing.scientificName = meaning.scientific_name;
            if (thing.type == ObservationType::animal && !meaning.scientific_name.empty())
                thing.taxon_probability = score;
            there = there || thing.probability >= threshold;
        }
        if (!there) {
            auto& thing = answer.things.emplace_back();
            thing.type = meaning.type;
            thing.scientificName = meaning.scientific_name;
            // A probability below the threshold would take back what the ensemble decided.
            if (score && *score >= threshold) thing.probability = score;
            thing.taxon_probability = score;
        }
    }

    answer.details = {{"format", "speciesnet"},
                      {"threshold", threshold},
                      {"classificationThreshold", class_threshold},
                      {"models", json::array{json::object{{"name", "SpeciesNet"}, {"version", p.model_version}}}},
                      {"file", p.filepath}};
    const auto keep = [&](std::string_view key, const std::string& text) {
        if (!text.empty()) answer.details[key] = text;
    };
    keep("prediction", p.prediction);
    if (p.prediction_score) answer.details["predictionScore"] = *p.prediction_score;
    keep("predictionSource", p.prediction_source);
    keep("modelVersion", p.model_version);
    keep("country", p.country);
    keep("admin1Region", p.admin1_region);
    if (p.latitude) answer.details["latitude"] = *p.latitude;
    if (p.longitude) answer.details["longitude"] = *p.longitude;
    if (p.classifications) {
        json::array classes;
        for (std::size_t i = 0; i < p.classifications->classes.size(); ++i)
            classes.push_back(json::array{p.classifications->classes[i], p.classifications->scores[i]});
        answer.details["pictureClasses"] = std::move(classes);
    }
    if (!p.failures.empty()) answer.details["failures"] = json::array(p.failures.begin(), p.failures.end());
    return answer;
}

}  // namespace serow::journeys
