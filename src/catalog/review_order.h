// What the worth of an answer to each event is worked out from, and where it is kept.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "camtrap/vocabulary.h"
#include "catalog/access.h"

namespace serow::catalog {

struct EventOrder {
    std::optional<Instant> worked_out_at;  // none: never
    milliseconds took{0};
    bool stale = true;                // something of the project has changed since
    std::optional<milliseconds> age;  // since worked_out_at
};
EventOrder event_order(Transaction& tx, const Scope& scope);
void note_event_order(Transaction& tx, const Scope& scope, Instant worked_out_at, milliseconds took);
// A moment before which all changes of the project are committed; for a transaction of its own, short: nobody changes
// the project while it lasts.
Instant all_known_at(Transaction& tx, const Scope& scope);

struct SettledEvents {
    std::int64_t events = 0, settled = 0;  // of which something could be read; in which nothing waits for anybody
};
std::map<DeploymentId, SettledEvents> settled_of_deployments(Transaction& tx, const Scope& scope);
// By scientific name: in how many events people agree to see it.
std::map<std::string, std::int64_t> settled_taxa(Transaction& tx, const Scope& scope);

// One kind of thing that is seen in an event in which something waits.
struct SeenKind {
    EventId event_id;
    bool conflict = false;                         // people differ of one of its media
    bool awaiting = false;                         // one of its media waits for another person
    bool unseen = false;                           // nobody and no machine has answered to one
    bool disputed = false;                         // of one, a machine sees something where another sees nothing
    std::vector<std::string> other_names;          // taxa that single machines see in its media, where several looked
    std::optional<camtrap::ObservationType> type;  // none: nothing is seen
    std::string scientific_name;                   // empty: not named
    std::optional<double> sureness;                // of a machine, where it is surest: of the name, else of the box
    std::vector<std::string> told_as;              // by what other names, before the event named it
};
// By event, kinds of one event one after the other.
void each_seen_kind(Transaction& tx, const Scope& scope, DeploymentId deployment,
                    const std::function<void(SeenKind&&)>& use);

struct EventWorth {
    EventId event_id;
    int worth = 0;  // in thousandths
    json::value reasons;
};
// These of the deployment's events are worth that much from now on, its others nothing. What stays is not written.
void write_worth(Transaction& tx, const Scope& scope, DeploymentId deployment, std::span<const EventWorth> events);

}  // namespace serow::catalog
