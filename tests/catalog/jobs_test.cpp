#include "catalog/jobs.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <thread>

#include "catalog/answers.h"
#include "catalog/projects.h"
#include "catalog/world.h"

namespace serow::catalog::test {
namespace {

using namespace std::chrono_literals;

class Jobs : public World {
protected:
    const std::vector<std::string> kinds{"read_media", "classify_media"};

    std::int64_t put(const std::vector<NewJob>& jobs) {
        return catalog.transaction([&](Transaction& tx) { return enqueue(tx, jobs); });
    }
    std::int64_t put(const std::string& subject, int priority = 0) {
        return put(std::vector<NewJob>{{project, "read_media", subject, priority, 0ms}});
    }
    std::vector<Job> claim(const std::string& worker, int n, std::chrono::milliseconds lease = 60s) {
        return catalog.transaction([&](Transaction& tx) { return claim_jobs(tx, worker, kinds, n, lease); });
    }
    JobCounts counts() {
        return catalog.transaction([&](Transaction& tx) { return job_counts(tx); });
    }
    std::string fail(const std::string& worker, JobId id, const RetryRule& rule) {
        return catalog.transaction(
            [&](Transaction& tx) { return fail_job(tx, worker, id, {Code::unreadable, "broken"}, rule); });
    }
};

TEST_F(Jobs, the_same_work_is_queued_once_and_again_when_it_runs) {
    EXPECT_EQ(put("a"), 1);
    EXPECT_EQ(put("a"), 0);
    EXPECT_EQ(put({{project, "read_media", "b", 0, 0ms}, {project, "read_media", "b", 3, 0ms}}), 1);
    EXPECT_EQ(counts().queued, 2);
    const auto taken = claim("w", 1);
    ASSERT_EQ(taken.size(), 1U);
    EXPECT_EQ(taken[0].subject, "b");  // the greater priority of the two was kept
    EXPECT_EQ(taken[0].attempts, 1);
    EXPECT_EQ(put("b"), 1);  // what changed after the start of a job asks for another
}

TEST_F(Jobs, more_of_the_same_kind_and_project_are_taken_together) {
    put({{project, "read_media", "a", 1, 0ms},
         {project, "classify_media", "b", 0, 0ms},
         {project, "read_media", "c", 0, 0ms},
         {project, "read_media", "later", 0, 1h},
         {project, "read_media", "d", 0, 0ms}});
    const auto first = claim("w", 1);
    ASSERT_EQ(first.at(0).subject, "a");
    const auto more = [&](int n) {
        std::set<std::string> subjects;
        for (const auto& job :
             catalog.transaction([&](Transaction& tx) { return claim_alike(tx, "w", first[0], n, 60s); }))
            subjects.insert(job.subject);
        return subjects;
    };
    EXPECT_EQ(more(7), (std::set<std::string>{"c", "d"}));
    EXPECT_TRUE(more(7).empty());
    EXPECT_EQ(counts().running, 3);
}

TEST_F(Jobs, what_was_tried_before_is_not_taken_along_with_others) {
    put("a");
    const auto first = claim("w", 1);
    EXPECT_EQ(fail("w", first.at(0).job_id, {3, 0ms, 0ms}), "queued");
    put("b");
    put("c");
    const auto fresh = claim("w", 3);  // a by itself, as any other
    ASSERT_EQ(fresh.size(), 3U);
    catalog.transaction([&](Transaction& tx) {
        for (const auto& job : fresh)
            if (job.subject != "c") fail_job(tx, "w", job.job_id, {Code::unreadable, "broken"}, {3, 0ms, 0ms});
    });
    const auto& c = *std::ranges::find(fresh, "c", &Job::subject);
    const auto more = catalog.transaction([&](Transaction& tx) { return claim_alike(tx, "w", c, 9, 60s); });
    EXPECT_TRUE(more.empty());
    EXPECT_EQ(claim("w", 9).size(), 2U);
}

TEST_F(Jobs, photos_are_taken_together_and_videos_one_by_one) {
    std::vector<NewJob> jobs;
    const auto video = add_media(1, "video");
    for (const auto id : {add_media(2), add_media(3), video, add_media(4)})
        jobs.push_back({project, "classify_media", id.text(), 0, 0ms});
    put(jobs);
    const auto more = [&](const Job& first) {
        std::set<std::string> subjects;
        for (const auto& job :
             catalog.transaction([&](Transaction& tx) { return claim_alike(tx, "w", first, 9, 60s, true); }))
            subjects.insert(job.subject);
        return subjects;
    };
    Job of_video;
    of_video.project_id = project;
    of_video.kind = "classify_media";
    of_video.subject = video.text();
    EXPECT_TRUE(more(of_video).empty());
    Job of_photo = of_video;
    of_photo.subject = jobs[0].subject;
    EXPECT_EQ(more(of_photo), (std::set<std::string>{jobs[0].subject, jobs[1].subject, jobs[3].subject}));
    EXPECT_EQ(claim("w", 9).at(0).subject, video.text());
}

TEST_F(Jobs, photos_of_one_run_are_taken_together_and_not_with_those_of_another) {
    const auto run = ModelRunId::make().text(), other = ModelRunId::make().text();
    const auto video = add_media(1, "video");
    const auto photo = add_media(2), second = add_media(3);
    std::vector<NewJob> jobs;
    for (const auto& of : {run, other})
        for (const auto id : {photo, second, video})
            jobs.push_back({project, "look_at_run", of + " " + id.text(), 0, 0ms});
    put(jobs);
    Job first;
    first.project_id = project;
    first.kind = "look_at_run";
    first.subject = run + " " + photo.text();
    std::set<std::string> subjects;
    for (const auto& job :
         catalog.transaction([&](Transaction& tx) { return claim_alike(tx, "w", first, 9, 60s, true); }))
        subjects.insert(job.subject);
    EXPECT_EQ(subjects, (std::set<std::string>{jobs[0].subject, jobs[1].subject}));
    first.subject = other + " " + video.text();
    EXPECT_TRUE(catalog.transaction([&](Transaction& tx) { return claim_alike(tx, "w", first, 9, 60s, true); }).empty())
        << "nothing goes with a video";
}

TEST_F(Jobs, eight_workers_at_once_take_every_job_exactly_once) {
    std::vector<NewJob> jobs;
    for (int i = 0; i < 600; ++i) jobs.push_back({project, "classify_media", std::to_string(i), i % 3, 0ms});
    ASSERT_EQ(put(jobs), 600);
    std::mutex mutex;
    std::multiset<std::string> taken;
    {
        std::vector<std::jthread> workers;
        for (int w = 0; w < 8; ++w)
            workers.emplace_back([&, w] {
                const auto name = "worker " + std::to_string(w);
                while (counts().queued > 0) {
                    for (const auto& job : claim(name, 7)) {
                        const auto done = catalog.transaction(
                            [&](Transaction& tx) { return finish_jobs(tx, name, std::vector{job.job_id}) == 1; });
                        EXPECT_TRUE(done);
                        const std::scoped_lock lock(mutex);
                        taken.insert(job.subject);
                    }
                }
            });
    }
    EXPECT_EQ(taken.size(), 600U);
    EXPECT_EQ(std::set<std::string>(taken.begin(), taken.end()).size(), 600U);
    EXPECT_EQ(counts().queued + counts().running + counts().dead, 0);
}

TEST_F(Jobs, a_small_project_does_not_wait_behind_a_large_one) {
    const auto small = ProjectId::make();
    catalog.transaction([&](Transaction& tx) {
        Project p;
        p.project_id = small;
        p.organisation_id = organisation;
        p.title = "Small";
        create_project(tx, scope.viewer, p);
    });
    std::vector<NewJob> jobs;
    for (int i = 0; i < 100; ++i) jobs.push_back({project, "read_media", std::to_string(i), 9, 0ms});
    put(jobs);
    ASSERT_EQ(claim("w1", 5).size(), 5U);  // the large one has five running
    put({{small, "read_media", "x", 0, 0ms}, {small, "read_media", "y", 0, 0ms}});
    std::map<ProjectId, int> taken;
    for (const auto& job : claim("w2", 4)) ++taken[job.project_id];
    EXPECT_EQ(taken[small], 2);
    EXPECT_EQ(taken[project], 2);
}

TEST_F(Jobs, priority_goes_first_within_a_project_and_what_is_due_later_waits) {
    put({{project, "read_media", "low", 0, 0ms},
         {project, "read_media", "high", 5, 0ms},
         {project, "read_media", "later", 9, 1h},
         {project, "other_kind", "not ours", 9, 0ms}});
    const auto taken = claim("w", 10);
    std::vector<std::string> subjects;
    for (const auto& job : taken) subjects.push_back(job.subject);
    std::ranges::sort(subjects);
    EXPECT_EQ(subjects, (std::vector<std::string>{"high", "low"}));
}

TEST_F(Jobs, a_job_whose_worker_vanished_is_taken_again_and_dies_after_its_attempts) {
    put("a");
    const RetryRule twice{.attempts = 2};
    const auto reclaim = [&] {
        return catalog.transaction([&](Transaction& tx) { return reclaim_expired(tx, twice); });
    };
    const auto first = claim("w1", 1, -1s);
    ASSERT_EQ(first.size(), 1U);
    EXPECT_EQ(reclaim(), 1);
    EXPECT_EQ(counts().queued, 1);
    // The one that lost it learns so.
    EXPECT_FALSE(
        catalog.transaction([&](Transaction& tx) { return finish_jobs(tx, "w1", std::vector{first[0].job_id}) == 1; }));
    const auto second = claim("w2", 1, -1s);
    ASSERT_EQ(second.size(), 1U);
    EXPECT_EQ(second[0].attempts, 2);
    EXPECT_EQ(reclaim(), 1);
    EXPECT_EQ(counts().dead, 1);
    const auto dead = catalog.transaction([&](Transaction& tx) { return dead_jobs(tx, scope, 10); });
    ASSERT_EQ(dead.size(), 1U);
    EXPECT_EQ(dead[0].problem_code, "interrupted");
    EXPECT_NE(dead[0].problem_detail.find("w2"), std::string::npos);
}

TEST_F(Jobs, a_lease_that_is_renewed_is_not_reclaimed) {
    put("a");
    const auto job = claim("w", 1, -1s).at(0);
    const std::vector<JobId> ids{job.job_id};
    EXPECT_EQ(catalog.transaction([&](Transaction& tx) { return renew_leases(tx, "w", ids, 60s); }), ids);
    EXPECT_TRUE(catalog.transaction([&](Transaction& tx) { return renew_leases(tx, "other", ids, 60s); }).empty());
    EXPECT_EQ(catalog.transaction([&](Transaction& tx) { return reclaim_expired(tx); }), 0);
}

TEST_F(Jobs, a_failure_waits_longer_each_time_then_is_dead_until_retried) {
    put("a");
    const RetryRule rule{.attempts = 3, .first_delay = 100s, .longest_delay = 150s};
    const auto seconds_to_wait = [&] {
        const auto rows = Connection(url).execute(
            "select round(extract(epoch from run_after - now()))::integer as s from job where state = 'queued'");
        return rows[0].as<int>("s");
    };
    const auto make_due = [&] { Connection(url).execute("update job set run_after = now() where state = 'queued'"); };
    EXPECT_EQ(fail("w", claim("w", 1).at(0).job_id, rule), "queued");
    EXPECT_NEAR(seconds_to_wait(), 100, 2);
    make_due();
    EXPECT_EQ(fail("w", claim("w", 1).at(0).job_id, rule), "queued");
    EXPECT_NEAR(seconds_to_wait(), 150, 2);  // 200 s cut to the longest delay
    make_due();
    EXPECT_EQ(fail("w", claim("w", 1).at(0).job_id, rule), "dead");
    EXPECT_EQ(fail("w", JobId::make(), rule), "");
    EXPECT_EQ(counts().dead, 1);
    EXPECT_EQ(catalog.transaction([&](Transaction& tx) { return retry_dead(tx, scope); }), 1);
    EXPECT_EQ(counts().dead, 0);
    const auto again = claim("w", 1).at(0);
    EXPECT_EQ(again.attempts, 1);
    EXPECT_TRUE(
        catalog.transaction([&](Transaction& tx) { return finish_jobs(tx, "w", std::vector{again.job_id}) == 1; }));
}

TEST_F(Jobs, twins_never_block_each_other) {
    put("a");
    const auto first = claim("w1", 1, -1s).at(0);
    put("a");
    const auto second = claim("w2", 1, -1s).at(0);
    ASSERT_NE(first.job_id, second.job_id);
    // Both workers vanish: the work is queued once.
    EXPECT_EQ(catalog.transaction([&](Transaction& tx) { return reclaim_expired(tx); }), 2);
    EXPECT_EQ(counts().queued, 1);
    const auto third = claim("w3", 1).at(0);
    put("a");
    EXPECT_EQ(fail("w3", third.job_id, {}), "done");  // the queued twin does it
    EXPECT_EQ(counts().queued, 1);
}

TEST_F(Jobs, a_worker_that_ends_in_order_gives_its_jobs_back_uncounted) {
    put("a");
    put("b");
    ASSERT_EQ(claim("w", 2).size(), 2U);
    EXPECT_EQ(catalog.transaction([&](Transaction& tx) { return release_jobs(tx, "w"); }), 2);
    for (const auto& job : claim("v", 2)) EXPECT_EQ(job.attempts, 1);
}

TEST_F(Jobs, one_of_several_is_given_back_uncounted) {
    put("a");
    put("b");
    const auto mine = claim("w", 2);
    ASSERT_EQ(mine.size(), 2U);
    EXPECT_EQ(
        catalog.transaction([&](Transaction& tx) { return release_jobs(tx, "v", std::span(&mine[0].job_id, 1)); }), 0);
    EXPECT_EQ(
        catalog.transaction([&](Transaction& tx) { return release_jobs(tx, "w", std::span(&mine[0].job_id, 1)); }), 1);
    const auto again = claim("v", 2);
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again[0].job_id, mine[0].job_id);
    EXPECT_EQ(again[0].attempts, 1);
}

TEST_F(Jobs, when_a_model_comes_what_was_never_classified_is_queued_once) {
    const auto seen = add_media(1);
    add_media(2);
    add_media(3, "other");
    add_received();
    catalog.transaction([&](Transaction& tx) {
        Answer a;
        a.answer_id = AnswerId::make();
        a.batch_id = BatchId::make();
        a.media_id = seen;
        a.model = "m 1";
        a.answered_at = at(100);
        append_answers(tx, for_system, std::vector{a});
    });
    const auto queue = [&] {
        return catalog.transaction([&](Transaction& tx) { return enqueue_unclassified(tx, "classify_media", 1); });
    };
    EXPECT_EQ(queue(), 1);
    EXPECT_EQ(queue(), 0);
    ASSERT_EQ(claim("w", 5).size(), 1U);
    EXPECT_EQ(queue(), 0);
}

TEST_F(Jobs, done_jobs_are_forgotten_in_time) {
    put("a");
    const auto job = claim("w", 1).at(0);
    catalog.transaction([&](Transaction& tx) { finish_jobs(tx, "w", std::vector{job.job_id}); });
    EXPECT_EQ(catalog.transaction([&](Transaction& tx) { return forget_done(tx, 1h); }), 0);
    EXPECT_EQ(catalog.transaction([&](Transaction& tx) { return forget_done(tx, -1s); }), 1);
}

}  // namespace
}  // namespace serow::catalog::test
