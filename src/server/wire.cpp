#include "server/wire.h"

#include "camtrap/vocabulary.h"
#include "server/json_values.h"

namespace serow::server {

json::value text_or_null(const std::optional<std::string>& text) {
    return or_null(text);
}

std::string_view role_word(int role) {
    if (role < 1 || role > 4) return "viewer";
    return people::word(static_cast<people::Role>(role));
}

json::object to_json(const journeys::Caller& caller) {
    return {{"accountID", caller.account_id.text()},
            {"email", caller.email},
            {"name", caller.name},
            {"csrfToken", caller.csrf_token}};
}

json::object to_json(const catalog::ApiToken& token) {
    return {{"tokenID", token.token_id.text()},
            {"name", token.name},
            {"createdAt", to_text(token.created_at)},
            {"lastUsedAt", time_or_null(token.last_used_at)}};
}

json::object to_json(const journeys::Organisation& organisation) {
    return {{"organisationID", organisation.organisation_id.text()},
            {"name", organisation.name},
            {"role", role_word(organisation.role)},
            {"storedBytes", organisation.stored_bytes},
            {"storedFiles", organisation.stored_files},
            {"quotaBytes", or_null(organisation.quota_bytes)}};
}

json::object to_json(const journeys::Storage& storage) {
    return {{"storedBytes", storage.stored_bytes},
            {"storedFiles", storage.stored_files},
            {"quotaBytes", or_null(storage.quota_bytes)},
            {"freeBytes", or_null(storage.free_bytes)}};
}

json::object to_json(const journeys::Member& member) {
    return {{"accountID", member.account_id.text()},
            {"email", member.email},
            {"name", member.name},
            {"role", role_word(member.role)},
            {"expert", member.expert}};
}

json::object to_json(const journeys::Project& project) {
    const auto& counts = project.counts;
    return {{"projectID", project.project_id.text()},
            {"organisationID", project.organisation_id.text()},
            {"organisationName", project.organisation_name},
            {"title", project.title},
            {"acronym", project.acronym},
            {"description", project.description},
            {"samplingDesign", camtrap::word(project.sampling_design)},
            {"timeZone", project.time_zone},
            {"dataLicence", project.data_licence},
            {"mediaLicence", project.media_licence},
            {"sequenceGap", project.sequence_gap_s},
            {"independenceInterval", project.independence_interval_s},
            {"peopleVisibleTo", role_word(project.people_visible_to)},
            {"vehiclesVisibleTo", role_word(project.vehicles_visible_to)},
            {"role", role_word(project.role)},
            {"createdAt", to_text(project.created_at)},
            {"counts",
             {{"areas", counts.areas},
              {"locations", counts.locations},
              {"deployments", counts.deployments},
              {"media", counts.media},
              {"bytes", counts.bytes},
              {"events", counts.events},
              {"reviewedMedia", counts.reviewed_media}}}};
}

json::object to_json(const journeys::Area& area) {
    return {{"areaID", area.area_id.text()},
            {"name", area.name},
            {"geometry", area.geometry},
            {"locations", area.locations}};
}

json::object to_json(const journeys::Location& location) {
    return {{"locationID", location.location_id.text()},
            {"locationName", location.name},
            {"areaID", location.area_id ? json::value(location.area_id->text()) : json::value(nullptr)},
            {"latitude", location.place.latitude},
            {"longitude", location.place.longitude},
            {"coordinateUncertainty", or_null(location.coordinate_uncertainty)},
            {"habitat", location.habitat},
            {"deployments", location.deployments},
            {"media", location.media}};
}

json::object to_json(const journeys::Deployment& deployment) {
    return {{"deploymentID", deployment.deployment_id.text()},
            {"locationID", deployment.location_id.text()},
            {"locationName", deployment.location_name},
            {"name", deployment.name},
            {"cameraID", deployment.camera_id},
            {"cameraModel", deployment.camera_model},
            {"deploymentStart", time_or_null(deployment.deployment_start)},
            {"deploymentEnd", time_or_null(deployment.deployment_end)},
            {"boundsFromMedia", deployment.bounds_from_media},
            {"timeZone", deployment.time_zone},
            {"baitUse", or_null(deployment.bait_use)},
            {"deploymentComments", deployment.comments},
            {"media", deployment.media}};
}

json::object to_json(const journeys::Upload& upload) {
    const auto& counts = upload.counts;
    return {{"uploadID", upload.upload_id.text()},
            {"deploymentID", id_or_null(upload.deployment_id)},
            {"locationID", id_or_null(upload.location_id)},
            {"locationName", or_null(upload.location_name)},
            {"folders", upload.folders},
            {"locations", upload.folders > 0 ? upload.locations : 1},
            {"name", upload.name},
            {"createdAt", to_text(upload.created_at)},
            {"state", upload.verified_at    ? "safe"
                      : upload.completed_at ? "verifying"
                                            : "open"},
            {"verifiedAt", time_or_null(upload.verified_at)},
            {"confirmedAt", time_or_null(upload.confirmed_at)},
            {"confirmedBy", upload.confirmed_by},
            {"counts",
             {{"files", counts.files},
              {"bytes", counts.bytes},
              {"wanted", counts.wanted},
              {"stored", counts.stored},
              {"duplicate", counts.duplicate},
              {"failed", counts.failed},
              {"verified", counts.verified}}}};
}

namespace {

json::value twin_or_null(const journeys::UploadFile& file) {
    if (file.state != "duplicate" || !file.media_id) return nullptr;
    return {{"path", file.twin_path},
            {"uploadID", file.twin_upload_id ? json::value(file.twin_upload_id->text()) : json::value(nullptr)},
            {"uploadName", file.twin_upload_name}};
}

}  // namespace

json::object to_json(const journeys::UploadFile& file) {
    return {{"uploadFileID", file.upload_file_id.text()},
            {"path", file.path},
            {"bytes", file.bytes},
            {"sha256", file.sha256},
            {"state", file.state},
            {"received", file.received},
            {"mediaID", file.media_id ? json::value(file.media_id->text()) : json::value(nullptr)},
            {"duplicateOf", twin_or_null(file)},
            {"problem", problem_or_null(file.problem_code, file.problem_detail)}};
}

json::value problem_or_null(std::string_view code, std::string_view detail) {
    if (code.empty()) return nullptr;
    const auto& facts = facts_of(code_of(code));
    return {{"type", "urn:serow:problem:" + std::string(facts.word)},
            {"title", facts.sentence},
            {"status", facts.http_status},
            {"detail", detail},
            {"code", facts.word}};
}

json::object to_json(const journeys::ModelStatus& model) {
    return {{"name", model.name},
            {"version", model.version},
            {"task", model.task},
            {"licence", model.licence},
            {"source", model.source},
            {"sha256", model.sha256},
            {"state", model.present ? "present" : "missing"},
            {"detail", model.detail}};
}

json::object to_json(const catalog::Progress& progress, const std::optional<std::string>& detector) {
    json::array problems;
    for (const auto& problem : progress.problems)
        problems.push_back({{"mediaID", problem.media_id},
                            {"fileName", problem.file_name},
                            {"code", problem.code},
                            {"detail", problem.detail}});
    return {{"media", progress.media},           {"ready", progress.ready},       {"unreadable", progress.unreadable},
            {"classified", progress.classified}, {"reviewed", progress.reviewed}, {"waiting", progress.waiting},
            {"running", progress.running},       {"dead", progress.dead},         {"detector", or_null(detector)},
            {"problems", std::move(problems)}};
}

}  // namespace serow::server
