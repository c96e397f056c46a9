#include "journeys/run_jobs.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/log.h"
#include "catalog/jobs.h"
#include "catalog/motion.h"
#include "journeys/bulk_answer.h"
#include "journeys/card_receipt.h"
#include "journeys/classify_media.h"
#include "journeys/demo.h"
#include "journeys/describe_crops.h"
#include "journeys/examine_store.h"
#include "journeys/eyes.h"
#include "journeys/find_motion.h"
#include "journeys/group_events.h"
#include "journeys/label_conflicts.h"
#include "journeys/model_choice.h"
#include "journeys/model_runs.h"
#include "journeys/name_by_event.h"
#include "journeys/patient_eyes.h"
#include "journeys/play_video.h"
#include "journeys/prediction_imports.h"
#include "journeys/read_media.h"
#include "journeys/review_order.h"
#include "journeys/settle.h"
#include "journeys/train_project.h"

namespace serow::journeys {
namespace {

using std::chrono::steady_clock;

// The ids of the jobs in hand, whose leases are renewed while they last.
class InHand {
public:
    void add(std::span<const catalog::Job> jobs) {
        const std::scoped_lock lock(mutex_);
        for (const auto& job : jobs) ids_.insert(job.job_id);
    }
    void remove(std::span<const catalog::Job> jobs) {
        const std::scoped_lock lock(mutex_);
        for (const auto& job : jobs) ids_.erase(job.job_id);
    }
    std::vector<JobId> all() {
        const std::scoped_lock lock(mutex_);
        return {ids_.begin(), ids_.end()};
    }

private:
    std::mutex mutex_;
    std::unordered_set<JobId> ids_;
};

template <class T>
T subject_of(const catalog::Job& job) {
    const auto id = T::parse(job.subject);
    if (!id)
        throw Failure(Code::internal,
                      "the job " + job.job_id.text() + " is about \"" + job.subject + "\", which is no id");
    return *id;
}

// How many photos a thread takes at once: as many as take about a second, so that they share the transactions and are
// not waited for. Of each project and run, whose models may be slower than others'.
class Pace {
public:
    int photos_at_once(const catalog::Job& job, int batch) {
        const std::scoped_lock lock(mutex_);
        const auto known = seconds_.find(models_of(job));
        if (known == seconds_.end()) return batch;
        return std::clamp(static_cast<int>(1 / known->second), std::min(batch, most), most);
    }
    void note(std::span<const catalog::Job> jobs, steady_clock::duration took) {
        const double each = std::chrono::duration<double>(took).count() / static_cast<double>(jobs.size());
        const std::scoped_lock lock(mutex_);
        seconds_[models_of(jobs.front())] = std::max(each, 1e-4);
    }

private:
    // By which models it is looked at: the run's or the project's.
    static std::string models_of(const catalog::Job& job) {
        return job.kind == job::look_at_run ? std::string(run_of(job)) : job.project_id.text();
    }

