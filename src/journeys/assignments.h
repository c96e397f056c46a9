// Who is to review what, and how far it is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/assignments.h"
#include "journeys/house.h"
#include "journeys/sign_in.h"

namespace serow::journeys {

using catalog::Assignment;
using catalog::AssignmentId;
using catalog::MediaFilter;

constexpr int most_assignments = 500;  // of a project
constexpr int most_assignees = 100;    // of one of them

struct NewAssignment {
    Assignment assignment;  // title, note, filter, due_on
    MediaFilter filter;     // the same, read
    std::vector<AccountId> assignees;
};
struct AssignmentChange {
    catalog::AssignmentChange fields;
    std::optional<MediaFilter> filter;  // the same as fields.filter, read
    std::optional<std::vector<AccountId>> assignees;
};

// All who see the project see them.
std::vector<Assignment> assignments(const House& house, const Viewer& viewer, ProjectId project);
Assignment assignment(const House& house, const Viewer& viewer, ProjectId project, AssignmentId id);
// To whom something may be given; managers.
std::vector<catalog::Assignee> able_to_review(const House& house, const Viewer& viewer, ProjectId project);

// Managers. Failure(invalid) for a title that is empty or longer than 200 characters, a note longer than 2000, a day
// that is none, nobody or somebody who may not answer here, and a filter for what cannot be reviewed; Failure(conflict)
// for too many.
Assignment add_assignment(const House& house, const Caller& caller, ProjectId project, NewAssignment given);
// Managers; whoever it is assigned to says that it is done, or is not yet. Failure as add_assignment.
Assignment change_assignment(const House& house, const Caller& caller, ProjectId project, AssignmentId id,
                             const AssignmentChange& change);
void delete_assignment(const House& house, const Caller& caller, ProjectId project, AssignmentId id);

// What a filter's review asks for. Whoever asks for what is unreviewed means all of it: of the whole, what is left.
// What is in conflict, waits, or was accepted is left while it passes; what people answered is looked at once more,
// until each assignee has answered it.
struct AskedReview {
    MediaFilter filter;
    catalog::WantedReview wanted;
};
AskedReview asked_review(MediaFilter filter, const std::vector<AccountId>& assignees);

struct AssignmentProgress {
    catalog::FilterProgress all;
    std::string left_while;                      // the trait that what is left has
    std::vector<catalog::AnswerCount> answered;  // by assignees; those with none are left out
};
// `filter` is the assignment's. Failure(forbidden) for a filter by which private media would be found.
AssignmentProgress assignment_progress(const House& house, const Viewer& viewer, ProjectId project,
                                       const Assignment& assignment, const MediaFilter& filter);

}  // namespace serow::journeys
