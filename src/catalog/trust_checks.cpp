#include "catalog/trust_checks.h"

#include <utility>

namespace serow::catalog {
namespace {

constexpr bool is_blank(std::string_view scientific_name) {
    return scientific_name.empty();
}

TrustCheck read_check(const Row& row) {
    TrustCheck check;
    row.read("trust_check_id", check.trust_check_id)
        .read("scientific_name", check.scientific_name)
        .read("most", check.most)
        .read("missed_allowed", check.missed_allowed)
        .read("media", check.media)
        .read("strata", check.strata)
        .read("in_force", check.in_force)
        .read("seed", check.seed)
        .read("account_id", check.account_id)
        .read("account_name", check.account_name)
        .read("begun_at", check.begun_at)
        .read("cancelled_at", check.cancelled_at)
        .read("cancelled_by", check.cancelled_by)
        .read("measured_at", check.measured_at);
    return check;
}

}  // namespace

void each_believed(Transaction& tx, const Scope& scope, std::string_view scientific_name,
                   const std::function<void(Believed&&)>& use) {
    const auto read = [&](const Row& row) {
        Believed one;
        row.read("media_id", one.media_id)
            .read("location_id", one.location_id)
            .read("location_name", one.location_name)
            .read("latitude", one.latitude)
            .read("longitude", one.longitude)
            .read("captured_at", one.captured_at)
            .read("infrared", one.infrared);
        use(std::move(one));
    };
    if (is_blank(scientific_name))
        tx.each("each_believed_blank", scoped(scope), read);
    else
        tx.each("each_believed_taxon", scoped(scope, {scientific_name}), read);
}

std::vector<std::string> machines_believed(Transaction& tx, const Scope& scope, std::string_view scientific_name) {
    const auto rows = is_blank(scientific_name) ? tx.query("machines_of_blanks", scoped(scope))
                                                : tx.query("machines_of_taxon", scoped(scope, {scientific_name}));
    return collect(rows, [](const Row& row) { return row.as<std::string>("classified_by"); });
}

BelievedNow believed_now(Transaction& tx, const Scope& scope, std::string_view scientific_name, Instant then) {
    const auto rows = is_blank(scientific_name) ? tx.query("blanks_now", scoped(scope, {then}))
                                                : tx.query("taxon_now", scoped(scope, {then, scientific_name}));
    BelievedNow now;
    for (const auto row : rows) row.read("media", now.media).read("until_then", now.until_then);
    return now;
}

std::string latest_machine(Transaction& tx, const Scope& scope, std::string_view scientific_name) {
    const auto rows = is_blank(scientific_name) ? tx.query("latest_machine_of_blanks", scoped(scope))
                                                : tx.query("latest_machine_of_taxon", scoped(scope, {scientific_name}));
    return first(rows, [](const Row& row) { return row.as<std::string>("classified_by"); }).value_or("");
}

std::vector<RunInUse> runs_in_use(Transaction& tx, const Scope& scope) {
    return collect(tx.query("runs_in_use", scoped(scope)), [](const Row& row) {
        RunInUse run;
        row.read("model_run_id", run.model_run_id).read("used_since", run.used_since);
        return run;
    });
}

void begin_trust_check(Transaction& tx, const Scope& scope, const TrustCheck& check, std::span<const TrustDraw> draws) {
    const auto begun = tx.query("begin_trust_check", scoped(scope, {check.trust_check_id, check.scientific_name,
                                                                    check.most, check.missed_allowed, check.media,
                                                                    check.strata, check.in_force, check.seed}));
    must_have_changed(tx, scope, begun.affected(), "There is no such project.");
    std::vector<int> positions, strata;
    std::vector<MediaId> media;
    for (const auto& draw : draws) {
        positions.push_back(static_cast<int>(positions.size()));
        strata.push_back(draw.stratum);
        media.push_back(draw.media_id);
    }
    tx.query("put_trust_draws", scoped(scope, {check.trust_check_id, positions, strata, media}));
}

std::vector<TrustCheck> list_trust_checks(Transaction& tx, const Scope& scope, int limit) {
    return collect(tx.query("list_trust_checks", scoped(scope, {limit, std::nullopt})), read_check);
}

std::optional<TrustCheck> trust_check_by_id(Transaction& tx, const Scope& scope, TrustCheckId id) {
    return first(tx.query("list_trust_checks", scoped(scope, {1, id})), read_check);
}

void cancel_trust_check(Transaction& tx, const Scope& scope, TrustCheckId id) {
    must_have_changed(tx, scope, tx.query("cancel_trust_check", scoped(scope, {id})).affected(),
                      "The project has no such check that could be cancelled.");
}

std::vector<TrustAnswer> trust_answers(Transaction& tx, const Scope& scope, std::span<const TrustCheckId> checks) {
    return collect(tx.query("trust_draws", scoped(scope, {checks})), [](const Row& row) {
        TrustAnswer answer;
        row.read("trust_check_id", answer.trust_check_id)
            .read("stratum", answer.stratum)
            .read("answered", answer.answered)
            .read("types", answer.types)
            .read("names", answer.names);
        return answer;
    });
}

std::vector<OpenDraw> open_trust_draws(Transaction& tx, const Scope& scope, TrustCheckId id) {
    return collect(tx.query("open_trust_draws", scoped(scope, {id})), [](const Row& row) {
        OpenDraw draw;
        row.read("position", draw.position).read("media_id", draw.media_id).read("withheld", draw.withheld);
        return draw;
    });
}

std::vector<TrustCheckId> trust_checks_of_media(Transaction& tx, const Scope& scope, std::span<const MediaId> media) {
    return collect(tx.query("trust_checks_of_media", scoped(scope, {media})),
                   [](const Row& row) { return row.as<TrustCheckId>("trust_check_id"); });
}

void note_trust_result(Transaction& tx, const Scope& scope, TrustCheckId id, std::int64_t drawn, std::int64_t missed,
                       double most) {
    tx.query("note_trust_result", scoped(scope, {id, drawn, missed, most}));
}

}  // namespace serow::catalog
