// Media that show people or vehicles: who may look at them (docs/methods/privacy.md). Each query that gives media or
// what they show asks withheld_types() of the schema in its WHERE; here is what journeys ask beside.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "catalog/access.h"

namespace serow::catalog {

// How a media stands to who asks (`Media::privacy`).
namespace privacy {
inline constexpr auto open = "open";          // all of the project may look at it
inline constexpr auto shut = "private";       // who asks may, others of the project may not
inline constexpr auto withheld = "withheld";  // who asks may not
}  // namespace privacy

// The types of observation ("human", "vehicle") whose media the viewer may not look at; none for the system.
std::vector<std::string> withheld_types(Transaction& tx, const Scope& scope);

// Those that the project keeps private, whoever looks; none where it keeps none.
std::vector<std::string> private_types(Transaction& tx, const Scope& scope);

// Failure(forbidden), saying why and whom to ask, where one of the media is withheld from the viewer.
void must_be_shown(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids);
// The same Failure.
[[noreturn]] void refuse_withheld();

}  // namespace serow::catalog
