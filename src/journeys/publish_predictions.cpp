#include "journeys/publish_predictions.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>
#include <vector>

#include "camtrap/speciesnet_label.h"
#include "catalog/answers.h"
#include "catalog/export_rows.h"
#include "catalog/exports.h"
#include "catalog/projects.h"
#include "journeys/publish_package.h"
#include "journeys/seen_things.h"
#include "review/consensus.h"
#include "share/identifiers.h"
#include "share/megadetector_json.h"
#include "share/speciesnet_json.h"
#include "vision/rollup.h"

namespace serow::journeys {
namespace {

using camtrap::ObservationType;
using review::SeenThing;

constexpr std::size_t media_at_a_time = 500;

// A medium, and the machine's answer that holds; none where the file could not be read.
struct Told {
    std::string file;
    const catalog::MediaPath* path = nullptr;
    const catalog::Answer* answer = nullptr;
    std::vector<SeenThing> things;
};

const json::value* detail(const catalog::Answer& answer, std::string_view key) {
    const auto* details = answer.model_details.if_object();
    return details != nullptr ? details->if_contains(key) : nullptr;
}
std::string text_detail(const catalog::Answer& answer, std::string_view key) {
    const auto* value = detail(answer, key);
    return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
}
std::optional<double> number_detail(const catalog::Answer& answer, std::string_view key) {
    const auto* value = detail(answer, key);
    if (value == nullptr || !value->is_number()) return {};
    return value->to_number<double>();
}
const json::array* list_detail(const catalog::Answer& answer, std::string_view key) {
    const auto* value = detail(answer, key);
    return value != nullptr && value->is_array() ? &value->get_array() : nullptr;
}

// What people said is left out, but what they took back stays so.
const catalog::Answer* holding(const std::vector<catalog::Answer>& ledger) {
    std::vector<review::Answer> lines;
    for (const auto& line : ledger)
        if ((line.method == camtrap::ClassificationMethod::machine && !line.beside) || line.retracts)
            lines.push_back(as_review_answer(line));
    const auto consensus = review::consensus_of(lines, {});
    if (!consensus.answer) return nullptr;
    const auto found = std::ranges::find(ledger, *consensus.answer, &catalog::Answer::answer_id);
    return found == ledger.end() ? nullptr : &*found;
}

// Names for files that no two share.
class FileNames {
public:
    explicit FileNames(bool of_one_deployment) : of_one_deployment_(of_one_deployment) {}
    std::string of(const catalog::MediaPath& path) {
        const auto below = [&](const std::string& folder) {
            return folder.empty() ? path.file_path : folder + "/" + path.file_path;
        };
        std::string name = of_one_deployment_ ? path.file_path : below(joined(path.location_name, path.upload_name));
        if (used_.add(name)) return name;
        name = below(joined(of_one_deployment_ ? "" : path.location_name,
                            path.upload_id ? path.upload_id->text() : path.media_id.text()));
        used_.add(name);
        return name;
    }

private:
    static std::string joined(const std::string& a, const std::string& b) {
        return a.empty() || b.empty() ? a + b : a + "/" + b;
    }
    bool of_one_deployment_;
    share::IdentifierSet used_;
};

void each_told(catalog::Transaction& tx, const catalog::Scope& scope, const AskedPredictions& asked,
               const std::function<void(const Told&)>& use) {
    FileNames names(asked.deployment.has_value());
    std::vector<catalog::MediaPath> paths;
    const auto tell = [&] {
        std::vector<MediaId> ids;
        for (const auto& path : paths) ids.push_back(path.media_id);
        std::unordered_map<MediaId, std::vector<catalog::Answer>> ledgers;
        for (auto& line : catalog::ledger_of_media(tx, scope, ids)) ledgers[line.media_id].push_back(std::move(line));
        for (const auto& path : paths) {
            Told told;
            told.path = &path;
            if (path.state == "ready") {
                told.answer = holding(ledgers[path.media_id]);
                if (told.answer == nullptr) continue;
                told.things = from_ledger(told.answer->observations);
                std::erase_if(told.things, [](const auto& thing) { return thing.type == ObservationType::blank; });
            }
            told.file = names.of(path);
            use(told);
        }
        paths.clear();
    };
    catalog::each_looked_at(tx, scope, asked.deployment, [&](const catalog::MediaPath& path) {
        paths.push_back(path);
        if (paths.size() == media_at_a_time) tell();
    });
    tell();
}

// The score of the taxon that a thing bears; lines of before it was kept passed the roll-up's threshold at least.
double taxon_score(const SeenThing& thing) {
    return thing.taxon_probability.value_or(vision::RollupOptions{}.threshold);
}

double confidence_of(const SeenThing& thing) {
    return thing.probability.value_or(thing.taxon_probability.value_or(1));
}

class MegaDetectorExport {
public:
    MegaDetectorExport(const share::Sink& sink, const Taxa& taxa) : writer_(sink), taxa_(taxa) {}