    static constexpr int most = 32;
    std::mutex mutex_;
    std::unordered_map<std::string, double> seconds_;  // a photo, as it was last
};

// One proxy and one training at a time in a worker, so that a card which comes in is not kept waiting by these on all
// threads.
class OneAtATime {
public:
    bool take() { return !taken_.exchange(true); }
    void give_back() { taken_ = false; }

private:
    std::atomic<bool> taken_{false};
};
using Turn = std::unique_ptr<OneAtATime, decltype([](OneAtATime* one) { one->give_back(); })>;

// Photos that these models look at together share what a call to the models costs, and the transaction.
bool looks_at_photos(const catalog::Job& job) {
    return job.kind == job::classify_media || job.kind == job::look_at_run;
}

// What jobs are done with.
struct Tools {
    const House& house;
    const vision::Registry& registry;
    const ProxyMaker& proxies;
    const std::atomic<bool>& stop;
    ChosenEyes& chosen;
    Pace& pace;
};

// Why single ones of the jobs failed, each in its place; empty where all went well.
using JobProblems = std::vector<std::optional<Problem>>;

// The models that the project has chosen; nothing: the service's.
std::shared_ptr<const Eyes> own_eyes(const Tools& tools, ProjectId project) {
    const auto names = tools.house.catalog.transaction(
        [&](catalog::Transaction& tx) { return catalog::models_of_project(tx, {Viewer::system(), project, 1}).names; });
    return tools.chosen.of(names);
}

// A job that is done once more after its worker died gives the same answer, not another.
JobProblems classify(const Tools& tools, const Eyes& eyes, std::span<const catalog::Job> jobs) {
    const auto project = jobs.front().project_id;
    const auto own = own_eyes(tools, project);
    std::vector<ToClassify> media;
    for (const auto& job : jobs) media.push_back({subject_of<MediaId>(job), AnswerId{job.job_id.uuid}});
    return classify_media(tools.house, own ? *own : eyes, project, media);
}

JobProblems look(const Tools& tools, const Eyes& eyes, std::span<const catalog::Job> jobs) {
    const auto begun = steady_clock::now();
    auto problems = jobs.front().kind == job::look_at_run ? look_at_run(tools.house, tools.chosen, jobs)
                                                          : classify(tools, eyes, jobs);
    tools.pace.note(jobs, steady_clock::now() - begun);
    return problems;
}

void describe(const Tools& tools, const Eyes& eyes, const catalog::Job& job) {
    const auto own = own_eyes(tools, job.project_id);
    describe_crops(tools.house, own ? *own : eyes, job.project_id, tools.stop);
}

// Files read together share the wait for the disk and the transaction.
constexpr int most_read_together = 8;

// `jobs`: one, or several of the same project that read media, or look at photos with the same models.
JobProblems do_jobs(const Tools& tools, const Eyes* eyes, std::span<const catalog::Job> jobs) {
    const auto& house = tools.house;
    const auto& job = jobs.front();
    if (job.kind == job::read_media) {
        std::vector<MediaId> media;
        for (const auto& each : jobs) media.push_back(subject_of<MediaId>(each));
        read_media(house, job.project_id, media, eyes == nullptr);
    } else if (looks_at_photos(job))
        return look(tools, *eyes, jobs);
    else if (job.kind == job::settle_run)
        settle_run(house, job.project_id, subject_of<ModelRunId>(job));
    else if (job.kind == job::bulk_answer)
        work_on_bulk_answer(house, job.project_id, subject_of<BatchId>(job));
    else if (job.kind == job::read_predictions)
        read_prediction_import(house, job.project_id, subject_of<PredictionImportId>(job), tools.stop);
    else if (job.kind == job::group_events)
        group_events(house, job.project_id, subject_of<DeploymentId>(job));
    else if (job.kind == job::settle_deployment)
        settle_deployment(house, job.project_id, subject_of<DeploymentId>(job));
    else if (job.kind == job::find_motion)
        find_motion(house, job.project_id, subject_of<DeploymentId>(job), eyes != nullptr, tools.stop);
    else if (job.kind == job::name_by_event)
        name_by_event(house, job.project_id, subject_of<EventId>(job));
    else if (job.kind == job::work_out_order)
        work_out_order(house, job.project_id);
    else if (job.kind == job::derive_times)
        derive_times(house, job.project_id, subject_of<DeploymentId>(job));
    else if (job.kind == job::settle_reviews)
        settle_reviews(house, job.project_id, subject_of<DeploymentId>(job));
    else if (job.kind == job::settle_project)
        settle_project(house, job.project_id);
    else if (job.kind == job::verify_card)
        verify_card(house, job.project_id, subject_of<UploadId>(job));
    else if (job.kind == job::make_renditions) {
        const auto media = subject_of<MediaId>(job);
        make_renditions(house, job.project_id, std::span(&media, 1));
    } else if (job.kind == job::make_proxy)
        make_proxy(house, job.project_id, subject_of<MediaId>(job), tools.proxies, tools.stop);
    else if (job.kind == job::train_model)
        train_project(house, tools.registry, job.project_id, subject_of<TrainedModelId>(job), tools.stop);
    else if (job.kind == job::compare_labels)
        compare_labels(house, tools.registry, job.project_id, tools.stop);
    else if (job.kind == job::describe_crops)
        describe(tools, *eyes, job);
    else if (job.kind == job::make_demo)
        fill_demo(house, job.project_id);
    else
        throw Failure(Code::internal, "no worker knows the kind of job \"" + job.kind + "\"");
    return {};
}

struct Trouble {
    Problem problem;
    bool eyes_closed = false;  // the jobs' models are gone: no fault of the jobs
};

// What went wrong with each; nothing where nothing did.
std::vector<std::optional<Trouble>> attempt(const Tools& tools, const Eyes* eyes, std::span<const catalog::Job> jobs) {
    std::vector<std::optional<Trouble>> troubles(jobs.size());
    Trouble of_all;
    try {
        const auto problems = do_jobs(tools, eyes, jobs);
        for (std::size_t i = 0; i < problems.size(); ++i)
            if (problems[i]) troubles[i] = Trouble{*problems[i]};
        return troubles;
    } catch (const EyesClosed& closed) {
        std::ranges::fill(troubles, Trouble{closed.problem(), true});
        return troubles;  // that holds for each of them
    } catch (const Failure& failure) {
        of_all = {failure.problem()};
    } catch (const std::bad_alloc&) {
        of_all = {{Code::too_large, "there is not enough memory for it"}};
    } catch (const std::exception& error) {
        of_all = {{Code::internal, error.what()}};
    }
    if (jobs.size() == 1)
        troubles.front() = std::move(of_all);
    else  // one of them spoils the others: each by itself
        for (std::size_t i = 0; i < jobs.size(); ++i)
            troubles[i] = std::move(attempt(tools, eyes, jobs.subspan(i, 1)).front());
    return troubles;
}

// What came in before, while there was no detector either.
void queue_motion_everywhere(const House& house) {
    try {
        house.catalog.transaction(
            [](catalog::Transaction& tx) { catalog::enqueue_never_looked_at(tx, job::find_motion, motion_priority); });
    } catch (const std::exception& error) {
        log_warning("what moved in earlier photos is not told", {{"reason", error.what()}});
    }
}

}  // namespace

void run_jobs(const House& house, const vision::Registry& registry, const WorkerOptions& options,
              const std::atomic<bool>& stop) {
    PatientEyes eyes(house, registry);
    InHand in_hand;
    const auto lease = std::chrono::milliseconds(house.config.job_lease);
    const catalog::RetryRule rule{house.config.job_attempts};
    const auto proxies = proxy_process(options.transcoder);
    ChosenEyes chosen(house, registry);
    Pace pace;
    const Tools tools{house, registry, proxies, stop, chosen, pace};
    OneAtATime one_proxy, one_training;
    const auto kinds = [](bool sight, bool proxy, bool training) {
        std::vector<std::string> list{job::make_demo,      job::verify_card,       job::derive_times,
                                      job::read_media,     job::group_events,      job::make_renditions,
                                      job::name_by_event,  job::settle_deployment, job::settle_reviews,
                                      job::settle_project, job::find_motion,       job::work_out_order,
                                      job::settle_run,     job::bulk_answer,       job::read_predictions};
        if (sight) list.insert(list.end(), {job::classify_media, job::look_at_run, job::describe_crops});
        if (proxy) list.emplace_back(job::make_proxy);
        if (training) list.insert(list.end(), {job::train_model, job::compare_labels});
        return list;
    };

    if (!eyes.now()) queue_motion_everywhere(house);

    const auto work_some = [&]() -> bool {
        const auto sight = eyes.now();
        const bool may_proxy = !options.transcoder.empty() && one_proxy.take();
        const bool may_train = one_training.take();
        Turn proxy_turn(may_proxy ? &one_proxy : nullptr), training_turn(may_train ? &one_training : nullptr);
        const auto jobs = house.catalog.transaction([&](catalog::Transaction& tx) {
            auto claimed =
                catalog::claim_jobs(tx, options.name, kinds(sight != nullptr, may_proxy, may_train), 1, lease);
            if (claimed.empty() || claimed.front().attempts > 1) return claimed;
            const auto first = claimed.front();
            std::vector<catalog::Job> more;
            if (first.kind == job::read_media)
                more = catalog::claim_alike(tx, options.name, first, most_read_together - 1, lease);
            else if (looks_at_photos(first))
                more = catalog::claim_alike(tx, options.name, first, pace.photos_at_once(first, sight->batch()) - 1,
                                            lease, true);
            std::ranges::move(more, std::back_inserter(claimed));
            return claimed;
        });
        if (jobs.empty()) return false;
        if (jobs.front().kind != job::make_proxy) proxy_turn.reset();
        if (jobs.front().kind != job::train_model && jobs.front().kind != job::compare_labels) training_turn.reset();
        in_hand.add(jobs);
        const auto trouble = attempt(tools, sight.get(), jobs);
        in_hand.remove(jobs);
        // Neither done nor failed: given back below, and queued again as if it had not been begun.
        if (stop && trouble.front() && trouble.front()->problem.code == Code::interrupted) return true;
        for (const auto& one : trouble)
            if (one && one->eyes_closed) eyes.lost(sight.get(), one->problem);
        house.catalog.transaction([&](catalog::Transaction& tx) {
            std::vector<JobId> good;
            for (std::size_t i = 0; i < jobs.size(); ++i) {
                if (trouble[i] && trouble[i]->eyes_closed)
                    catalog::release_jobs(tx, options.name, std::span(&jobs[i].job_id, 1));
                else if (trouble[i])
                    catalog::fail_job(tx, options.name, jobs[i].job_id, trouble[i]->problem, rule);
                else
                    good.push_back(jobs[i].job_id);
            }
            if (!good.empty()) catalog::finish_jobs(tx, options.name, good);
            catalog::notify(tx, jobs.front().project_id);
        });
        for (std::size_t i = 0; i < jobs.size(); ++i)
            if (trouble[i] && !trouble[i]->eyes_closed)
                log_warning("a job failed", {{"kind", jobs[i].kind},
                                             {"subject", jobs[i].subject},
                                             {"attempt", std::to_string(jobs[i].attempts)},
                                             {"reason", trouble[i]->problem.detail}});
        return true;
    };

    std::atomic<bool> done{false};
    const auto work = [&] {
        while (!stop && !done) {
            try {
                if (work_some()) continue;
            } catch (const std::exception& error) {
                // The database is away: the lease brings the job back.
                log_warning("the worker waits", {{"reason", error.what()}});
                std::this_thread::sleep_for(std::chrono::seconds(1));
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(250));
        }
    };

    const auto threads = options.threads > 0 ? static_cast<unsigned>(options.threads)
                                             : std::max(1U, std::thread::hardware_concurrency());
    std::vector<std::jthread> workers;
    workers.reserve(threads);
    for (unsigned i = 0; i < threads; ++i) workers.emplace_back(work);

    // This thread keeps the leases, and brings back what others dropped.
    const auto beat = lease / 3;
    auto next_beat = steady_clock::now();
    while (!stop && !done) {
        try {
            if (steady_clock::now() >= next_beat) {
                next_beat = steady_clock::now() + beat;
                house.catalog.transaction([&](catalog::Transaction& tx) {
                    const auto ids = in_hand.all();
                    if (!ids.empty()) catalog::renew_leases(tx, options.name, ids, lease);
                    catalog::reclaim_expired(tx, rule);
                    catalog::forget_done(tx, std::chrono::hours(24 * 7));
                });
            }
            if (options.until_empty) {
                const auto counts =
                    house.catalog.transaction([](catalog::Transaction& tx) { return catalog::job_counts(tx); });
                if (counts.queued + counts.running == 0) done = true;
            }
        } catch (const std::exception& error) {
            log_warning("leases could not be renewed", {{"reason", error.what()}});
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    workers.clear();  // joins: each finishes the job in hand
    try {
        house.catalog.transaction([&](catalog::Transaction& tx) { catalog::release_jobs(tx, options.name); });
    } catch (const std::exception&) {
        // The leases run out by themselves.
    }
}

}  // namespace serow::journeys
