// The queue. Times are the database's, so that workers on several machines agree.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "catalog/access.h"

namespace serow::catalog {

struct NewJob {
    ProjectId project_id;
    std::string kind;     // read_media classify_media group_events …
    std::string subject;  // what it works on: an id
    int priority = 0;     // greater first
    std::chrono::milliseconds delay{0};
};

struct Job {
    JobId job_id;
    ProjectId project_id;
    std::string kind;
    std::string subject;
    std::string state;  // queued running done dead
    int priority = 0;
    int attempts = 0;  // counted when taken, so that a crash of the worker counts
    std::string worker;
    std::string problem_code, problem_detail;
    Instant created_at, run_after;
    std::optional<Instant> lease_until, finished_at;
};

struct RetryRule {
    int attempts = 5;                                                 // then dead
    std::chrono::milliseconds first_delay = std::chrono::seconds(5);  // doubled each time,
    std::chrono::milliseconds longest_delay = std::chrono::hours(1);  // up to this
};

// Work that is queued already is not queued again (its priority and time become the more urgent of the
// two). Gives how many are new. Commit, then call notify() listeners as you like.
std::int64_t enqueue(Transaction& tx, std::span<const NewJob> jobs);
// classify_media for every ready, unclassified media of all projects that has no such job waiting,
// running or dead: when a model has come.
std::int64_t enqueue_unclassified(Transaction& tx, std::string_view kind, int priority);

// Takes up to `n` jobs of these kinds until now() + lease. Fair: projects take turns, the one with
// fewest running jobs first; within a project by priority, then run_after. No job is given to two.
// Commit at once, then work.
std::vector<Job> claim_jobs(Transaction& tx, std::string_view worker, std::span<const std::string> kinds, int n,
                            std::chrono::milliseconds lease);
// Up to `n` more of the same project and kind as `job`, for work that is cheaper done together. None that was tried
// before: a file that ends its worker is then by itself, and takes no others along. `photos_alone`: the jobs are about
// media, whose id ends their subjects, and videos take long; then only photos, of subjects that begin as that of `job`,
// and none where `job` is about a video.
std::vector<Job> claim_alike(Transaction& tx, std::string_view worker, const Job& job, int n,
                             std::chrono::milliseconds lease, bool photos_alone = false);
// Those of the jobs that this worker still holds; the others were taken from it.
std::vector<JobId> renew_leases(Transaction& tx, std::string_view worker, std::span<const JobId> job_ids,
                                std::chrono::milliseconds lease);
// Done. How many were still this worker's: of others the lease ran out, and the work may be done twice. Dead jobs for
// the same work go.
std::int64_t finish_jobs(Transaction& tx, std::string_view worker, std::span<const JobId> job_ids);
// Queued again after a delay, or dead after rule.attempts. The state it has now; "" where it is no
// longer this worker's.
std::string fail_job(Transaction& tx, std::string_view worker, JobId job_id, const Problem& why,
                     const RetryRule& rule = {});
// Given back unworked (the worker ends in order, or what it works with is gone): queued at once, the attempt not
// counted. Without `job_ids` all that it holds.
std::int64_t release_jobs(Transaction& tx, std::string_view worker, std::span<const JobId> job_ids = {});
// Jobs whose lease ran out: queued again, or dead. How many.
std::int64_t reclaim_expired(Transaction& tx, const RetryRule& rule = {});

struct JobCounts {
    std::int64_t queued = 0, running = 0, dead = 0;
};
// Of all projects: is the queue empty?
JobCounts job_counts(Transaction& tx);
// Newest first.
std::vector<Job> dead_jobs(Transaction& tx, const Scope& scope, int limit);
// Queues the dead ones again, their attempts forgotten. How many.
std::int64_t retry_dead(Transaction& tx, const Scope& scope);
std::vector<Job> jobs_about(Transaction& tx, const Scope& scope, std::string_view subject);  // oldest first
// Forgets done jobs that finished longer ago.
std::int64_t forget_done(Transaction& tx, std::chrono::milliseconds age);

}  // namespace serow::catalog
