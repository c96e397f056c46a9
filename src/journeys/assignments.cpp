#include "journeys/assignments.h"

#include <algorithm>
#include <format>

#include "journeys/browse.h"
#include "journeys/found.h"
#include "people/text.h"

namespace serow::journeys {
namespace {

void check(bool good, const std::string& sentence) {
    if (!good) throw Failure(Code::invalid, sentence);
}

// In characters, as the database counts them.
std::size_t length_of(const std::string& text) {
    const auto characters = people::code_points(text);
    check(characters.has_value(), "an assignment's title and note are UTF-8 text");
    return characters->size();
}
void check_title(const std::string& title) {
    const auto length = length_of(title);
    check(length > 0 && length <= 200, "an assignment's title is between 1 and 200 characters long");
}
void check_note(const std::string& note) {
    check(length_of(note) <= 2000, "an assignment's note is at most 2000 characters long");
}
void check_due(const std::optional<std::string>& day) {
    check(!day || (day->size() == 10 && parse_camera_time(*day + "T00:00:00")), "a day is written 2026-12-24");
}
void check_assignees(const std::vector<AccountId>& accounts) {
    check(!accounts.empty(), "say who is to review it");
    check(accounts.size() <= most_assignees, std::format("at most {} people share an assignment", most_assignees));
}
void check_filter(const MediaFilter& filter) {
    check(filter.show != "unreadable", "what cannot be read cannot be reviewed; choose another filter");
}

std::vector<AccountId> accounts_of(const Assignment& assignment) {
    std::vector<AccountId> accounts;
    for (const auto& one : assignment.assignees) accounts.push_back(one.account_id);
    return accounts;
}

Assignment there(catalog::Transaction& tx, const catalog::Scope& scope, AssignmentId id) {
    return found(catalog::assignment_by_id(tx, scope, id), "assignment");
}

// As it is now: the bar begins here.
void note_left(catalog::Transaction& tx, const catalog::Scope& scope, AssignmentId id, const MediaFilter& filter) {
    const auto asked = asked_review(filter, accounts_of(there(tx, scope, id)));
    const auto now = catalog::filter_progress(tx, scope, asked.filter, asked.wanted);
    catalog::note_left_then(tx, scope, id, now.to_do_media(), now.to_do_events);
}

// Only whether it is done.
bool only_says_done(const AssignmentChange& change) {
    const auto& fields = change.fields;
    return fields.done && !fields.title && !fields.note && !fields.filter && !fields.due_on && !change.assignees;
}

people::Act act_of(const House& house, const Caller& caller, ProjectId project, AssignmentId id,
                   const AssignmentChange& change) {
    if (!only_says_done(change)) return people::Act::manage_project;
    const auto here = assignment(house, caller.viewer(), project, id);
    return std::ranges::contains(accounts_of(here), caller.account_id) ? people::Act::answer
                                                                       : people::Act::manage_project;
}

}  // namespace

std::vector<Assignment> assignments(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project, [](catalog::Transaction& tx, const catalog::Scope& scope) {
        return catalog::assignments(tx, scope);
    });
}

Assignment assignment(const House& house, const Viewer& viewer, ProjectId project, AssignmentId id) {
    return in_project(house, viewer, project,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) { return there(tx, scope, id); });
}

std::vector<catalog::Assignee> able_to_review(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(
        house, viewer, project, people::Act::manage_project,
        [](catalog::Transaction& tx, const catalog::Scope& scope) { return catalog::able_to_review(tx, scope); });
}

Assignment add_assignment(const House& house, const Caller& caller, ProjectId project, NewAssignment given) {
    check_title(given.assignment.title);
    check_note(given.assignment.note);
    check_due(given.assignment.due_on);
    check_assignees(given.assignees);
    check_filter(given.filter);
    const auto id = given.assignment.assignment_id = AssignmentId::make();
    return in_project(house, caller.viewer(), project, people::Act::manage_project,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          refuse_to_list_withheld(tx, scope, given.filter);
                          catalog::add_assignment(tx, scope, given.assignment, most_assignments);
                          catalog::set_assignees(tx, scope, id, given.assignees);
                          note_left(tx, scope, id, given.filter);
                          catalog::notify(tx, project);
                          return there(tx, scope, id);
                      });
}

Assignment change_assignment(const House& house, const Caller& caller, ProjectId project, AssignmentId id,
                             const AssignmentChange& change) {
    if (change.fields.title) check_title(*change.fields.title);
    if (change.fields.note) check_note(*change.fields.note);
    if (change.fields.due_on) check_due(*change.fields.due_on);
    if (change.assignees) check_assignees(*change.assignees);
    if (change.filter) check_filter(*change.filter);
    return in_project(house, caller.viewer(), project, act_of(house, caller, project, id, change),
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          if (change.filter) refuse_to_list_withheld(tx, scope, *change.filter);
                          catalog::change_assignment(tx, scope, id, change.fields);
                          if (change.assignees) catalog::set_assignees(tx, scope, id, *change.assignees);
                          if (change.filter) note_left(tx, scope, id, *change.filter);
                          catalog::notify(tx, project);
                          return there(tx, scope, id);
                      });
}

void delete_assignment(const House& house, const Caller& caller, ProjectId project, AssignmentId id) {
    in_project(house, caller.viewer(), project, people::Act::manage_project,
               [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                   catalog::delete_assignment(tx, scope, id);
                   catalog::notify(tx, project);
                   return true;
               });
}

AskedReview asked_review(MediaFilter filter, const std::vector<AccountId>& assignees) {
    catalog::WantedReview wanted;
    const bool all = filter.show == "all" || filter.show == "unreviewed";
    filter.open = false;
    if (filter.show == "conflict" || filter.show == "awaiting" || filter.show == "accepted" ||
        filter.show == "reviewed") {
        wanted.trait = filter.show;
    } else if (all && !filter.reviewers.empty()) {
        wanted.trait = "reviewed";
    } else {
        wanted.second_voices = assignees;
    }
    if (filter.show == "unreviewed") filter.show = "all";
    if (wanted.trait == "awaiting" || wanted.trait == "reviewed") wanted.until_all_of = assignees;
    return {std::move(filter), std::move(wanted)};
}

AssignmentProgress assignment_progress(const House& house, const Viewer& viewer, ProjectId project,
                                       const Assignment& assignment, const MediaFilter& filter) {
    const auto accounts = accounts_of(assignment);
    const auto asked = asked_review(filter, accounts);
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        refuse_to_list_withheld(tx, scope, asked.filter);
        return AssignmentProgress{catalog::filter_progress(tx, scope, asked.filter, asked.wanted), asked.wanted.trait,
                                  catalog::answered_of_filter(tx, scope, asked.filter, accounts)};
    });
}

}  // namespace serow::journeys
