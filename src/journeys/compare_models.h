// Which model is better here: each held against what people have settled in the project.
#pragma once

#include <string>
#include <vector>

#include "journeys/house.h"
#include "training/judged.h"

namespace serow::journeys {

struct ComparedModel {
    std::string model;  // as it stands in the ledger
    training::JudgedScores scores;
};

// Of the media that a person has answered and nobody contradicts. Each model's latest answer counts, at the threshold
// that it was given with. With `models`, only those, and only on media that every one of them looked at, so that none
// has the easier ones; without, each model on all that it looked at. By model. Failure(not_found) for a model that
// looked at none of them.
std::vector<ComparedModel> compare_models(const House& house, const Viewer& viewer, ProjectId project,
                                          const std::vector<std::string>& models = {});

// As CSV: one line a model and name, with precision, recall and their 95 % intervals.
std::string comparison_csv(const std::vector<ComparedModel>& models);

}  // namespace serow::journeys
