#include "journeys/review_order.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "catalog/jobs.h"
#include "catalog/review_order.h"
#include "ecology/effort.h"
#include "journeys/failure_periods.h"
#include "journeys/name_tree.h"
#include "journeys/run_jobs.h"
#include "review/order.h"

namespace serow::journeys {
namespace {

using camtrap::ObservationType;
using catalog::SeenKind;

// What is known of the project before its events are looked at.
struct OrderFacts {
    std::map<std::string, std::int64_t> settled_taxa;
    std::map<DeploymentId, double> reviewed_nights;  // of the deployment's sample point
};

// The trap-nights of a sample point, as far as its events are settled.
OrderFacts order_facts(catalog::Transaction& tx, const catalog::Scope& scope) {
    OrderFacts facts;
    facts.settled_taxa = catalog::settled_taxa(tx, scope);
    const auto spans = catalog::deployment_spans(tx, scope);
    const auto settled = catalog::settled_of_deployments(tx, scope);
    std::map<std::string, catalog::SettledEvents> points;
    for (const auto& span : spans)
        if (const auto found = settled.find(span.deployment_id); found != settled.end()) {
            auto& point = points[span.location_id.text()];
            point.events += found->second.events;
            point.settled += found->second.settled;
        }
    std::map<std::string, double> nights;
    for (const auto& effort :
         value_or_throw(ecology::effort_by_location(operations_of(spans, catalog::holding_failures(tx, scope)))))
        nights[effort.location] = effort.trap_nights;
    for (const auto& span : spans) {
        const auto location = span.location_id.text();
        const auto& point = points[location];
        const double share =
            point.events > 0 ? static_cast<double>(point.settled) / static_cast<double>(point.events) : 0;
        facts.reviewed_nights[span.deployment_id] = nights[location] * share;
    }
    return facts;
}

// Two significant digits: enough to be told, and what changes little is not written anew.
double two_digits(double value) {
    if (value <= 0) return 0;
    const double exponent = std::floor(std::log10(value)) - 1;
    const double step = std::pow(10, std::abs(exponent));
    return exponent < 0 ? std::round(value * step) / step : std::round(value / step) * step;
}

class WaitingFacts {
public:
    WaitingFacts(const NameTree& names, const OrderFacts& project, double reviewed_nights)
        : names_(names), project_(project) {
        facts_.reviewed_nights = reviewed_nights;
    }

    void add(const SeenKind& kind) {
        facts_.people_differ = kind.conflict;
        facts_.awaits_another = kind.awaiting;
        facts_.not_looked_at = kind.unseen;
        facts_.machines_differ |= kind.disputed;
        for (const auto& name : kind.other_names) told(name);
        for (const auto& name : kind.told_as) told(name);
        if (kind.sureness) facts_.surest = std::min(facts_.surest.value_or(1), *kind.sureness);
        if (kind.type != ObservationType::animal || kind.scientific_name.empty()) return;
        told(kind.scientific_name);
        const auto settled = settled_within(kind.scientific_name);
        if (facts_.settled_alike && *facts_.settled_alike <= settled) return;
        facts_.settled_alike = settled;
        rarest_ = kind.scientific_name;
    }

    [[nodiscard]] catalog::EventWorth worth(EventId event) const {
        catalog::EventWorth out{event, 0, nullptr};
        json::array reasons;
        for (const auto& [reason, share] : review::worth_of(facts_)) {
            const int thousandths = std::max(1, static_cast<int>(std::lround(share * 1000)));
            out.worth += thousandths;
            json::object told{{"code", review::word(reason)}, {"share", thousandths / 1000.0}};
            if (reason == review::WorthReason::rare) {
                told["scientificName"] = rarest_;
                told["settledEvents"] =
                    static_cast<std::int64_t>(two_digits(static_cast<double>(*facts_.settled_alike)));
            }
            if (reason == review::WorthReason::unsure) told["probability"] = two_digits(*facts_.surest);
            if (reason == review::WorthReason::little_reviewed)
                told["reviewedTrapNights"] = two_digits(facts_.reviewed_nights);
            reasons.push_back(std::move(told));
        }
        out.worth = std::min(out.worth, 1000);
        out.reasons = std::move(reasons);
        return out;
    }

private:
    // Names of which neither stands within the other are of different animals.
    void told(const std::string& name) {
        for (const auto& other : told_)
            facts_.machines_differ |= !names_.is_within(name, other) && !names_.is_within(other, name);
        if (!std::ranges::contains(told_, name)) told_.push_back(name);
    }
    [[nodiscard]] std::int64_t settled_within(const std::string& name) const {
        std::int64_t events = 0;
        for (const auto& [taxon, count] : project_.settled_taxa)
            if (names_.is_within(taxon, name)) events += count;
        return events;
    }

    const NameTree& names_;
    const OrderFacts& project_;
    review::WaitingEvent facts_;
    std::vector<std::string> told_;
    std::string rarest_;
};

std::vector<catalog::EventWorth> worths_of(catalog::Transaction& tx, const catalog::Scope& scope,
                                           DeploymentId deployment, const NameTree& names, const OrderFacts& project) {
    std::vector<catalog::EventWorth> worths;
    const auto found = project.reviewed_nights.find(deployment);
    const WaitingFacts nothing(names, project, found == project.reviewed_nights.end() ? 0 : found->second);
    std::optional<std::pair<EventId, WaitingFacts>> event;
    const auto done = [&] {
        if (event) worths.push_back(event->second.worth(event->first));
        event.reset();
    };
    catalog::each_seen_kind(tx, scope, deployment, [&](SeenKind&& kind) {
        if (event && event->first != kind.event_id) done();
        if (!event) event.emplace(kind.event_id, nothing);
        event->second.add(kind);
    });
    done();
    return worths;
}

}  // namespace

void work_out_order(const House& house, ProjectId project) {
    constexpr auto long_work = std::chrono::minutes(10);
    const catalog::Scope scope{Viewer::system(), project, 1};
    const NameTree names(house.taxa);
    const auto begun = std::chrono::steady_clock::now();
    const auto known_at =
        house.catalog.transaction([&](catalog::Transaction& tx) { return catalog::all_known_at(tx, scope); });
    const auto facts = house.catalog.transaction([&](catalog::Transaction& tx) {
        tx.set_statement_timeout(long_work);
        return order_facts(tx, scope);
    });
    for (const auto& [deployment, nights] : facts.reviewed_nights)
        house.catalog.transaction([&](catalog::Transaction& tx) {
            tx.set_statement_timeout(long_work);
            catalog::write_worth(tx, scope, deployment, worths_of(tx, scope, deployment, names, facts));
        });
    const auto took = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - begun);
    house.catalog.transaction([&](catalog::Transaction& tx) { catalog::note_event_order(tx, scope, known_at, took); });
}

OrderState order_asked_for(catalog::Transaction& tx, const catalog::Scope& scope) {
    constexpr int priority = 1;  // after all that lists themselves wait for
    constexpr milliseconds least_pause = std::chrono::seconds(30);
    const auto order = catalog::event_order(tx, scope);
    if (!order.stale) return {order.worked_out_at, false};
    milliseconds delay{0};
    if (order.age) delay = std::max(milliseconds(0), std::max(least_pause, 20 * order.took) - *order.age);
    const catalog::NewJob work{scope.project_id, job::work_out_order, scope.project_id.text(), priority, delay};
    catalog::enqueue(tx, std::span(&work, 1));
    return {order.worked_out_at, true};
}

}  // namespace serow::journeys
