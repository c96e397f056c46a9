#include "journeys/failure_periods.h"

#include <algorithm>
#include <format>

#include "catalog/deployments.h"
#include "catalog/projects.h"
#include "journeys/found.h"
#include "people/text.h"

namespace serow::journeys {
namespace {

constexpr std::size_t longest_comment = 2'000;

std::string checked_comment(const std::string& text) {
    const std::string comment(people::trimmed(text));
    const auto characters = people::code_points(comment);
    if (!characters || comment.contains('\0')) throw Failure(Code::invalid, "the note must be valid UTF-8 text");
    if (characters->size() > longest_comment)
        throw Failure(Code::invalid, std::format("the note is longer than {} characters", longest_comment));
    return comment;
}

FailurePeriod one_of(const std::vector<FailurePeriod>& all, FailurePeriodId id) {
    const auto it = std::ranges::find(all, id, &FailurePeriod::failure_period_id);
    return found(it == all.end() ? std::nullopt : std::optional(*it), "failure period");
}

std::optional<catalog::DeploymentSpan> span_of(catalog::Transaction& tx, const catalog::Scope& scope, DeploymentId id) {
    for (const auto& span : catalog::deployment_spans(tx, scope))
        if (span.deployment_id == id) return span;
    return {};
}

// A failure that touches no moment of the deployment is a slip, of the year mostly.
void check_within(const FailurePeriod& period, const catalog::DeploymentSpan& span) {
    const bool before = span.deployment_start && period.failure_end && *period.failure_end <= *span.deployment_start;
    const bool after = span.deployment_end && period.failure_start >= *span.deployment_end;
    if (!before && !after) return;
    throw Failure(
        Code::invalid,
        std::format("the failure lies outside the deployment, which {}; if the camera stood longer, set the "
                    "deployment's start and end first",
                    after ? "ends " + to_text(*span.deployment_end) : "starts " + to_text(*span.deployment_start)));
}

void changed(catalog::Transaction& tx, ProjectId project) {
    catalog::touch_project(tx, project);
    catalog::notify(tx, project);
}

}  // namespace

std::vector<ecology::Operation> operations_of(std::span<const catalog::DeploymentSpan> spans,
                                              const std::map<DeploymentId, std::vector<FailurePeriod>>& failures) {
    std::vector<ecology::Operation> operations;
    for (const auto& span : spans) {
        if (!span.deployment_start || !span.deployment_end || *span.deployment_end <= *span.deployment_start) continue;
        ecology::Operation operation{
            span.deployment_id.text(), span.location_id.text(), {*span.deployment_start, *span.deployment_end}, {}};
        if (const auto of_it = failures.find(span.deployment_id); of_it != failures.end())
            for (const auto& failure : of_it->second) {
                const auto end = failure.failure_end.value_or(operation.span.end);
                // One without an end that begins after the last file takes nothing off.
                if (failure.failure_start < end) operation.failures.push_back({failure.failure_start, end});
            }
        operations.push_back(std::move(operation));
    }
    return operations;
}

DeploymentFailures list_failures(const House& house, const Viewer& viewer, ProjectId project, DeploymentId id) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        const auto span = found(span_of(tx, scope, id), "deployment");
        DeploymentFailures all;
        all.items = catalog::list_failure_periods(tx, scope, id);
        const auto operations = operations_of(std::span(&span, 1), catalog::holding_failures(tx, scope));
        if (operations.empty()) return all;
        auto whole = operations.front();
        all.span = whole.span;
        all.trap_nights = value_or_throw(ecology::trap_nights(whole));
        whole.failures.clear();
        all.lost_trap_nights = value_or_throw(ecology::trap_nights(whole)) - all.trap_nights;
        return all;
    });
}

FailurePeriod record_failure(const House& house, const Viewer& viewer, ProjectId project, DeploymentId deployment,
                             const GivenFailure& given) {
    if (!given.failure_start) throw Failure(Code::invalid, "a failure needs its start");
    if (given.failure_end && *given.failure_end <= *given.failure_start)
        throw Failure(Code::invalid, std::format("the failure ends ({}) before or when it starts ({})",
                                                 to_text(*given.failure_end), to_text(*given.failure_start)));
    FailurePeriod row;
    row.failure_period_id = FailurePeriodId::make();
    row.deployment_id = deployment;
    row.failure_start = *given.failure_start;
    row.failure_end = given.failure_end;
    row.reason = given.reason;
    row.verdict = given.verdict;
    row.comments = checked_comment(given.comments);
    return in_project(house, viewer, project, people::Act::manage_places,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          check_within(row, found(span_of(tx, scope, deployment), "deployment"));
                          catalog::record_failure_period(tx, scope, row);
                          changed(tx, project);
                          return one_of(catalog::list_failure_periods(tx, scope, deployment), row.failure_period_id);
                      });
}

FailurePeriod retract_failure(const House& house, const Viewer& viewer, ProjectId project, DeploymentId deployment,
                              FailurePeriodId id) {
    return in_project(house, viewer, project, people::Act::manage_places,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          if (one_of(catalog::list_failure_periods(tx, scope, deployment), id).retracted_at)
                              throw Failure(Code::conflict, "this failure period was taken back before");
                          catalog::retract_failure_period(tx, scope, deployment, id);
                          changed(tx, project);
                          return one_of(catalog::list_failure_periods(tx, scope, deployment), id);
                      });
}

}  // namespace serow::journeys
