// Who is to review what.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "catalog/media_list.h"

namespace serow::catalog {

using AssignmentId = Id<struct AssignmentTag>;

struct Assignee {
    AccountId account_id;
    std::string name;
};

struct Assignment {
    AssignmentId assignment_id;
    std::string title;                  // 1 to 200 characters
    std::string note;                   // 2000 at most
    json::value filter;                 // as lists take it
    std::optional<std::string> due_on;  // "2026-12-24"
    // Read only:
    std::vector<Assignee> assignees;               // by name; nobody, where all of them left
    std::int64_t media_then = 0, events_then = 0;  // left when it was given, or its filter changed
    std::string assigned_by_name;                  // empty: a former account
    Instant assigned_at, changed_at;
    std::optional<Instant> done_at;  // none: open
    std::string done_by_name;
};

// Open ones first, of these what is due soonest; then the latest.
std::vector<Assignment> assignments(Transaction& tx, const Scope& scope);
std::optional<Assignment> assignment_by_id(Transaction& tx, const Scope& scope, AssignmentId assignment);

// Everybody to whom something may be given: who may answer in the project. By name.
std::vector<Assignee> able_to_review(Transaction& tx, const Scope& scope);

// Given by the viewer. Failure(conflict) where the project has `most`.
void add_assignment(Transaction& tx, const Scope& scope, const Assignment& assignment, int most);
// Exactly these are to review it. Failure(invalid) where one of them may not review in the project.
void set_assignees(Transaction& tx, const Scope& scope, AssignmentId assignment, std::span<const AccountId> accounts);
// What is given becomes so. Failure(not_found).
struct AssignmentChange {
    std::optional<std::string> title = {}, note = {};
    std::optional<json::value> filter = {};
    std::optional<std::optional<std::string>> due_on = {};
    std::optional<bool> done = {};  // said by the viewer
};
void change_assignment(Transaction& tx, const Scope& scope, AssignmentId assignment, const AssignmentChange& change);
void note_left_then(Transaction& tx, const Scope& scope, AssignmentId assignment, std::int64_t media,
                    std::int64_t events);
void delete_assignment(Transaction& tx, const Scope& scope, AssignmentId assignment);

// How far a filter is reviewed. Of media that belong to events, pass, and may be looked at by the viewer.
struct FilterProgress {
    std::int64_t media = 0, events = 0;                  // that pass
    std::int64_t settled_media = 0, settled_events = 0;  // by people or by the project's rule; events: all of theirs
    std::int64_t left_media = 0, left_events = 0;        // events: one of theirs
    std::int64_t second_media = 0, second_events = 0;    // wait for the answer of another person, likewise
    std::int64_t to_do_events = 0;                       // one of theirs is left or waits so

    // What is left and what waits are never the same medium.
    [[nodiscard]] std::int64_t to_do_media() const { return left_media + second_media; }
};
struct WantedReview {
    std::string trait = "unreviewed";           // what passes is left while it has this (catalog/README.md)
    std::vector<AccountId> until_all_of = {};   // or until each of them answered; nobody: whoever answers
    std::vector<AccountId> second_voices = {};  // who may be the second person; nobody: not counted
};
FilterProgress filter_progress(Transaction& tx, const Scope& scope, const MediaFilter& filter,
                               const WantedReview& wanted);
// Of how many media of it, and of how many events one, each account's answer stands. Those with none are left out.
struct AnswerCount {
    AccountId account_id;
    std::int64_t media = 0, events = 0;
};
std::vector<AnswerCount> answered_of_filter(Transaction& tx, const Scope& scope, const MediaFilter& filter,
                                            std::span<const AccountId> accounts);

}  // namespace serow::catalog
