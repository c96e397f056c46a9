#include "catalog/assignments.h"

#include <algorithm>
#include <format>
#include <set>

#include "catalog/filter_params.h"

namespace serow::catalog {
namespace {

constexpr std::string_view no_assignment = "The project has no such assignment.";

Assignment read_assignment(const Row& row) {
    Assignment a;
    row.read("assignment_id", a.assignment_id)
        .read("title", a.title)
        .read("note", a.note)
        .read("filter", a.filter)
        .read("due_on", a.due_on)
        .read("media_then", a.media_then)
        .read("events_then", a.events_then)
        .read("assigned_at", a.assigned_at)
        .read("changed_at", a.changed_at)
        .read("assigned_by_name", a.assigned_by_name)
        .read("done_at", a.done_at)
        .read("done_by_name", a.done_by_name);
    return a;
}

std::vector<Assignment> read_all(Transaction& tx, const Scope& scope, const std::optional<AssignmentId>& one) {
    auto all = collect(tx.query("assignments", scoped(scope, {one})), read_assignment);
    for (const auto row : tx.query("assignees", scoped(scope, {one}))) {
        const auto of = std::ranges::find(all, row.as<AssignmentId>("assignment_id"), &Assignment::assignment_id);
        if (of != all.end()) of->assignees.push_back({row.as<AccountId>("account_id"), row.as<std::string>("name")});
    }
    return all;
}

}  // namespace

std::vector<Assignment> assignments(Transaction& tx, const Scope& scope) {
    return read_all(tx, scope, {});
}

std::optional<Assignment> assignment_by_id(Transaction& tx, const Scope& scope, AssignmentId assignment) {
    auto found = read_all(tx, scope, assignment);
    if (found.empty()) return {};
    return std::move(found.front());
}

std::vector<Assignee> able_to_review(Transaction& tx, const Scope& scope) {
    return collect(tx.query("able_to_review", scoped(scope)), [](const Row& row) {
        return Assignee{row.as<AccountId>("account_id"), row.as<std::string>("name")};
    });
}

void add_assignment(Transaction& tx, const Scope& scope, const Assignment& a, int most) {
    require(tx, scope);
    const auto added =
        tx.query("add_assignment", scoped(scope, {a.assignment_id, a.title, a.note, a.filter, a.due_on, most}));
    if (added.affected() == 0)
        throw Failure(
            Code::conflict,
            std::format("The project has {} assignments, as many as are kept; delete some that are done.", most));
}

void set_assignees(Transaction& tx, const Scope& scope, AssignmentId assignment, std::span<const AccountId> accounts) {
    tx.query("leave_out_assignees", scoped(scope, {assignment, accounts}));
    const auto able = tx.query("add_assignees", scoped(scope, {assignment, accounts}));
    if (able.size() != std::set(accounts.begin(), accounts.end()).size())
        throw Failure(Code::invalid,
                      "Only members who may answer in this project are given something to review: annotators, "
                      "managers and owners.");
}

void change_assignment(Transaction& tx, const Scope& scope, AssignmentId assignment, const AssignmentChange& change) {
    const auto changed =
        tx.query("change_assignment",
                 scoped(scope, {assignment, change.title, change.note, change.filter,
                                change.due_on.value_or(std::nullopt), change.done, change.due_on.has_value()}));
    must_have_changed(tx, scope, changed.affected(), no_assignment);
}

void note_left_then(Transaction& tx, const Scope& scope, AssignmentId assignment, std::int64_t media,
                    std::int64_t events) {
    tx.query("note_left_then", scoped(scope, {assignment, media, events}));
}

void delete_assignment(Transaction& tx, const Scope& scope, AssignmentId assignment) {
    const auto deleted = tx.query("delete_assignment", scoped(scope, {assignment}));
    must_have_changed(tx, scope, deleted.affected(), no_assignment);
}

FilterProgress filter_progress(Transaction& tx, const Scope& scope, const MediaFilter& filter,
                               const WantedReview& wanted) {
    auto params = filter_params(tx, scope, filter);
    params.insert(params.end(), {std::vector{wanted.trait}, wanted.until_all_of, wanted.second_voices});
    FilterProgress p;
    tx.query("assignment_progress", params)[0]
        .read("media", p.media)
        .read("events", p.events)
        .read("settled_media", p.settled_media)
        .read("settled_events", p.settled_events)
        .read("left_media", p.left_media)
        .read("left_events", p.left_events)
        .read("second_media", p.second_media)
        .read("second_events", p.second_events)
        .read("to_do_events", p.to_do_events);
    return p;
}

std::vector<AnswerCount> answered_of_filter(Transaction& tx, const Scope& scope, const MediaFilter& filter,
                                            std::span<const AccountId> accounts) {
    if (accounts.empty()) return {};
    auto params = filter_params(tx, scope, filter);
    params.emplace_back(accounts);
    return collect(tx.query("assignment_answered", params), [](const Row& row) {
        AnswerCount count;
        row.read("account_id", count.account_id).read("media", count.media).read("events", count.events);
        return count;
    });
}

}  // namespace serow::catalog
