// Random samples of what a machine says, that people review (docs/methods/measured-trust.md).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "catalog/access.h"

namespace serow {
using TrustCheckId = Id<struct TrustCheckTag>;
}

namespace serow::catalog {

// A medium of which a machine says what is to be checked, and that no person has answered.
struct Believed {
    MediaId media_id;
    LocationId location_id;
    std::string location_name;
    double latitude = 0, longitude = 0;  // degrees
    std::optional<Instant> captured_at;
    bool infrared = false;
};
// `scientific_name`: the machine's name for an animal in it; empty: the machine sees nothing. By id; without those that
// the viewer may not look at.
void each_believed(Transaction& tx, const Scope& scope, std::string_view scientific_name,
                   const std::function<void(Believed&&)>& use);
// Which machines said so ("deimv2_femto 1.0"), by name.
std::vector<std::string> machines_believed(Transaction& tx, const Scope& scope, std::string_view scientific_name);

struct BelievedNow {
    std::int64_t media = 0;       // of which a machine says so now
    std::int64_t until_then = 0;  // of these, said so by the time that was asked for
};
BelievedNow believed_now(Transaction& tx, const Scope& scope, std::string_view scientific_name, Instant then);
// The machine that said so last; empty: none.
std::string latest_machine(Transaction& tx, const Scope& scope, std::string_view scientific_name);

struct RunInUse {
    ModelRunId model_run_id;
    Instant used_since;
};
std::vector<RunInUse> runs_in_use(Transaction& tx, const Scope& scope);  // by id

struct TrustCheck {
    TrustCheckId trust_check_id;
    std::string scientific_name;  // empty: blank
    double most = 0;              // the bound asked for, in (0, 1)
    int missed_allowed = 0;
    std::int64_t media = 0;
    json::value strata, in_force;  // see migration 0036
    std::int64_t seed = 0;
    // The rest is read only.
    std::optional<AccountId> account_id;
    std::string account_name;  // empty: a former account
    Instant begun_at;
    std::optional<Instant> cancelled_at;
    std::string cancelled_by;
    std::optional<Instant> measured_at;  // of the latest result
};
struct TrustDraw {
    int stratum = 0;
    MediaId media_id;
};
// Its sample in the order given.
void begin_trust_check(Transaction& tx, const Scope& scope, const TrustCheck& check, std::span<const TrustDraw> draws);
// The latest first, `limit` of them.
std::vector<TrustCheck> list_trust_checks(Transaction& tx, const Scope& scope, int limit);
std::optional<TrustCheck> trust_check_by_id(Transaction& tx, const Scope& scope, TrustCheckId id);
// Failure(not_found) where there is none, or where it was cancelled before.
void cancel_trust_check(Transaction& tx, const Scope& scope, TrustCheckId id);

// What people say of a medium of a sample.
struct TrustAnswer {
    TrustCheckId trust_check_id;
    int stratum = 0;
    bool answered = false;
    std::vector<std::string> types, names;  // observation types; animals' scientific names ("" for "animal")
};
// By check, then position.
std::vector<TrustAnswer> trust_answers(Transaction& tx, const Scope& scope, std::span<const TrustCheckId> checks);

struct OpenDraw {
    int position = 0;
    MediaId media_id;
    bool withheld = false;  // from the viewer
};
// Of the sample what nobody has answered, by position.
std::vector<OpenDraw> open_trust_draws(Transaction& tx, const Scope& scope, TrustCheckId id);

// Those not cancelled in whose samples one of these media is.
std::vector<TrustCheckId> trust_checks_of_media(Transaction& tx, const Scope& scope, std::span<const MediaId> media);
// Nothing is written where the latest result says the same.
void note_trust_result(Transaction& tx, const Scope& scope, TrustCheckId id, std::int64_t drawn, std::int64_t missed,
                       double most);

}  // namespace serow::catalog
