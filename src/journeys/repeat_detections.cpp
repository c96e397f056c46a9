#include "journeys/repeat_detections.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "catalog/deployments.h"
#include "catalog/events.h"
#include "catalog/jobs.h"
#include "catalog/privacy.h"
#include "catalog/projects.h"
#include "journeys/found.h"
#include "journeys/review_rules.h"
#include "journeys/run_jobs.h"
#include "vision/repeats.h"

namespace serow::journeys {
namespace {

constexpr std::size_t most_proposals = 200;
constexpr std::size_t most_examples = 6;

vision::Mask as_mask(const RepeatVerdict& verdict) {
    return {verdict.observation_type, verdict.bbox, verdict.least_iou};
}

vision::PlacedBox as_placed(const catalog::MachineBox& box) {
    vision::PlacedBox placed;
    placed.media = box.media_id;
    placed.at = box.captured_at;
    placed.type = box.observation_type;
    placed.box = box.bbox;
    placed.certain = box.probability >= box.threshold;
    placed.people = !box.by_people   ? vision::PeopleSay::nothing_yet
                    : box.said_blank ? vision::PeopleSay::blank
                                     : vision::PeopleSay::something;
    return placed;
}

RepeatExample as_example(const catalog::MachineBox& box) {
    return {box.media_id, box.file_name, box.captured_at, box.bbox, box.probability};
}

// The first, the last, and some between.
std::vector<RepeatExample> examples_of(const vision::RepeatGroup& group,
                                       const std::vector<catalog::MachineBox>& boxes) {
    std::vector<RepeatExample> examples;
    const auto count = group.members.size();
    const auto shown = std::min(count, most_examples);
    for (std::size_t i = 0; i < shown; ++i) {
        const auto which = shown == 1 ? 0 : i * (count - 1) / (shown - 1);
        examples.push_back(as_example(boxes[group.members[which]]));
    }
    return examples;
}

// Those of one deployment, whose boxes are given without what was judged before.
void propose(const catalog::Deployment& deployment, const std::vector<catalog::MachineBox>& boxes,
             std::vector<RepeatProposal>& proposals) {
    std::vector<vision::PlacedBox> placed;
    placed.reserve(boxes.size());
    for (const auto& box : boxes) placed.push_back(as_placed(box));
    for (const auto& group : vision::repeat_groups(placed)) {
        auto& proposal = proposals.emplace_back();
        proposal.deployment_id = deployment.deployment_id;
        proposal.location_name = deployment.location_name;
        proposal.time_zone = deployment.time_zone;
        proposal.observation_type = group.type;
        proposal.bbox = group.place;
        proposal.pictures = static_cast<int>(group.members.size());
        proposal.observed = group.certain;
        proposal.visits = group.visits;
        proposal.said_blank = group.said_blank;
        proposal.said_something = group.said_something;
        proposal.first = placed[group.members.front()].at;
        proposal.last = placed[group.members.back()].at;
        proposal.examples = examples_of(group, boxes);
    }
}

std::unordered_map<DeploymentId, std::vector<vision::Mask>> judged_places(const std::vector<RepeatVerdict>& verdicts) {
    std::unordered_map<DeploymentId, std::vector<vision::Mask>> places;
    for (const auto& verdict : verdicts)
        if (!verdict.retracted_at) places[verdict.deployment_id].push_back(as_mask(verdict));
    return places;
}

void check(const GivenVerdict& given) {
    using camtrap::ObservationType;
    if (given.verdict != "nothing" && given.verdict != "real")
        throw Failure(Code::invalid, "the verdict is `nothing` or `real`");
    if (given.observation_type != ObservationType::animal && given.observation_type != ObservationType::human &&
        given.observation_type != ObservationType::vehicle)
        throw Failure(Code::invalid, "the machine draws boxes of animals, humans and vehicles alone");
    if (!is_inside_picture(given.bbox))
        throw Failure(Code::invalid,
                      "the box does not lie inside the picture; it is [x, y, width, height] in fractions of it");
}

int pictures_at(catalog::Transaction& tx, const catalog::Scope& scope, DeploymentId deployment,
                const vision::Mask& place) {
    std::set<MediaId> media;
    catalog::each_machine_box(tx, scope, deployment, [&](catalog::MachineBox&& box) {
        if (vision::is_masked(box.observation_type, box.bbox, {&place, 1})) media.insert(box.media_id);
    });
    return static_cast<int>(media.size());
}

// Only a mask changes what holds.
void verdict_changed(catalog::Transaction& tx, const RepeatVerdict& verdict, ProjectId project) {
    if (verdict.verdict == "nothing") {
        catalog::enqueue(
            tx, std::vector<catalog::NewJob>{{project, job::settle_deployment, verdict.deployment_id.text(), 1, {}}});
        queue_accepted(tx, {Viewer::system(), project, 1});
    }
    catalog::touch_project(tx, project);
    catalog::notify(tx, project);
}

}  // namespace

RepeatDetections repeat_detections(const House& house, const Viewer& viewer, ProjectId project,
                                   std::optional<DeploymentId> only) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        if (only) found(catalog::deployment_by_id(tx, scope, *only), "deployment");
        RepeatDetections all;
        all.verdicts = catalog::list_repeat_verdicts(tx, scope, only);
        auto judged = judged_places(all.verdicts);
        std::unordered_map<DeploymentId, catalog::Deployment> deployments;
        for (auto& one : catalog::list_deployments(tx, scope)) deployments.emplace(one.deployment_id, std::move(one));

