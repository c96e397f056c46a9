// What models' probabilities are read as in a project.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "catalog/access.h"

namespace serow::catalog {

struct Calibration {
    std::string model;     // as it stands in the ledger
    std::string category;  // animal human vehicle: of boxes; name: of taxa
    json::value curve;     // {"method": …}, see migration 0024
    int answers = 0;       // that it was fitted to
    // Read only:
    Instant fitted_at;
    std::string account_name;  // empty: the system, or a former account
};

// By model and category.
std::vector<Calibration> list_calibrations(Transaction& tx, const Scope& scope);
// By the scope's viewer; in place of the one of that model and category.
void put_calibration(Transaction& tx, const Scope& scope, const Calibration& calibration);
// All of the model's. How many there were.
std::int64_t drop_calibrations(Transaction& tx, const Scope& scope, std::string_view model);

// The media whose content is a machine's answer, by id, after `after`.
std::vector<MediaId> media_by_machine(Transaction& tx, const Scope& scope, const std::optional<MediaId>& after,
                                      int limit);

}  // namespace serow::catalog