    void add(const Told& told) {
        share::MegaDetectorImage image;
        image.file = told.file;
        if (told.answer == nullptr) {
            image.failure = told.path->problem_detail.empty() ? "cannot be read" : told.path->problem_detail;
        } else {
            note(*told.answer);
            const auto* frames = list_detail(*told.answer, "frames");
            if (told.path->kind == "video" && frames != nullptr)
                add_frames(image, told, *frames);
            else
                add_things(image, told);
        }
        writer_.image(image);
    }

    void finish() {
        share::MegaDetectorInfo info;
        info.detector = joined(detectors_);
        info.detector_version = joined(versions_);
        info.classifier = joined(classifiers_);
        info.detection_completion_time = latest_;
        if (!classifiers_.empty()) info.classification_completion_time = latest_;
        info.typical_detection_threshold = info.conservative_detection_threshold = threshold_;
        if (has_unknown_) info.detection_categories.push_back({"4", "unknown", ""});
        info.classification_categories = std::move(classes_);
        writer_.finish(info);
    }

private:
    static std::string joined(const std::set<std::string>& names) {
        std::string all;
        for (const auto& name : names) all += (all.empty() ? "" : "; ") + name;
        return all;
    }

    void note(const catalog::Answer& answer) {
        latest_ = std::max(latest_.value_or(answer.answered_at), answer.answered_at);
        if (const auto threshold = number_detail(answer, "threshold"); threshold && *threshold > 0)
            threshold_ = threshold_ > 0 ? std::min(threshold_, *threshold) : *threshold;
        const auto* models = list_detail(answer, "models");
        if (models == nullptr || models->empty()) {
            detectors_.insert(answer.model);
            return;
        }
        std::string classifier;
        for (const auto& model : *models) {
            const auto& object = model.as_object();
            const auto text = [&](std::string_view key) {
                const auto* value = object.if_contains(key);
                return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
            };
            if (&model == &models->front()) {
                detectors_.insert(text("name"));
                if (!text("version").empty()) versions_.insert(text("version"));
            } else {
                classifier += (classifier.empty() ? "" : " + ") + text("name") +
                              (text("version").empty() ? "" : " " + text("version"));
            }
        }
        if (!classifier.empty()) classifiers_.insert(classifier);
    }

    std::string class_id(const std::string& label, const std::string& description) {
        const auto [at, added] = ids_.emplace(label, std::to_string(classes_.size()));
        if (added) {
            // Timelapse takes a file in which a class is called like a category for one of another kind.
            const bool clashes = label == "animal" || label == "person" || label == "vehicle" || label == "unknown";
            classes_.push_back({at->second, clashes ? label + " (class)" : label, description});
        }
        return at->second;
    }

    share::MegaDetectorDetection detection_of(const SeenThing& thing) {
        share::MegaDetectorDetection detection;
        switch (thing.type) {
            case ObservationType::animal: detection.category = "1"; break;
            case ObservationType::human: detection.category = "2"; break;
            case ObservationType::vehicle: detection.category = "3"; break;
            default: detection.category = "4"; has_unknown_ = true;
        }
        detection.conf = std::clamp(confidence_of(thing), 0.0, 1.0);
        detection.bbox = thing.box.value_or(Box{0, 0, 1, 1});
        return detection;
    }

    // The taxon that a thing bears, as its one class.
    std::vector<share::MegaDetectorClass> classes_of(const SeenThing& thing) {
        if (thing.type != ObservationType::animal || thing.scientificName.empty()) return {};
        const auto* taxon = taxa_.find(thing.scientificName);
        return {{class_id(thing.scientificName, taxon != nullptr ? camtrap::label_of(*taxon).text() : ""),
                 taxon_score(thing)}};
    }

