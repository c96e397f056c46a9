// What decides what a machine's answers come to in a project, so that a measurement of them is known to be out of date.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "catalog/access.h"
#include "catalog/pool.h"
#include "catalog/trust_checks.h"

namespace serow::journeys {

inline constexpr int most_checks_listed = 50;  // the latest of a project

// One thing that is not as it was: models · thresholds · places (masked) · taxa (that can be suggested) · calibration.
struct TrustChange {
    std::string what;
    std::optional<Instant> at;  // where that is kept
};

// All of it as it now is. To be kept as JSON and compared later; in no form that anybody else reads.
struct Settings {
    json::object values;                                                // by the words of TrustChange
    std::vector<std::pair<std::string, std::optional<Instant>>> times;  // when each became what it is
};
Settings settings_in_force(catalog::Transaction& tx, const catalog::Scope& scope);

// What differs between the time at which a check began and now, each thing once; empty: it holds. What was set back to
// what it was does not differ.
std::vector<TrustChange> changes_since(catalog::Transaction& tx, const catalog::Scope& scope,
                                       const catalog::TrustCheck& check, const Settings& now);

// What may be believed of a machine without a person: of what a sample was reviewed whole, and holds.
struct TrustedNow {
    bool blanks = false;
    std::vector<std::string> names;
};
TrustedNow trusted_now(catalog::Transaction& tx, const catalog::Scope& scope);

}  // namespace serow::journeys
