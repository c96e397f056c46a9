// Media on which people differ, with what each of them says: for those who decide.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "journeys/browse.h"
#include "journeys/house.h"

namespace serow::journeys {

struct Voice {
    AnswerId answer_id;
    std::optional<AccountId> account_id;  // none: a model, or a former account
    std::string name;                     // of the person or model
    bool expert = false, adjudicates = false;
    Instant at;
    std::vector<catalog::Observation> observations;  // of a model as they are weighed in the project
};
struct Conflict {
    MediaWithObservations media;
    std::vector<Voice> people;  // those that count, the earliest first
    std::optional<Voice> machine;
};
struct ConflictPage {
    std::vector<Conflict> items;
    std::optional<MediaId> next;
    std::int64_t total = 0;  // of all pages
};
// After the media `after`. Failure(forbidden) for who is neither a manager nor an expert of the project: of media that
// are reviewed blind only they are told who said what. Media that are withheld from the viewer are left out.
ConflictPage list_conflicts(const House& house, const Viewer& viewer, ProjectId project,
                            const std::optional<MediaId>& after, int limit);

// Failure(forbidden) where the viewer neither manages the project nor is an expert in it.
void must_adjudicate(catalog::Transaction& tx, const catalog::Scope& scope);

}  // namespace serow::journeys
