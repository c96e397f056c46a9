// What a project reads models' probabilities as, wherever observations are derived from the ledger.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/json.h"
#include "camtrap/vocabulary.h"
#include "catalog/pool.h"
#include "journeys/house.h"
#include "training/calibration.h"

namespace serow::journeys {

// Whose probability is meant: a box's by what it is of, or a taxon's.
inline constexpr std::string_view of_names = "name";

class Calibrations {
public:
    Calibrations() = default;
    // The project's as they are now.
    Calibrations(catalog::Transaction& tx, const catalog::Scope& scope);

    // As it was said where nothing was fitted. `model` as it stands in the ledger; `category`: the word of a type of
    // observation, or of_names.
    [[nodiscard]] double read(std::string_view model, std::string_view category, double probability) const;

private:
    std::map<std::pair<std::string, std::string>, training::Calibration, std::less<>> curves_;
};

// As the database keeps it, and back. Failure(internal) for what no Serow wrote.
json::object to_json(const training::Calibration& calibration);
training::Calibration calibration_from(const json::value& curve);

}  // namespace serow::journeys
