// Progress, rows for numbers, exports, and one media's whole life.
#include <algorithm>

#include "catalog/answers.h"
#include "catalog/events.h"
#include "catalog/export_rows.h"
#include "catalog/file_signs.h"
#include "catalog/jobs.h"
#include "catalog/life.h"
#include "catalog/media_times.h"
#include "catalog/progress.h"
#include "catalog/summaries.h"
#include "catalog/upload_files.h"
#include "catalog/uploads.h"
#include "catalog/world.h"

namespace serow::catalog::test {
namespace {

using namespace std::chrono_literals;

class Reading : public World {
protected:
    void say(MediaId media, const std::string& consensus, const std::vector<Observation>& observations) {
        catalog.transaction([&](Transaction& tx) {
            replace_observations(tx, scope, std::vector{MediaConsensus{media, consensus, observations}});
        });
    }
    static Observation seen(camtrap::ObservationType type, const std::string& name, std::optional<int> count,
                            camtrap::ClassificationMethod method) {
        Observation o;
        o.observation_type = type;
        o.scientific_name = name;
        o.count = count;
        o.classification_method = method;
        o.classified_by = "x";
        o.classified_at = at(0);
        return o;
    }
};

TEST_F(Reading, progress_counts_media_and_jobs_and_names_what_failed) {
    const auto a = add_media(1), broken = add_received(), given_up = add_media(2);
    add_received();
    catalog.transaction([&](Transaction& tx) {
        set_unreadable(tx, scope, broken, {Code::unreadable, "The file ends early."}, {});
        enqueue(tx, std::vector<NewJob>{{project, "classify_media", given_up.text(), 9, 0ms},
                                        {project, "group_events", deployment.text(), 5, 0ms},
                                        {project, "read_media", "x", 0, 0ms}});
    });
    say(a, "human", {});
    catalog.transaction([&](Transaction& tx) {
        const std::vector<std::string> kinds{"classify_media", "group_events"};
        for (const auto& job : claim_jobs(tx, "w", kinds, 2, 60s))
            if (job.kind == "classify_media")
                fail_job(tx, "w", job.job_id, {Code::timeout, "Too slow."}, {.attempts = 1});
    });
    auto tx = catalog.begin();
    const auto p = progress_of(tx, scope);
    EXPECT_EQ(p.media, 4);
    EXPECT_EQ(p.ready, 2);
    EXPECT_EQ(p.unreadable, 1);
    EXPECT_EQ(p.classified, 0);
    EXPECT_EQ(p.reviewed, 1);
    EXPECT_EQ(p.waiting, 1);
    EXPECT_EQ(p.running, 1);
    EXPECT_EQ(p.dead, 1);
    ASSERT_EQ(p.problems.size(), 2U);
    EXPECT_EQ(p.problems[0].media_id, broken.text());
    EXPECT_EQ(p.problems[0].code, "unreadable");
    EXPECT_EQ(p.problems[1].media_id, given_up.text());
    EXPECT_EQ(p.problems[1].detail, "classify_media: Too slow.");
    EXPECT_EQ(unreviewed_media(tx, scope), 1);
}

TEST_F(Reading, of_media_read_together_each_has_its_own_facts) {
    MediaFacts full;
    full.file_mediatype = "video/mp4";
    full.kind = "video";
    full.width = 1920;
    full.height = 1080;
    full.duration_s = 12.5;
    full.frame_rate = 29.97;
    full.camera_time = *parse_camera_time("2024-05-01T08:00:10");
    full.camera_time_source = "exif";
    full.captured_at = at(10);
    full.make = "RECONYX";
    full.model = "HF2X";
    full.serial = "H600 \"7\"";
    full.temperature_c = -3.5;
    full.sequence_number = 2;
    full.sequence_total = 3;
    full.warnings = {"The clock was set back.", "x,y {\"z\"}"};
    full.has_renditions = true;
    full.light = camtrap::Light::infrared;
    full.brightness = 100.5;
    full.contrast = 20.25;
    full.battery_v = 5.5;
    full.view_signature = {0, 127, 255};
    MediaFacts bare;
    bare.file_mediatype = "image/png";
    bare.kind = "image";
    bare.captured_at = at(20);
    const auto a = add_received(), b = add_received();
    catalog.transaction([&](Transaction& tx) {
        set_facts(tx, scope,
                  std::vector{FactsOfMedia{a, full, R"({"Image":{"Make":"RECONYX"}})"}, FactsOfMedia{b, bare, ""}});
    });
    auto tx = catalog.begin();
    const auto of_a = media_by_id(tx, scope, a).value(), of_b = media_by_id(tx, scope, b).value();
    EXPECT_EQ(of_a.state, "ready");
    EXPECT_EQ(of_a.facts.file_mediatype, "video/mp4");
    EXPECT_EQ(of_a.facts.kind, "video");
    EXPECT_EQ(of_a.facts.width, 1920);
    EXPECT_EQ(of_a.facts.height, 1080);
    EXPECT_EQ(of_a.facts.duration_s, 12.5);
    EXPECT_EQ(of_a.facts.frame_rate, 29.97);
    EXPECT_EQ(of_a.facts.camera_time, full.camera_time);
    EXPECT_EQ(of_a.facts.camera_time_source, "exif");
    EXPECT_EQ(of_a.facts.captured_at, at(10));
    EXPECT_EQ(of_a.facts.make, "RECONYX");
    EXPECT_EQ(of_a.facts.model, "HF2X");
    EXPECT_EQ(of_a.facts.serial, full.serial);
    EXPECT_EQ(of_a.facts.temperature_c, -3.5);
    EXPECT_EQ(of_a.facts.sequence_number, 2);
    EXPECT_EQ(of_a.facts.sequence_total, 3);
    EXPECT_EQ(of_a.facts.warnings, full.warnings);
    EXPECT_TRUE(of_a.facts.has_renditions);
    EXPECT_EQ(exif_of(tx, scope, a), R"({"Image": {"Make": "RECONYX"}})");
    EXPECT_EQ(of_b.facts.file_mediatype, "image/png");
    EXPECT_EQ(of_b.facts.width, std::nullopt);
    EXPECT_EQ(of_b.facts.temperature_c, std::nullopt);
    EXPECT_TRUE(of_b.facts.warnings.empty());
    EXPECT_FALSE(of_b.facts.has_renditions);
    EXPECT_EQ(exif_of(tx, scope, b), "");
    const auto times = media_times(tx, scope, deployment);
    ASSERT_EQ(times.size(), 2U);
    EXPECT_EQ(times[0].light, camtrap::Light::infrared);
    EXPECT_EQ(times[1].light, std::nullopt);
    const auto signs = file_signs(tx, scope, deployment);
    ASSERT_EQ(signs.size(), 2U);
    EXPECT_EQ(signs[0].brightness, 100.5);
    EXPECT_EQ(signs[0].contrast, 20.25);
    EXPECT_EQ(signs[0].battery_v, 5.5);
    EXPECT_EQ(signs[0].view_signature, full.view_signature);
    EXPECT_EQ(signs[1].brightness, std::nullopt);
    EXPECT_TRUE(signs[1].view_signature.empty());
    // One that is gone: nothing is written of the other either.
    EXPECT_EQ(problem_of([&] {
                  catalog.transaction([&](Transaction& gone) {
                      set_facts(gone, scope,
                                std::vector{FactsOfMedia{b, full, ""}, FactsOfMedia{MediaId::make(), bare, ""}});
                  });
              }).code,
              Code::not_found);
    EXPECT_EQ(catalog.transaction([&](Transaction& now) { return media_by_id(now, scope, b)->facts.kind; }), "image");
}

TEST_F(Reading, records_are_one_taxon_on_one_media_with_counts_added) {
    const auto machine = camtrap::ClassificationMethod::machine, human = camtrap::ClassificationMethod::human;
    const auto a = add_media(10), b = add_media(20), c = add_media(30);
    say(a, "machine",
        {seen(camtrap::ObservationType::animal, "Budorcas taxicolor", {}, machine),
         seen(camtrap::ObservationType::animal, "Budorcas taxicolor", 2, machine)});
    say(b, "human",
        {seen(camtrap::ObservationType::animal, "Budorcas taxicolor", 4, human),
         seen(camtrap::ObservationType::animal, "Cervus nippon", 1, human)});
    say(c, "human", {seen(camtrap::ObservationType::human, "Homo sapiens", 1, human)});
    say(add_media_without_time(), "human", {seen(camtrap::ObservationType::animal, "Cervus nippon", 1, human)});
    auto tx = catalog.begin();
    const auto all = taxon_records(tx, scope, Counted::everything);
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[0].media_id, a);
    EXPECT_EQ(all[0].count, 3);
    EXPECT_EQ(all[0].captured_at, at(10));
    EXPECT_EQ(all[0].time_zone, "Asia/Shanghai");
    EXPECT_EQ(all[1].media_id, b);
    EXPECT_EQ(all[2].scientific_name, "Cervus nippon");
    EXPECT_EQ(taxon_records(tx, scope, Counted::only_human).size(), 2U);
    EXPECT_EQ(taxon_records(tx, scope, Counted::everything, "Cervus nippon").size(), 1U);
    const auto spans = deployment_spans(tx, scope);
    ASSERT_EQ(spans.size(), 1U);
    EXPECT_EQ(spans[0].deployment_start, at(-3600));
}

TEST_F(Reading, an_export_streams_more_than_one_batch_in_order_and_in_one_moment) {
    // More rows than a batch holds, made in the database.
    Connection(url).execute(
        "with b as (insert into blob (sha256, bytes) select encode(sha256(n::text::bytea), 'hex'), 1 from"
        " generate_series(1, 4500) n returning sha256)"
        " insert into media (project_id, media_id, deployment_id, sha256, bytes, file_path, file_name, state,"
        " captured_at, exif) select d.project_id, gen_random_uuid(), d.deployment_id, b.sha256, 1, 'p', 'p', 'ready',"
        " '2024-05-01'::timestamptz + (row_number() over () % 7) * interval '1 hour', '{\"Image\":{}}'"
        " from b, deployment d");
    add_media_without_time();
    auto tx = catalog.begin(Isolation::snapshot);
    std::size_t deployments = 0;
    each_deployment(tx, scope, [&](const Deployment&) { ++deployments; });
    add_media(99);  // after the snapshot: not of this export
    std::vector<std::pair<Instant, MediaId>> order;
    each_media(tx, scope, [&](const Media& media, const std::string& exif) {
        order.emplace_back(*media.facts.captured_at, media.media_id);
        EXPECT_EQ(exif, "{\"Image\": {}}");
    });
    EXPECT_EQ(deployments, 1U);
    EXPECT_EQ(order.size(), 4500U);
    EXPECT_TRUE(std::ranges::is_sorted(order));
}

TEST_F(Reading, exported_observations_follow_their_media) {
    const auto human = camtrap::ClassificationMethod::human;
    const auto late = add_media(50), early = add_media(40);
    say(late, "human",
        {seen(camtrap::ObservationType::animal, "A", 1, human), seen(camtrap::ObservationType::animal, "B", 1, human)});
    say(early, "human", {seen(camtrap::ObservationType::blank, "", 1, human)});
    catalog.transaction([&](Transaction& tx) {
        replace_events(tx, scope, deployment, std::vector<EventGroup>{{at(40), at(50), {early, late}}});
    });
    auto tx = catalog.begin(Isolation::snapshot);
    std::vector<std::pair<MediaId, int>> order;
    each_observation(tx, scope, [&](const Observation& o) {
        order.emplace_back(o.media_id, o.ordinal);
        EXPECT_EQ(o.event_start, at(40));
        EXPECT_EQ(o.event_end, at(50));
    });
    EXPECT_EQ(order, (std::vector<std::pair<MediaId, int>>{{early, 0}, {late, 0}, {late, 1}}));
}

TEST_F(Reading, a_life_tells_everything_from_the_card_to_the_votes) {
    Upload u;
    u.upload_id = UploadId::make();
    u.deployment_id = deployment;
    u.account_id = owner;
    u.name = "card 12";
    const auto media = catalog.transaction([&](Transaction& tx) {
        create_upload(tx, scope, u);
        const std::vector<AnnouncedFile> files{{"DCIM/A.JPG", 5, hash_of(1), at(3)}};
        const auto file = announce_files(tx, scope, u.upload_id, files).at(0);
        const auto id = receive_file(tx, scope, file.upload_file_id, "read_media", 10).media_id;
        MediaFacts facts;
        facts.file_mediatype = "image/jpeg";
        facts.kind = "image";
        facts.width = 2048;
        facts.camera_time = *parse_camera_time("2024-05-01T08:00:10");
        facts.camera_time_source = "exif";
        facts.captured_at = at(10);
        facts.warnings = {"The clock was set back.", "x,y"};
        facts.temperature_c = -3.5;
        set_facts(tx, scope, std::vector{FactsOfMedia{id, facts, R"({"Image":{"Make":"RECONYX"}})"}});
        replace_events(tx, scope, deployment, std::vector<EventGroup>{{at(10), at(10), {id}}});
        Answer a;
        a.answer_id = AnswerId::make();
        a.batch_id = BatchId::make();
        a.media_id = id;
        a.model = "m 1";
        a.answered_at = at(60);
        append_answers(tx, scope, std::vector{a});
        return id;
    });
    say(media, "machine", {seen(camtrap::ObservationType::blank, "", 1, camtrap::ClassificationMethod::machine)});
    auto tx = catalog.begin();
    const auto life = life_of(tx, scope, media);
    ASSERT_TRUE(life.has_value());
    EXPECT_EQ(life->project.title, "Takin survey");
    EXPECT_EQ(life->media.facts.width, 2048);
    EXPECT_EQ(life->media.facts.camera_time, parse_camera_time("2024-05-01T08:00:10"));
    EXPECT_EQ(life->media.facts.warnings, (std::vector<std::string>{"The clock was set back.", "x,y"}));
    EXPECT_EQ(life->media.facts.temperature_c, -3.5);
    EXPECT_EQ(life->media.file_modified_at, at(3));
    EXPECT_NE(life->exif.find("RECONYX"), std::string::npos);
    EXPECT_EQ(life->deployment.location_name, "P01");
    ASSERT_EQ(life->card_files.size(), 1U);
    EXPECT_EQ(life->card_files[0].path, "DCIM/A.JPG");
    EXPECT_EQ(life->card_files[0].state, "stored");
    EXPECT_EQ(life->card_files[0].upload_name, "card 12");
    EXPECT_EQ(life->card_files[0].account_name, "Name of owner@example.org");
    EXPECT_TRUE(life->blob_created_at.has_value());
    EXPECT_EQ(life->event->event_start, at(10));
    EXPECT_EQ(life->answers.size(), 1U);
    EXPECT_EQ(life->observations.size(), 1U);
    EXPECT_EQ(life->jobs.size(), 1U);
    EXPECT_EQ(find_media(tx, scope.viewer, hash_of(1))->media_id, media);
    EXPECT_FALSE(find_media(tx, foreign.viewer, hash_of(1)).has_value());
    EXPECT_FALSE(find_media(tx, scope.viewer, "neither").has_value());
}

}  // namespace
}  // namespace serow::catalog::test