    void add_things(share::MegaDetectorImage& image, const Told& told) {
        // The other program's own classes, where it had any.
        const auto* lists = list_detail(*told.answer, "classifications");
        if (lists != nullptr && lists->size() != told.things.size()) lists = nullptr;
        for (std::size_t i = 0; i < told.things.size(); ++i) {
            auto& detection = image.detections.emplace_back(detection_of(told.things[i]));
            if (lists == nullptr) {
                detection.classifications = classes_of(told.things[i]);
                continue;
            }
            for (const auto& pair : lists->at(i).as_array()) {
                const auto label = std::string(pair.at(0).as_string());
                detection.classifications.push_back(
                    {class_id(label, description_of(*told.answer, label)), pair.at(1).to_number<double>()});
            }
        }
        if (told.path->kind == "video") as_first_frame(image, told);
    }

    static std::string description_of(const catalog::Answer& answer, const std::string& label) {
        const auto* all = detail(answer, "descriptions");
        const auto* value = all != nullptr && all->is_object() ? all->get_object().if_contains(label) : nullptr;
        return value != nullptr && value->is_string() ? std::string(value->get_string()) : "";
    }

    // A video of which no frames are known: what it shows, at the second that is told.
    static void as_first_frame(share::MegaDetectorImage& image, const Told& told) {
        image.frame_rate = told.path->frame_rate.value_or(1) > 0 ? told.path->frame_rate.value_or(1) : 1;
        for (std::size_t i = 0; i < image.detections.size(); ++i)
            image.detections[i].frame_number =
                static_cast<int>(std::lround(told.things[i].second.value_or(0) * *image.frame_rate));
    }

    void add_frames(share::MegaDetectorImage& image, const Told& told, const json::array& frames) {
        double rate = number_detail(*told.answer, "frameRate").value_or(told.path->frame_rate.value_or(0));
        for (const auto& frame : frames) {
            const auto number = frame.at("frame").to_number<int>();
            const auto second = frame.at("second").to_number<double>();
            if (!(rate > 0) && number > 0 && second > 0) rate = number / second;
            image.frames_processed.push_back(number);
            for (const auto& thing : from_ledger(frame.at("boxes"))) {
                auto& detection = image.detections.emplace_back(detection_of(thing));
                detection.classifications = classes_of(thing);
                detection.frame_number = number;
            }
        }
        image.frame_rate = rate > 0 ? rate : 1;
    }

    share::MegaDetectorWriter writer_;
    const Taxa& taxa_;
    std::set<std::string> detectors_, versions_, classifiers_;
    std::optional<Instant> latest_;
    double threshold_ = 0;
    bool has_unknown_ = false;
    std::map<std::string, std::string> ids_;
    std::vector<share::MegaDetectorCategory> classes_;
};

class SpeciesNetExport {
public:
    SpeciesNetExport(const share::Sink& sink, const Taxa& taxa) : writer_(sink), taxa_(taxa) {}

    void add(const Told& told) {
        if (told.path->kind == "video") return;
        share::SpeciesNetPrediction p;
        p.filepath = told.file;
        if (told.answer == nullptr)
            p.failures = {"CLASSIFIER", "DETECTOR"};
        else
            fill(p, *told.answer, told.things);
        writer_.prediction(p);
    }
    void finish() { writer_.finish(); }

private:
    void fill(share::SpeciesNetPrediction& p, const catalog::Answer& answer,
              const std::vector<SeenThing>& things) const {
        p.detections.emplace();
        for (const auto& thing : things) {
            if (!thing.box || !thing.probability) continue;
            auto& detection = p.detections->emplace_back();
            const bool human = thing.type == ObservationType::human;
            const bool vehicle = thing.type == ObservationType::vehicle;
            detection.category = human ? "2" : vehicle ? "3" : "1";
            detection.label = human ? "human" : vehicle ? "vehicle" : "animal";
            detection.conf = std::clamp(*thing.probability, 0.0, 1.0);
            detection.bbox = *thing.box;
        }
        p.model_version = answer.model;
        if (text_detail(answer, "format") != "speciesnet") {
            predict(p, answer, things);
            return;
        }
        p.prediction = text_detail(answer, "prediction");
        p.prediction_score = number_detail(answer, "predictionScore");
        p.prediction_source = text_detail(answer, "predictionSource");
        p.model_version = text_detail(answer, "modelVersion");
        p.country = text_detail(answer, "country");
        p.admin1_region = text_detail(answer, "admin1Region");
        p.latitude = number_detail(answer, "latitude");
        p.longitude = number_detail(answer, "longitude");
        if (const auto* failures = list_detail(answer, "failures"))
            for (const auto& failure : *failures) p.failures.emplace_back(failure.as_string());
        if (const auto* classes = list_detail(answer, "pictureClasses")) {
            auto& c = p.classifications.emplace();
            for (const auto& pair : *classes) {
                c.classes.emplace_back(pair.at(0).as_string());
                c.scores.push_back(pair.at(1).to_number<double>());
            }
        }
    }