        std::vector<catalog::MachineBox> boxes;  // of one deployment at a time
        const auto look = [&] {
            if (!boxes.empty())
                if (const auto it = deployments.find(boxes.front().deployment_id); it != deployments.end())
                    propose(it->second, boxes, all.proposals);
            boxes.clear();
        };
        catalog::each_machine_box(tx, scope, only, [&](catalog::MachineBox&& box) {
            if (!boxes.empty() && boxes.front().deployment_id != box.deployment_id) look();
            if (!vision::is_masked(box.observation_type, box.bbox, judged[box.deployment_id]))
                boxes.push_back(std::move(box));
        });
        look();
        std::ranges::stable_sort(all.proposals, std::greater{}, &RepeatProposal::observed);
        if (all.proposals.size() > most_proposals) all.proposals.resize(most_proposals);
        for (auto& proposal : all.proposals)
            proposal.pictures_within =
                catalog::count_pictures_between(tx, scope, proposal.deployment_id, proposal.first, proposal.last);
        return all;
    });
}

RepeatVerdict judge_repeat(const House& house, const Caller& caller, ProjectId project, const GivenVerdict& given) {
    check(given);
    return in_project(
        house, caller.viewer(), project, people::Act::answer,
        [&](catalog::Transaction& tx, const catalog::Scope& scope) {
            found(catalog::deployment_by_id(tx, scope, given.deployment_id), "deployment");
            // A mask takes observations away, and with them what keeps a media private.
            if (std::ranges::contains(catalog::withheld_types(tx, scope), camtrap::word(given.observation_type)))
                catalog::refuse_withheld();
            catalog::lock_deployment(tx, scope, given.deployment_id);  // two who judge the same at once
            RepeatVerdict row;
            row.repeat_verdict_id = RepeatVerdictId::make();
            row.deployment_id = given.deployment_id;
            row.observation_type = given.observation_type;
            row.bbox = given.bbox;
            row.least_iou = vision::RepeatRule{}.least_iou;
            row.verdict = given.verdict;
            const auto judged = judged_places(catalog::list_repeat_verdicts(tx, scope, given.deployment_id));
            if (const auto it = judged.find(given.deployment_id);
                it != judged.end() && vision::is_masked(given.observation_type, given.bbox, it->second))
                throw Failure(Code::conflict, "this place was judged already; load the list again");
            row.pictures = pictures_at(tx, scope, given.deployment_id, as_mask(row));
            if (row.pictures == 0)
                throw Failure(Code::conflict, "the machine finds nothing at this place; load the list again");
            catalog::record_repeat_verdict(tx, scope, row);
            verdict_changed(tx, row, project);
            return found(catalog::repeat_verdict_by_id(tx, scope, row.repeat_verdict_id), "verdict");
        });
}

RepeatVerdict retract_repeat(const House& house, const Caller& caller, ProjectId project, RepeatVerdictId id) {
    return in_project(house, caller.viewer(), project, people::Act::answer,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          const auto row = found(catalog::repeat_verdict_by_id(tx, scope, id), "verdict");
                          if (row.retracted_at) throw Failure(Code::conflict, "this verdict was taken back before");
                          if (row.account_id != caller.account_id && catalog::project_role(tx, scope.viewer, project) <
                                                                         least_role(people::Act::retract_others))
                              throw Failure(Code::forbidden, "Somebody else said this. Ask a manager to take it back.");
                          catalog::retract_repeat_verdict(tx, scope, id);
                          verdict_changed(tx, row, project);
                          return found(catalog::repeat_verdict_by_id(tx, scope, id), "verdict");
                      });
}

}  // namespace serow::journeys
