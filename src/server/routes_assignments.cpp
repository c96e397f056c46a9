#include "journeys/assignments.h"
#include "journeys/review_progress.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/json_values.h"
#include "server/lists.h"
#include "server/service.h"

namespace serow::server {
namespace {

json::array people_json(const std::vector<catalog::Assignee>& people) {
    json::array out;
    for (const auto& one : people) out.push_back({{"accountID", one.account_id.text()}, {"name", one.name}});
    return out;
}

json::object counted(std::int64_t media, std::int64_t events) {
    return {{"media", media}, {"events", events}};
}

json::object assignment_json(const journeys::Assignment& one) {
    return {{"assignmentID", one.assignment_id.text()},
            {"title", one.title},
            {"note", one.note},
            {"filter", one.filter},
            {"dueOn", or_null(one.due_on)},
            {"assignees", people_json(one.assignees)},
            {"toDoThen", counted(one.media_then, one.events_then)},
            {"assignedBy", one.assigned_by_name},
            {"assignedAt", to_text(one.assigned_at)},
            {"changedAt", to_text(one.changed_at)},
            {"state", one.done_at ? "done" : "open"},
            {"doneAt", time_or_null(one.done_at)},
            {"doneBy", one.done_by_name}};
}

json::object progress_json(const journeys::AssignmentProgress& progress) {
    const auto& all = progress.all;
    json::array answered;
    for (const auto& one : progress.answered)
        answered.push_back({{"accountID", one.account_id.text()}, {"media", one.media}, {"events", one.events}});
    return {{"found", counted(all.media, all.events)},
            {"settled", counted(all.settled_media, all.settled_events)},
            {"left", counted(all.left_media, all.left_events)},
            {"second", counted(all.second_media, all.second_events)},
            {"toDo", counted(all.to_do_media(), all.to_do_events)},
            {"leftWhile", progress.left_while},
            {"answered", std::move(answered)}};
}

std::optional<std::vector<AccountId>> accounts_in(const FieldReader& fields) {
    const auto* list = fields.list("accountIDs");
    if (list == nullptr) return {};
    std::vector<AccountId> accounts;
    for (const auto& each : *list) {
        const auto id = each.is_string() ? AccountId::parse(each.get_string()) : std::nullopt;
        if (!id) FieldReader::refuse("accountIDs", "a list of UUIDs");
        accounts.push_back(*id);
    }
    return accounts;
}

std::optional<std::optional<std::string>> day_in(const FieldReader& fields) {
    return fields.nullable<std::string>("dueOn", [&](std::string_view key) { return fields.text(key); });
}

Response list_assignments(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    json::array items;
    for (const auto& one : journeys::assignments(service.house, caller.viewer(), project_of(request)))
        items.push_back(assignment_json(one));
    return json_response(json::object{{"items", std::move(items)}});
}

Response add_assignment(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto body = json_object_body(request);
    const FieldReader fields(body, {"title", "note", "filter", "dueOn", "accountIDs"});
    journeys::NewAssignment given;
    given.assignment.title = fields.required_text("title");
    given.assignment.note = fields.text("note").value_or("");
    given.assignment.filter = kept_filter_in(fields).value_or(json::object{});
    given.assignment.due_on = day_in(fields).value_or(std::nullopt);
    given.filter = filter_in(given.assignment.filter.get_object());
    given.assignees = accounts_in(fields).value_or(std::vector<AccountId>{});
    return json_response(
        assignment_json(journeys::add_assignment(service.house, caller, project_of(request), std::move(given))), 201);
}

Response get_assignment(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto project = project_of(request);
    const auto one = journeys::assignment(service.house, caller.viewer(), project,
                                          path_id<journeys::AssignmentId>(request, "assignmentID"));
    auto told = assignment_json(one);
    told["progress"] = progress_json(journeys::assignment_progress(service.house, caller.viewer(), project, one,
                                                                   filter_in(one.filter.get_object())));
    return json_response(std::move(told));
}

Response change_assignment(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto body = json_object_body(request);
    const FieldReader fields(body, {"title", "note", "filter", "dueOn", "accountIDs", "state"});
    journeys::AssignmentChange change;
    change.fields = {fields.text("title"), fields.text("note"), kept_filter_in(fields), day_in(fields), {}};
    if (const auto state = fields.text("state")) {
        if (*state != "open" && *state != "done") FieldReader::refuse("state", "open or done");
        change.fields.done = *state == "done";
    }
    if (change.fields.filter) change.filter = filter_in(change.fields.filter->get_object());
    change.assignees = accounts_in(fields);
    return json_response(assignment_json(journeys::change_assignment(
        service.house, caller, project_of(request), path_id<journeys::AssignmentId>(request, "assignmentID"), change)));
}

json::object work_json(const catalog::AnsweredWork& work) {
    return {{"answers", work.answers}, {"events", work.events}};
}

Response review_progress(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto all = journeys::review_progress(service.house, caller.viewer(), project_of(request));
    json::array points, people;
    for (const auto& each : all.points)
        points.push_back(
            {{"locationID", each.location_id.text()},
             {"locationName", each.location_name},
             {"media",
              {{"all", each.media},
               {"unread", each.unread},
               {"nobody", each.nobody},
               {"machine", each.machine},
               {"accepted", each.accepted},
               {"awaiting", each.awaiting},
               {"human", each.human},
               {"conflict", each.conflict}}},
             {"events", {{"all", each.events}, {"open", each.events_open}, {"waiting", each.events_waiting}}}});
    for (const auto& each : all.people)
        people.push_back({{"accountID", each.account_id.text()},
                          {"name", each.name},
                          {"today", work_json(each.today)},
                          {"week", work_json(each.week)},
                          {"all", work_json(each.all)},
                          {"lastAnsweredAt", to_text(each.last_answered_at)},
                          {"days", json::array(each.days.begin(), each.days.end())}});
    return json_response(json::object{{"timeZone", all.time_zone},
                                      {"firstDay", all.first_day},
                                      {"today", all.today},
                                      {"points", std::move(points)},
                                      {"people", std::move(people)}});
}

}  // namespace

void add_assignment_routes(Router& router, const Service& service) {
    router.get("/api/v1/projects/{projectID}/assignments",
               [&](const Request& request) { return list_assignments(service, request); });
    router.post("/api/v1/projects/{projectID}/assignments",
                [&](const Request& request) { return add_assignment(service, request); });
    router.get("/api/v1/projects/{projectID}/assignments/{assignmentID}",
               [&](const Request& request) { return get_assignment(service, request); });
    router.patch("/api/v1/projects/{projectID}/assignments/{assignmentID}",
                 [&](const Request& request) { return change_assignment(service, request); });
    router.del("/api/v1/projects/{projectID}/assignments/{assignmentID}", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        journeys::delete_assignment(service.house, caller, project_of(request),
                                    path_id<journeys::AssignmentId>(request, "assignmentID"));
        return Response::no_content();
    });
    router.get("/api/v1/projects/{projectID}/able-to-review", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(json::object{
            {"items", people_json(journeys::able_to_review(service.house, caller.viewer(), project_of(request)))}});
    });
    router.get("/api/v1/projects/{projectID}/review-progress",
               [&](const Request& request) { return review_progress(service, request); });
}

}  // namespace serow::server
