#include "catalog/review_order.h"

#include "catalog/pool.h"

namespace serow::catalog {

EventOrder event_order(Transaction& tx, const Scope& scope) {
    EventOrder order;
    for (const auto row : tx.query("event_order", scoped(scope)))
        row.read("worked_out_at", order.worked_out_at)
            .read("took_ms", order.took)
            .read("stale", order.stale)
            .read("age_ms", order.age);
    return order;
}

void note_event_order(Transaction& tx, const Scope& scope, Instant worked_out_at, milliseconds took) {
    tx.query("note_event_order", scoped(scope, {worked_out_at, took}));
}

Instant all_known_at(Transaction& tx, const Scope& scope) {
    tx.query("await_changes", scoped(scope));
    const auto rows = tx.query("time_of_project", scoped(scope));
    must_have_changed(tx, scope, static_cast<std::int64_t>(rows.size()), "There is no such project.");
    return rows[0].as<Instant>("now");
}

std::map<DeploymentId, SettledEvents> settled_of_deployments(Transaction& tx, const Scope& scope) {
    std::map<DeploymentId, SettledEvents> out;
    const auto rows = tx.query("settled_of_deployments", scoped(scope));
    for (const auto row : rows)
        out[row.as<DeploymentId>("deployment_id")] = {row.as<std::int64_t>("events"), row.as<std::int64_t>("settled")};
    return out;
}

std::map<std::string, std::int64_t> settled_taxa(Transaction& tx, const Scope& scope) {
    std::map<std::string, std::int64_t> out;
    const auto rows = tx.query("settled_taxa", scoped(scope));
    for (const auto row : rows) out[row.as<std::string>("scientific_name")] = row.as<std::int64_t>("events");
    return out;
}

void each_seen_kind(Transaction& tx, const Scope& scope, DeploymentId deployment,
                    const std::function<void(SeenKind&&)>& use) {
    tx.each("facts_of_events", scoped(scope, {deployment}), [&](const Row& row) {
        SeenKind kind;
        std::optional<std::string> name;
        row.read("event_id", kind.event_id)
            .read("conflict", kind.conflict)
            .read("awaiting", kind.awaiting)
            .read("unseen", kind.unseen)
            .read("disputed", kind.disputed)
            .read("other_names", kind.other_names)
            .read("observation_type", kind.type)
            .read("scientific_name", name)
            .read("sureness", kind.sureness)
            .read("told_as", kind.told_as);
        kind.scientific_name = name.value_or("");
        use(std::move(kind));
    });
}

void write_worth(Transaction& tx, const Scope& scope, DeploymentId deployment, std::span<const EventWorth> events) {
    std::vector<EventId> ids;
    std::vector<int> worths;
    std::vector<json::value> reasons;
    for (const auto& event : events) {
        ids.push_back(event.event_id);
        worths.push_back(event.worth);
        reasons.push_back(event.reasons);
    }
    tx.query("write_worth", scoped(scope, {deployment, ids, worths, reasons}));
}

}  // namespace serow::catalog
