#include "journeys/examine_effort.h"

#include <algorithm>
#include <map>

#include "catalog/deployments.h"
#include "catalog/file_signs.h"
#include "earth/time_zone.h"
#include "journeys/found.h"

namespace serow::journeys {
namespace {

using std::chrono::days;
using std::chrono::local_days;

constexpr days most_dates_told{1100};
constexpr double known_share = 0.8;

struct EffortRows {
    catalog::Deployment deployment;
    std::vector<FailurePeriod> periods;
    std::vector<catalog::FileSign> files;
    std::vector<catalog::NeighbourTimes> neighbours;
    std::map<DeploymentId, std::vector<FailurePeriod>> failures;  // of all deployments
    std::optional<ecology::Interval> span;
};

EffortRows read_effort(catalog::Transaction& tx, const catalog::Scope& scope, DeploymentId id) {
    EffortRows rows;
    rows.deployment = found(catalog::deployment_by_id(tx, scope, id), "deployment");
    rows.periods = catalog::list_failure_periods(tx, scope, id);
    std::erase_if(rows.periods, [](const auto& period) { return period.retracted_at.has_value(); });
    rows.files = catalog::file_signs(tx, scope, id);
    // Dates of copies say nothing of when a camera worked.
    if (std::ranges::any_of(rows.files, &catalog::FileSign::from_clock))
        std::erase_if(rows.files, [](const auto& file) { return !file.from_clock; });
    const auto start = rows.deployment.deployment_start;
    auto end = rows.deployment.deployment_end;
    if (!end && !rows.files.empty()) end = rows.files.back().captured_at;
    if (!start || !end || *end <= *start) return rows;
    rows.span = {*start, *end};
    rows.neighbours = catalog::neighbour_times(tx, scope, id, *start, *end);
    if (!rows.neighbours.empty()) rows.failures = catalog::holding_failures(tx, scope);
    return rows;
}

ecology::Interval interval_of(const FailurePeriod& period, const ecology::Interval& span) {
    return {period.failure_start, std::max(period.failure_start, period.failure_end.value_or(span.end))};
}

ecology::EffortEvidence evidence_of(EffortRows& rows) {
    ecology::EffortEvidence evidence;
    evidence.deployment = rows.deployment.deployment_id.text();
    evidence.span = *rows.span;
    evidence.bounds_known = !rows.deployment.bounds_from_media && rows.deployment.deployment_end.has_value();
    for (auto& file : rows.files)
        evidence.files.push_back({file.captured_at, file.bytes, file.light, file.brightness, file.contrast,
                                  std::move(file.view_signature), file.battery_v});
    for (auto& neighbour : rows.neighbours) {
        const ecology::Interval span{neighbour.start, neighbour.end};
        if (span.end <= span.start) continue;
        evidence.neighbours.push_back({span, std::move(neighbour.half_hours)});
        if (const auto found = rows.failures.find(neighbour.deployment_id); found != rows.failures.end())
            for (const auto& period : found->second)
                evidence.neighbours.back().failures.push_back(interval_of(period, span));
    }
    for (const auto& period : rows.periods)
        if (period.verdict == camtrap::FailureVerdict::failed)
            evidence.known.push_back(interval_of(period, evidence.span));
    return evidence;
}

// Whether the most of it was decided upon: taken off by all that is recorded, as ecology takes failures off effort.
bool decided(const ecology::FailureProposal& proposal, const EffortRows& rows) {
    ecology::Operation operation{"", "", proposal.span, {}};
    for (const auto& period : rows.periods)
        if (const auto interval = interval_of(period, *rows.span); interval.start < interval.end)
            operation.failures.push_back(interval);
    const double length = std::chrono::duration<double, days::period>(proposal.span.end - proposal.span.start).count();
    return value_or_throw(ecology::trap_nights(operation)) <= (1 - known_share) * length;
}

std::vector<std::pair<local_days, std::int64_t>> files_by_date(const EffortRows& rows, const earth::Zone& zone) {
    const auto date_of = [&](Instant moment) { return std::chrono::floor<days>(earth::to_camera_time(moment, zone)); };
    const auto last = date_of(rows.span->end);
    const auto first = std::max(date_of(rows.span->start), last - most_dates_told + days(1));
    std::vector<std::pair<local_days, std::int64_t>> counted;
    for (auto date = first; date <= last; date += days(1)) counted.emplace_back(date, 0);
    for (const auto& file : rows.files)
        if (const auto date = date_of(file.captured_at); date >= first && date <= last)
            ++counted[static_cast<std::size_t>((date - first).count())].second;
    return counted;
}

}  // namespace

EffortReport examine_effort(const House& house, const Viewer& viewer, ProjectId project, DeploymentId id) {
    auto rows = in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        return read_effort(tx, scope, id);
    });
    EffortReport report;
    report.span = rows.span;
    if (!rows.span) {
        report.examination.reason = "the deployment's start or end is not known yet";
        return report;
    }
    report.days = files_by_date(rows, value_or_throw(earth::find_zone(rows.deployment.time_zone)));
    report.examination = value_or_throw(ecology::examine_effort(evidence_of(rows)));
    std::erase_if(report.examination.proposals, [&](const auto& proposal) { return decided(proposal, rows); });
    return report;
}

}  // namespace serow::journeys
