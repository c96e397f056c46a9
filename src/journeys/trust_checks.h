// How much of what a machine says is wrong at most: by a random sample that people review.
// docs/methods/measured-trust.md.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "catalog/trust_checks.h"
#include "journeys/browse.h"
#include "journeys/house.h"
#include "journeys/trusted_settings.h"
#include "review/measured_trust.h"

namespace serow::journeys {

struct TrustPlan {
    double most = 0;         // the bound
    int missed_allowed = 0;  // with so many found it is still reached
    std::int64_t draws = 0;
};
struct TrustPreview {
    std::string scientific_name;          // empty: blank
    std::int64_t media = 0;               // of which the machine says so, and nobody answered
    std::vector<review::Stratum> strata;  // by point, day before night
    std::vector<TrustPlan> plans;         // for 1, 2, 5 and 10 %, each with 0, 1 and 3 found
};
// What a sample of them would be: `scientific_name` is a name that the machine gives; empty: its blanks.
TrustPreview preview_trust(const House& house, const Viewer& viewer, ProjectId project,
                           const std::string& scientific_name);

struct NewTrustCheck {
    std::string scientific_name;
    double most = 0.01;
    int missed_allowed = 0;
};

enum class TrustState { open, measured, expired, cancelled };

struct TrustCheck {
    catalog::TrustCheck check;
    TrustState state = TrustState::open;  // expired: measured or not, it says nothing about what the machine says now
    std::int64_t drawn = 0, reviewed = 0, missed = 0;
    // Of those reviewed. Before all are, as if they were a sample of that size: a look ahead, no result.
    review::TrustedShare result;
    std::vector<TrustChange> changes;  // since it began: why it expired
    catalog::BelievedNow now;          // until_then: how many of those that the machine says so of now were drawn from
};

// Draws the sample. By whoever may answer. Failure(invalid) for a bound outside (0, 0.5], more than 100 allowed or a
// name longer than 200 bytes; Failure(conflict) where the machine says so of nothing, or a sample of it is being
// reviewed already.
TrustCheck begin_trust_check(const House& house, const Viewer& viewer, ProjectId project, const NewTrustCheck& given);

struct TrustChecks {
    std::vector<TrustCheck> items;  // the latest first, fifty at most
    std::int64_t blanks = 0;        // media that the machine says are blank, and nobody answered
};
TrustChecks trust_checks(const House& house, const Viewer& viewer, ProjectId project);
TrustChecks trust_checks(const House& house, catalog::Transaction& tx, const catalog::Scope& scope);
TrustCheck trust_check(const House& house, const Viewer& viewer, ProjectId project, TrustCheckId id);
// One's own; a manager anybody's (Failure(forbidden)).
TrustCheck cancel_trust_check(const House& house, const Viewer& viewer, ProjectId project, TrustCheckId id);

struct TrustMedia {
    std::vector<MediaWithObservations> items;  // without observations: the reader is not to know what the machine said
    std::int64_t left = 0;                     // that nobody answered; of these
    std::int64_t withheld = 0;                 // the viewer may not look at
};
// What is still to be reviewed, `most` of it. Each account begins at another place, so that several seldom meet.
TrustMedia trust_media(const House& house, const Viewer& viewer, ProjectId project, TrustCheckId id, int most);

// Writes down what came out of each sample that has one of these media and is wholly answered, within `tx`.
void note_trust_results(const House& house, catalog::Transaction& tx, const catalog::Scope& scope,
                        std::span<const MediaId> media);

// The blanks that the latest measured check that holds covers: what the machine called so by then. Nothing where none
// holds.
std::optional<Instant> trusted_blanks_until(const House& house, catalog::Transaction& tx, const catalog::Scope& scope);

}  // namespace serow::journeys
