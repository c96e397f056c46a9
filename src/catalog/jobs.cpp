#include "catalog/jobs.h"

namespace serow::catalog {
namespace {

Job read_job(const Row& row) {
    Job j;
    row.read("job_id", j.job_id)
        .read("project_id", j.project_id)
        .read("kind", j.kind)
        .read("subject", j.subject)
        .read("state", j.state)
        .read("priority", j.priority)
        .read("attempts", j.attempts)
        .read("worker", j.worker)
        .read("problem_code", j.problem_code)
        .read("problem_detail", j.problem_detail)
        .read("created_at", j.created_at)
        .read("run_after", j.run_after)
        .read("lease_until", j.lease_until)
        .read("finished_at", j.finished_at);
    return j;
}

JobCounts read_counts(const Row& row) {
    JobCounts c;
    row.read("queued", c.queued).read("running", c.running).read("dead", c.dead);
    return c;
}

}  // namespace

std::int64_t enqueue(Transaction& tx, std::span<const NewJob> jobs) {
    if (jobs.empty()) return 0;
    std::vector<JobId> id;
    std::vector<ProjectId> project;
    std::vector<std::string> kind, subject;
    std::vector<int> priority;
    std::vector<milliseconds> delay;
    for (const auto& job : jobs) {
        id.push_back(JobId::make());
        project.push_back(job.project_id);
        kind.push_back(job.kind);
        subject.push_back(job.subject);
        priority.push_back(job.priority);
        delay.push_back(job.delay);
    }
    return tx.query("enqueue", {id, project, kind, subject, priority, delay})[0].as<std::int64_t>("added");
}

std::int64_t enqueue_unclassified(Transaction& tx, std::string_view kind, int priority) {
    return tx.query("enqueue_unclassified", {kind, priority}).affected();
}

std::vector<Job> claim_jobs(Transaction& tx, std::string_view worker, std::span<const std::string> kinds, int n,
                            std::chrono::milliseconds lease) {
    return collect(tx.query("claim_jobs", {worker, kinds, n, lease}), read_job);
}

std::vector<Job> claim_alike(Transaction& tx, std::string_view worker, const Job& job, int n,
                             std::chrono::milliseconds lease, bool photos_alone) {
    const auto of_photo = photos_alone ? std::optional(job.subject) : std::nullopt;
    return collect(tx.query("claim_alike", {worker, job.project_id, job.kind, n, lease, of_photo}), read_job);
}

std::vector<JobId> renew_leases(Transaction& tx, std::string_view worker, std::span<const JobId> job_ids,
                                std::chrono::milliseconds lease) {
    return collect(tx.query("renew_leases", {worker, job_ids, lease}),
                   [](const Row& row) { return row.as<JobId>("job_id"); });
}

std::int64_t finish_jobs(Transaction& tx, std::string_view worker, std::span<const JobId> job_ids) {
    return tx.query("finish_jobs", {worker, job_ids})[0].as<std::int64_t>("found");
}

std::string fail_job(Transaction& tx, std::string_view worker, JobId job_id, const Problem& why,
                     const RetryRule& rule) {
    const auto rows = tx.query("fail_job", {worker, job_id, facts_of(why.code).word, why.detail, rule.attempts,
                                            rule.first_delay, rule.longest_delay});
    return rows.empty() ? std::string() : rows[0].as<std::string>("state");
}

std::int64_t release_jobs(Transaction& tx, std::string_view worker, std::span<const JobId> job_ids) {
    return tx.query("release_jobs", {worker, job_ids}).affected();
}

std::int64_t reclaim_expired(Transaction& tx, const RetryRule& rule) {
    return tx.query("reclaim_expired", {rule.attempts}).affected();
}

JobCounts job_counts(Transaction& tx) {
    return read_counts(tx.query("job_counts")[0]);
}

std::vector<Job> dead_jobs(Transaction& tx, const Scope& scope, int limit) {
    return collect(tx.query("dead_jobs", scoped(scope, {limit})), read_job);
}

std::int64_t retry_dead(Transaction& tx, const Scope& scope) {
    require(tx, scope);
    return tx.query("retry_dead", scoped(scope))[0].as<std::int64_t>("queued");
}

std::vector<Job> jobs_about(Transaction& tx, const Scope& scope, std::string_view subject) {
    return collect(tx.query("jobs_about", scoped(scope, {subject})), read_job);
}

std::int64_t forget_done(Transaction& tx, std::chrono::milliseconds age) {
    return tx.query("forget_done", {age}).affected();
}

}  // namespace serow::catalog
