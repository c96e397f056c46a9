// Entries of other programs' predictions as answers for the ledger.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "journeys/label_names.h"
#include "review/consensus.h"
#include "share/megadetector_reader.h"
#include "share/speciesnet_json.h"

namespace serow::journeys {

// What is said of one file.
struct ForeignAnswer {
    std::string file;                       // as the entry names it
    std::string model;                      // "md_v5a.0.0 + ecosystem1_v2"
    std::vector<review::SeenThing> things;  // empty: blank
    json::object details;                   // threshold, models, classes …: docs/formats/predictions.md lists them
    std::optional<std::string> failure;     // then there is no answer
};

struct ForeignRules {
    // A box from here on is an observation, (0, 1]. None: the file's typical_detection_threshold, else 0.2, which
    // MegaDetector's own package takes for a detector that it does not know.
    std::optional<double> threshold;
    // A class from here on names the animal, (0, 1]. None: the file's typical_classification_threshold, else 0.5. Of
    // SpeciesNet's predictions nothing is asked: its ensemble decided already.
    std::optional<double> classification_threshold;
};

// Turns entries into answers, and remembers which labels it made nothing of.
class ForeignAnswers {
public:
    ForeignAnswers(const LabelNames& names, const ForeignRules& rules) : names_(names), rules_(rules) {}

    // Of a photo each box is a thing; of a video those of the fullest frame, and all frames are in the details.
    ForeignAnswer of(const share::MegaDetectorImage& image, const share::MegaDetectorInfo& info);
    // Each box is a thing; `prediction` names the animals among them. Where it says that something is there and no box
    // of the threshold is of that kind, it is a thing without a box. Where only the classifier ran its first class
    // speaks, from the classification threshold on; below there is no answer.
    ForeignAnswer of(const share::SpeciesNetPrediction& prediction);

    // How often each was met.
    [[nodiscard]] const std::map<std::string, std::size_t>& not_understood() const { return not_understood_; }

private:
    void read_tables(const share::MegaDetectorInfo& info);
    LabelMeaning meaning_of(const std::string& name, const std::string& description);
    review::SeenThing thing_of(const share::MegaDetectorDetection& detection, std::optional<double> frame_rate);

    const LabelNames& names_;
    ForeignRules rules_;
    std::map<std::string, std::size_t> not_understood_;
    // Of the MegaDetector file at hand.
    const share::MegaDetectorInfo* tables_of_ = nullptr;
    double threshold_ = 0, classification_threshold_ = 0;
    std::map<std::string, LabelMeaning> categories_;
    std::map<std::string, std::string> category_names_;
    std::map<std::string, const share::MegaDetectorCategory*> classes_;
};

}  // namespace serow::journeys
