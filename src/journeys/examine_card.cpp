#include "journeys/examine_card.h"

#include <algorithm>
#include <format>
#include <map>
#include <utility>

#include "catalog/card_facts.h"
#include "catalog/deployments.h"
#include "catalog/upload_folders.h"
#include "journeys/found.h"

namespace serow::journeys {
namespace {

using State = card::CardFact::State;

State state_of(const catalog::CardFileFacts& row) {
    if (row.state == "wanted") return State::coming;
    if (row.state == "failed") return State::failed;
    if (row.media_state == "unreadable") return State::unreadable;
    return row.media_state == "ready" ? State::good : State::reading;
}

std::string name_of(const catalog::OtherCard& card) {
    const auto name = card.name.empty() ? "a card without a name" : card.name;
    return card.location_name.empty() ? name : std::format("{} ({})", name, card.location_name);
}

// Where its files are to go, and where they are: somebody may have moved some of them.
std::vector<DeploymentId> deployments_of(catalog::Transaction& tx, const catalog::Scope& scope, const Upload& card) {
    std::vector<DeploymentId> ids;
    const auto add = [&](DeploymentId id) {
        if (std::ranges::find(ids, id) == ids.end()) ids.push_back(id);
    };
    if (card.deployment_id) add(*card.deployment_id);
    for (const auto& folder : catalog::upload_folders(tx, scope, card.upload_id)) add(folder.deployment_id);
    for (const auto id : catalog::deployments_of_card(tx, scope, card.upload_id, {})) add(id);
    return ids;
}

std::vector<card::CardPlace> places_of(catalog::Transaction& tx, const catalog::Scope& scope, const Upload& card) {
    std::map<DeploymentId, catalog::Deployment> all;
    const auto ids = deployments_of(tx, scope, card);
    if (ids.size() < 20) {
        for (const auto id : ids)
            if (auto row = catalog::deployment_by_id(tx, scope, id)) all.emplace(id, std::move(*row));
    } else {
        for (auto& row : catalog::list_deployments(tx, scope)) all.emplace(row.deployment_id, std::move(row));
    }
    std::vector<card::CardPlace> places;
    std::vector<LocationId> points;
    for (const auto id : ids) {
        const auto row = all.find(id);
        if (row == all.end()) continue;
        const auto& d = row->second;
        card::CardPlace place;
        place.deployment_id = id;
        place.location_name = d.location_name;
        place.position = d.place;
        // Bounds that follow the files cannot be overstepped by them.
        if (!d.bounds_from_media) {
            place.start = d.deployment_start;
            place.end = d.deployment_end;
        }
        place.camera_id = d.camera_id;
        place.camera_model = d.camera_model;
        places.push_back(std::move(place));
        points.push_back(d.location_id);
    }
    // Where two cameras stand at one point, the other's card says nothing of this one.
    std::map<LocationId, int> cameras_at;
    for (const auto& point : points) ++cameras_at[point];
    for (const auto& last : catalog::last_cameras(tx, scope, card.upload_id, points))
        for (std::size_t i = 0; i < places.size(); ++i)
            if (points[i] == last.location_id && cameras_at[points[i]] == 1 && places[i].camera_id.empty()) {
                places[i].last_camera = card::CameraSeen{last.make, last.model, last.serial};
                places[i].last_card = last.name;
            }
    return places;
}

CardReport report_of(catalog::Transaction& tx, const catalog::Scope& scope, const House& house, UploadId id) {
    CardReport report{found(catalog::upload_by_id(tx, scope, id), "upload"), 0, 0, {}, {}, false};
    report.places = places_of(tx, scope, report.card);
    std::map<DeploymentId, std::size_t> place_of;
    for (std::size_t i = 0; i < report.places.size(); ++i) place_of[report.places[i].deployment_id] = i;
    std::vector<std::string> others;
    std::map<UploadId, std::size_t> other_of;
    for (const auto& other : catalog::cards_with_same_bytes(tx, scope, id)) {
        other_of[other.upload_id] = others.size();
        others.push_back(name_of(other));
    }
    std::vector<card::CardFact> facts;
    for (auto& row : catalog::card_facts(tx, scope, id)) {
        card::CardFact fact;
        fact.state = state_of(row);
        report.coming += fact.state == State::coming ? 1 : 0;
        report.reading += fact.state == State::reading ? 1 : 0;
        fact.path = std::move(row.path);
        fact.problem = row.state == "failed" ? row.problem_detail : row.media_problem;
        fact.photo = row.kind == "image";
        if (row.camera_time_source == "exif" || row.camera_time_source == "container") {
            fact.camera_time = row.camera_time;
            fact.captured_at = row.captured_at;
        }
        fact.camera = {row.make, row.model, row.serial};
        fact.position = row.place;
        if (row.deployment_id)
            if (const auto place = place_of.find(*row.deployment_id); place != place_of.end())
                fact.place = place->second;
        if (row.state == "duplicate") {
            const auto other = row.media_upload_id ? other_of.find(*row.media_upload_id) : other_of.end();
            if (other != other_of.end()) fact.known_from = other->second;
            fact.same_card = row.media_upload_id == id;
        }
        facts.push_back(std::move(fact));
    }
    if (facts.empty() && !report.card.completed_at) return report;
    report.findings = card::examine_card(facts, report.places, others, house.clock.now());
    report.clean = report.coming + report.reading == 0 && card::is_clean(report.findings);
    return report;
}

}  // namespace

CardReport examine_card(const House& house, const Viewer& viewer, ProjectId project, UploadId upload) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        return report_of(tx, scope, house, upload);
    });
}

CardReport confirm_card(const House& house, const Viewer& viewer, ProjectId project, UploadId upload) {
    return in_project(
        house, viewer, project, people::Act::upload, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
            auto report = report_of(tx, scope, house, upload);
            if (report.coming + report.reading > 0 || (report.card.counts.files == 0 && !report.card.completed_at))
                throw Failure(
                    Code::conflict,
                    std::format("{} files of the card are still to come and {} to be read; confirm what they show "
                                "when they are there",
                                report.coming, report.reading));
            catalog::confirm_card(tx, scope, upload);
            catalog::notify(tx, project);
            report.card = found(catalog::upload_by_id(tx, scope, upload), "upload");
            return report;
        });
}

}  // namespace serow::journeys
