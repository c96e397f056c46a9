// datapackage.json: the package's description of itself.
#pragma once

#include <string>
#include <vector>

#include "base/problem.h"
#include "camtrap/records.h"

namespace serow::share {

// What the profile of Camtrap DP 1.0.2 forbids or misses in the metadata: no contributor, no place, no
// time span, a name with a capital letter, a role or rank it does not know …; empty where it is good.
std::vector<Problem> check(const camtrap::PackageMetadata& metadata);

// The file's text, indented, keys in a fixed order. `spatial` is the bounding box of the places, cut in
// two at the 180th meridian where that is the smaller one; a line or a point where it has no area.
// `licenses` only where data and media both have one, as the profile wants. Expects check() to be empty.
std::string datapackage_json(const camtrap::PackageMetadata& metadata);

}  // namespace serow::share
