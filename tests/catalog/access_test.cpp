// What belongs to one organisation does not exist for another: asked of every function below a project.
#include "catalog/access.h"

#include <algorithm>
#include <functional>
#include <map>

#include "catalog/answers.h"
#include "catalog/areas.h"
#include "catalog/camera_keys.h"
#include "catalog/card_facts.h"
#include "catalog/clock_corrections.h"
#include "catalog/deployments.h"
#include "catalog/events.h"
#include "catalog/export_rows.h"
#include "catalog/exports.h"
#include "catalog/failure_periods.h"
#include "catalog/file_signs.h"
#include "catalog/jobs.h"
#include "catalog/life.h"
#include "catalog/locations.h"
#include "catalog/media_list.h"
#include "catalog/media_times.h"
#include "catalog/observations.h"
#include "catalog/organisations.h"
#include "catalog/progress.h"
#include "catalog/projects.h"
#include "catalog/queries.h"
#include "catalog/receipts.h"
#include "catalog/summaries.h"
#include "catalog/upload_files.h"
#include "catalog/upload_folders.h"
#include "catalog/uploads.h"
#include "catalog/world.h"

namespace serow::catalog::test {
namespace {

class Access : public World {
protected:
    Access() {
        media = add_media(10);
        catalog.transaction([&](Transaction& tx) {
            area = AreaId::make();
            create_area(tx, scope, {area, "North slope", {}, 0});
            Upload u;
            u.upload_id = upload = UploadId::make();
            u.deployment_id = deployment;
            create_upload(tx, scope, u);
            const std::vector<AnnouncedFile> files{{"a.jpg", 10, hash_of(1), {}}};
            file = announce_files(tx, scope, upload, files).at(0).upload_file_id;
            const std::vector<EventGroup> groups{{at(10), at(10), {media}}};
            replace_events(tx, scope, deployment, groups);
            event = *media_by_id(tx, scope, media)->event_id;
            Answer a;
            a.answer_id = AnswerId::make();
            a.batch_id = batch = BatchId::make();
            a.media_id = media;
            a.method = camtrap::ClassificationMethod::human;
            a.account_id = owner;
            a.answered_at = at(20);
            append_answers(tx, scope, std::vector{a});
            Observation o;
            o.observation_type = camtrap::ObservationType::animal;
            o.scientific_name = "Budorcas taxicolor";
            o.classification_method = camtrap::ClassificationMethod::human;
            o.classified_by = "x";
            o.classified_at = at(20);
            replace_observations(tx, scope, std::vector{MediaConsensus{media, "human", {o}}});
            record_export(tx, scope, "camtrap-dp", at(30));
            ClockCorrection c;
            c.clock_correction_id = correction = ClockCorrectionId::make();
            c.deployment_id = deployment;
            c.correction.offset = milliseconds(-60'000);
            c.reason = "a watch";
            record_clock_correction(tx, scope, c);
            FailurePeriod f;
            f.failure_period_id = failure = FailurePeriodId::make();
            f.deployment_id = deployment;
            f.failure_start = at(1);
            f.failure_end = at(2);
            record_failure_period(tx, scope, f);
            enqueue(tx, std::vector{NewJob{project, "read_media", media.text(), 0, {}}});
            create_camera_key(tx, scope, deployment, CameraKeyId::make(), "CAM-07", hash_of(7));
            mapped.upload_id = UploadId::make();
            mapped.name = "by folders";
            create_upload(tx, scope, mapped);
            map_folders(tx, scope, mapped.upload_id, std::vector{UploadFolder{"P01", deployment, "", {}, "", 0, 0}});
        });
    }

    // How many rows each reading function gives to this viewer.
    std::map<std::string, std::size_t> seen_by(const Scope& s) {
        auto tx = catalog.begin();
        const std::vector<MediaId> ids{media};
        const std::vector<EventId> events{event};
        std::map<std::string, std::size_t> seen;
        seen["projects"] = list_projects(tx, s.viewer).size();
        seen["project"] = project_by_id(tx, s.viewer, project).has_value();
        seen["members"] = list_project_members(tx, s).size();
        seen["areas"] = list_areas(tx, s).size();
        seen["area"] = area_by_id(tx, s, area).has_value();
        seen["locations"] = list_locations(tx, s).size();
        seen["location"] = location_by_id(tx, s, location).has_value();
        seen["deployments"] = list_deployments(tx, s).size();
        seen["deployment"] = deployment_by_id(tx, s, deployment).has_value();
        seen["clock corrections"] = list_clock_corrections(tx, s, deployment).size();
        seen["holding corrections"] = holding_corrections(tx, s, std::vector{deployment}).size();
        seen["failure periods"] = list_failure_periods(tx, s, deployment).size();
        seen["holding failures"] = holding_failures(tx, s).size();
        seen["exported failures"] = 0;
        each_failure_period(tx, s, [&](const auto&, const auto&) { ++seen["exported failures"]; });
        seen["uploads"] = list_uploads(tx, s).size();
        seen["upload"] = upload_by_id(tx, s, upload).has_value();
        seen["upload files"] = list_upload_files(tx, s, upload, "", {}, 10).items.size();
        seen["upload file"] = upload_file_by_id(tx, s, upload, file).has_value();
        seen["card facts"] = card_facts(tx, s, upload).size();
        seen["mapped folders"] = upload_folders(tx, s, mapped.upload_id).size();
        seen["names of mapped folders"] = mapped_folders(tx, s, mapped.upload_id).size();
        seen["camera keys"] = list_camera_keys(tx, s, deployment).size();
        seen["stored bytes"] = organisation_stores(tx, s, media_by_id(tx, for_system, media)->sha256) ? 1 : 0;
        seen["media list"] = list_media(tx, s, {}, {}, 10).items.size();
        seen["media"] = media_by_ids(tx, s, ids).size();
        seen["exports"] = exports_since(tx, s, at(30), deployment).size();
        seen["list of exports"] = list_exports(tx, s, 10).size();
        seen["exif"] = exif_of(tx, s, media).size();
        seen["found media"] = find_media(tx, s.viewer, media.text()).has_value();
        seen["media of events"] = media_of_events(tx, s, events).size();
        seen["media times"] = media_times(tx, s, deployment).size();
        seen["file signs"] = file_signs(tx, s, deployment).size();
        seen["neighbours"] = neighbour_times(tx, s, DeploymentId::make(), at(0), at(100)).size();
        seen["unclassified"] = unclassified_media(tx, s, 10).size();
        seen["events"] = list_events(tx, s, {}, {}, 10).items.size();
        seen["event count"] = static_cast<std::size_t>(count_events(tx, s, {}));
        seen["event"] = event_by_id(tx, s, event).has_value();
        seen["media of event"] = media_ids_of_event(tx, s, event).size();
        seen["ledger"] = ledger_of_media(tx, s, ids).size();
        seen["batch"] = ledger_of_batch(tx, s, batch).size();
        seen["observations of media"] = observations_of_media(tx, s, ids).size();
        seen["observations"] = list_observations(tx, s, {}, {}, 10).items.size();
        seen["names"] = used_names(tx, s).size();
        seen["jobs"] = jobs_about(tx, s, media.text()).size();
        seen["records"] = taxon_records(tx, s, Counted::everything).size();
        seen["spans"] = deployment_spans(tx, s).size();
        seen["life"] = life_of(tx, s, media).has_value();
        std::size_t exported = 0;
        each_deployment(tx, s, [&](const Deployment&) { ++exported; });
        each_media(tx, s, [&](const Media&, const std::string&) { ++exported; });
        each_observation(tx, s, [&](const Observation&) { ++exported; });
        seen["exported"] = exported;
        return seen;
    }

    MediaId media;
    AreaId area;
    UploadId upload;
    UploadFileId file;
    EventId event;
    BatchId batch;
    ClockCorrectionId correction;
    FailurePeriodId failure;
    Upload mapped;
};

TEST_F(Access, the_owner_and_the_system_see_what_is_there) {
    for (const auto& viewer : {scope, for_system})
        for (const auto& [what, n] : seen_by(viewer)) {
            // The owner's role is the organisation's: the project itself has no members.
            if (what != "members") {
                EXPECT_GT(n, 0U) << what;
            }
        }
}

TEST_F(Access, another_organisations_account_sees_nothing_anywhere) {
    for (const auto& [what, n] : seen_by(foreign)) EXPECT_EQ(n, 0U) << what;
}

TEST_F(Access, an_account_that_does_not_exist_sees_nothing_anywhere) {
    for (const auto& [what, n] : seen_by({Viewer::account(AccountId::make()), project, 1})) EXPECT_EQ(n, 0U) << what;
}

TEST_F(Access, a_viewer_sees_but_what_needs_more_is_forbidden) {
    catalog.transaction([&](Transaction& tx) { set_project_member(tx, scope, "stranger@example.org", 1); });
    for (const auto& [what, n] : seen_by(foreign)) EXPECT_GT(n, 0U) << what;
    const Scope as_manager{foreign.viewer, project, 3};
    for (const auto& [what, n] : seen_by(as_manager)) {
        // These three ask for no more than to see.
        if (what == "projects" || what == "project" || what == "found media") continue;
        EXPECT_EQ(n, 0U) << what;
    }
    auto tx = catalog.begin();
    EXPECT_EQ(problem_of([&] { require(tx, as_manager); }).code, Code::forbidden);
    EXPECT_EQ(problem_of([&] { delete_area(tx, as_manager, area); }).code, Code::forbidden);
    EXPECT_NO_THROW(require(tx, foreign));
}

TEST_F(Access, nothing_can_be_changed_from_outside) {
    auto tx = catalog.begin();
    const auto refused = [&](const char* what, const std::function<void()>& work) {
        EXPECT_EQ(problem_of(work).code, Code::not_found) << what;
    };
    refused("require", [&] { require(tx, foreign); });
    refused("progress", [&] { progress_of(tx, foreign); });
    refused("create area", [&] { create_area(tx, foreign, {AreaId::make(), "x", {}, 0}); });
    refused("update area", [&] { update_area(tx, foreign, {area, "x", {}, 0}); });
    refused("delete area", [&] { delete_area(tx, foreign, area); });
    Location l;
    l.location_id = location;
    l.name = "x";
    refused("update location", [&] { update_location(tx, foreign, l); });
    refused("delete location", [&] { delete_location(tx, foreign, location); });
    l.location_id = LocationId::make();
    refused("create location", [&] { create_location(tx, foreign, l); });
    Deployment d;
    d.deployment_id = deployment;
    d.location_id = location;
    d.time_zone = "UTC";
    refused("update deployment", [&] { update_deployment(tx, foreign, d); });
    refused("delete deployment", [&] { delete_deployment(tx, foreign, deployment); });
    refused("lock deployment", [&] { lock_deployment(tx, foreign, deployment); });
    ClockCorrection c;
    c.clock_correction_id = ClockCorrectionId::make();
    c.deployment_id = deployment;
    c.reason = "x";
    refused("record clock correction", [&] { record_clock_correction(tx, foreign, c); });
    refused("retract clock correction", [&] { retract_clock_correction(tx, foreign, deployment, correction); });
    FailurePeriod f;
    f.failure_period_id = FailurePeriodId::make();
    f.deployment_id = deployment;
    f.failure_start = at(5);
    refused("record failure period", [&] { record_failure_period(tx, foreign, f); });
    refused("retract failure period", [&] { retract_failure_period(tx, foreign, deployment, failure); });
    refused("replace events", [&] { replace_events(tx, foreign, deployment, {}); });
    d.deployment_id = DeploymentId::make();
    refused("create deployment", [&] { create_deployment(tx, foreign, d); });
    Upload u;
    u.upload_id = UploadId::make();
    u.deployment_id = deployment;
    refused("create upload", [&] { create_upload(tx, foreign, u); });
    const std::vector<AnnouncedFile> files{{"b.jpg", 10, hash_of(2), {}}};
    refused("map folders", [&] {
        map_folders(tx, foreign, mapped.upload_id, std::vector{UploadFolder{"P02", deployment, "", {}, "", 0, 0}});
    });
    refused("confirm card", [&] { confirm_card(tx, foreign, upload); });
    refused("move card", [&] { move_card(tx, foreign, upload, {}, deployment); });
    EXPECT_EQ(move_card_media(tx, foreign, upload, {}, deployment), 0);
    EXPECT_EQ(unread_of_card(tx, foreign, upload, {}), 0);
    EXPECT_TRUE(deployments_of_card(tx, foreign, upload, {}).empty());
    refused("create camera key",
            [&] { create_camera_key(tx, foreign, deployment, CameraKeyId::make(), "x", hash_of(8)); });
    refused("revoke camera key", [&] { revoke_camera_key(tx, foreign, deployment, CameraKeyId::make()); });
    refused("room", [&] { room_of_project(tx, foreign); });
    refused("announce", [&] { announce_files(tx, foreign, upload, files); });
    refused("receive", [&] { receive_file(tx, foreign, file, "read_media", 0); });
    refused("tus metadata", [&] { set_tus_metadata(tx, foreign, file, "x"); });
    refused("mark failed", [&] { mark_failed(tx, foreign, file, {}); });
    const std::vector<MediaId> ids{media};
    refused("facts", [&] { set_facts(tx, foreign, std::vector{FactsOfMedia{media, {}, ""}}); });
    refused("unreadable", [&] { set_unreadable(tx, foreign, media, {}, {}); });
    refused("favorite", [&] { set_favorite(tx, foreign, ids, true); });
    Answer a;
    a.answer_id = AnswerId::make();
    a.media_id = media;
    a.method = camtrap::ClassificationMethod::human;
    refused("answer", [&] { append_answers(tx, foreign, std::vector{a}); });
    refused("retract", [&] { retract_batch(tx, foreign, batch, BatchId::make(), stranger, Whose::anybodys, at(30)); });
    refused("observations", [&] { replace_observations(tx, foreign, std::vector{MediaConsensus{media, "none", {}}}); });
    const std::vector<UploadFileId> one_file{file};
    refused("verify", [&] { mark_verified(tx, foreign, upload, one_file); });
    refused("damaged", [&] { mark_damaged(tx, foreign, upload, file, {}); });
    EXPECT_FALSE(complete_upload(tx, foreign, upload, 1).done);
    EXPECT_FALSE(finish_verification(tx, foreign, upload));
    reopen_upload(tx, foreign, upload);
    refused("export", [&] { record_export(tx, foreign, "camtrap-dp", at(40)); });
    refused("retry", [&] { retry_dead(tx, foreign); });
    refused("update project", [&] { update_project(tx, foreign, {}); });
    refused("delete project", [&] { delete_project(tx, foreign); });
    refused("set member", [&] { set_project_member(tx, foreign, "stranger@example.org", 4); });
    refused("remove member", [&] { remove_project_member(tx, foreign, owner); });
    EXPECT_FALSE(follow_media_bounds(tx, foreign, deployment));
    const std::vector<CapturedAt> times{{media, at(0)}};
    EXPECT_EQ(set_captured_at(tx, foreign, times), 0);
    tx.commit();
    for (const auto& [what, n] : seen_by(for_system)) {
        if (what != "members") {
            EXPECT_GT(n, 0U) << what;
        }
    }
}

TEST_F(Access, every_query_below_a_project_asks_for_permission) {
    // The few that do not: what is asked for by its own secret or hash, the queue of the workers, what the operator
    // alone does at the machine, and parts of a function that has asked before.
    const std::vector<std::string> free{"create_account",
                                        "account_by_email",
                                        "account_by_id",
                                        "set_password_hash",
                                        "any_account",
                                        "create_session",
                                        "session_by_hash",
                                        "extend_session",
                                        "delete_session",
                                        "delete_sessions_of",
                                        "delete_expired_sessions",
                                        "create_token",
                                        "list_tokens",
                                        "delete_token",
                                        "account_by_token",
                                        "create_organisation",
                                        "list_organisations",
                                        "organisation_by_id",
                                        "lock_organisation",
                                        "count_other_owners",
                                        "role_in_project",
                                        "moment_of_transaction",
                                        "role_in_organisation",
                                        "list_projects",
                                        "project_holds_media",
                                        "touch_project",
                                        "planner_knows_upload_files",
                                        "analyze_upload_files",
                                        "await_media_writers",
                                        "enqueue",
                                        "enqueue_unclassified",
                                        "claim_jobs",
                                        "claim_alike",
                                        "enqueue_never_looked_at",
                                        "renew_leases",
                                        "finish_jobs",
                                        "fail_job",
                                        "release_jobs",
                                        "reclaim_expired",
                                        "job_counts",
                                        "list_blobs",
                                        "known_blobs",
                                        "forget_done",
                                        "use_camera_key",
                                        "lock_camera_key",
                                        "set_camera_upload",
                                        "count_camera_use",
                                        "count_camera_file",
                                        "set_organisation_quota",
                                        "media_with_proxies"};
    for (const auto& [name, query] : queries()) {
        if (std::ranges::find(free, name) != free.end()) continue;
        EXPECT_TRUE(query.text.find("project_allows(") != std::string::npos ||
                    query.text.find("organisation_allows(") != std::string::npos)
            << name;
    }
}

}  // namespace
}  // namespace serow::catalog::test