    // One sentence for the picture, in the order of SpeciesNet's ensemble: people, vehicles, the surest animal, blank.
    void predict(share::SpeciesNetPrediction& p, const catalog::Answer& answer,
                 const std::vector<SeenThing>& things) const {
        const double threshold = number_detail(answer, "threshold").value_or(0);
        const auto rank = [](ObservationType type) {
            switch (type) {
                case ObservationType::human: return 3;
                case ObservationType::vehicle: return 2;
                case ObservationType::animal: return 1;
                default: return 0;
            }
        };
        const SeenThing* first = nullptr;
        for (const auto& thing : things) {
            if (thing.probability.value_or(1) < threshold) continue;
            if (first == nullptr ||
                std::pair(rank(thing.type), confidence_of(thing)) > std::pair(rank(first->type), confidence_of(*first)))
                first = &thing;
        }
        p.prediction_source = "detector";
        if (first == nullptr) {
            p.prediction = camtrap::speciesnet::blank;
            return;
        }
        p.prediction_score = std::clamp(confidence_of(*first), 0.0, 1.0);
        switch (first->type) {
            case ObservationType::human: p.prediction = camtrap::speciesnet::human; return;
            case ObservationType::vehicle: p.prediction = camtrap::speciesnet::vehicle; return;
            case ObservationType::animal: break;
            default: p.prediction = camtrap::speciesnet::unknown; return;
        }
        p.prediction = camtrap::speciesnet::animal;
        if (first->scientificName.empty()) return;
        camtrap::Taxon stranger;
        stranger.scientificName = first->scientificName;
        const auto* taxon = taxa_.find(first->scientificName);
        p.prediction = camtrap::label_of(taxon != nullptr ? *taxon : stranger).text();
        p.prediction_score = taxon_score(*first);
        p.prediction_source = "classifier";
    }

    share::SpeciesNetWriter writer_;
    const Taxa& taxa_;
};

}  // namespace

void publish_predictions(const House& house, const Viewer& viewer, ProjectId project, const AskedPredictions& asked,
                         const share::Sink& sink) {
    const auto scope = scope_for(viewer, project, people::Act::export_data);
    auto tx = house.catalog.begin(catalog::Isolation::snapshot);
    tx.set_statement_timeout(std::chrono::minutes(10));
    catalog::require(tx, scope);
    const auto made_at = catalog::moment_of(tx);
    const auto write = [&](auto&& to) {
        each_told(tx, scope, asked, [&](const Told& told) { to.add(told); });
        to.finish();
    };
    if (asked.format == PredictionsFormat::megadetector)
        write(MegaDetectorExport(sink, house.taxa));
    else
        write(SpeciesNetExport(sink, house.taxa));
    house.catalog.transaction([&](catalog::Transaction& record) {
        catalog::record_export(record, scope,
                               asked.format == PredictionsFormat::megadetector ? "megadetector" : "speciesnet", made_at,
                               asked.deployment);
    });
}

std::string predictions_file_name(const House& house, const Viewer& viewer, ProjectId project,
                                  PredictionsFormat format) {
    auto name = package_file_name(house, viewer, project);
    name.resize(name.size() - std::string_view("camtrap-dp.zip").size());
    return name + (format == PredictionsFormat::megadetector ? "megadetector.json" : "speciesnet.json");
}

}  // namespace serow::journeys
