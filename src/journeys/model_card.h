// What goes with a trained model: what it was made of, how good it is, and what it must not be used for.
#pragma once

#include <string>

#include "journeys/train_model.h"

namespace serow::journeys {

// The text of README.md, Markdown.
std::string model_card(const TrainRequest& request, const std::string& version, const std::string& backbone,
                       const training::Examples& examples, const training::Training& training,
                       const Provenance& provenance);

// Markdown: of each class the crops, locations, held-out crops, precision and recall with their intervals.
std::string score_table(const training::Examples& examples, const training::Training& training);

}  // namespace serow::journeys
