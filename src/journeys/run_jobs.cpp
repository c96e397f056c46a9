#include "journeys/run_jobs.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/caught.h"
#include "base/log.h"
#include "catalog/jobs.h"
#include "journeys/card_receipt.h"
#include "journeys/classify_media.h"
#include "journeys/demo.h"
#include "journeys/describe_crops.h"
#include "journeys/examine_store.h"
#include "journeys/eyes.h"
#include "journeys/group_events.h"
#include "journeys/model_choice.h"
#include "journeys/name_by_event.h"
#include "journeys/play_video.h"
#include "journeys/read_media.h"
#include "journeys/settle.h"
#include "journeys/train_project.h"

namespace serow::journeys {
namespace {

using std::chrono::steady_clock;

// The models, once they can be had; looked for again after seconds, then ever more seldom up to a minute. Those that
// are lost (a server or an accelerator is gone) are looked for likewise. Meanwhile nothing is classified, and all else
// goes on.
class PatientEyes {
public:
    PatientEyes(const House& house, const vision::Registry& registry) : house_(house), registry_(registry) {
        look_for();
    }

    // nullptr while there is no detector. One thread looks, which may take a while; the others do something else.
    std::shared_ptr<const Eyes> now() {
        {
            const std::scoped_lock lock(mutex_);
            if (eyes_ || looking_ || steady_clock::now() < next_look_) return eyes_;
            looking_ = true;
        }
        look_for();
        const std::scoped_lock lock(mutex_);
        looking_ = false;
        return eyes_;
    }

    void lost(const Eyes* eyes, const Problem& why) {
        const std::scoped_lock lock(mutex_);
        if (eyes_.get() != eyes) return;  // another thread said so before
        eyes_.reset();
        wait_ = first_wait;
        next_look_ = steady_clock::now() + wait_;
        said_ = true;
        log_warning("classification waits: the models are gone", {{"reason", why.detail}});
    }

private:
    Result<Eyes> open() const try {
        return Eyes::open(house_.config, registry_, house_.taxa, true);
    } catch (const std::exception& error) {
        return std::unexpected(problem_of(error, "opening the models"));
    }

    void look_for() {
        auto found = open();
        const std::scoped_lock lock(mutex_);
        next_look_ = steady_clock::now() + wait_;
        wait_ = std::min<std::chrono::seconds>(2 * wait_, std::chrono::minutes(1));
        if (found) {
            eyes_ = std::make_shared<const Eyes>(std::move(*found));
            log_info("models loaded", {{"models", eyes_->name()}});
            said_ = false;
        } else if (!said_) {
            log_warning("classification waits: no detector", {{"reason", found.error().detail}});
            said_ = true;
        }
    }

    const House& house_;
    const vision::Registry& registry_;
    std::mutex mutex_;
    std::shared_ptr<const Eyes> eyes_;
    steady_clock::time_point next_look_;
    static constexpr std::chrono::seconds first_wait{5};
    std::chrono::seconds wait_ = first_wait;
    bool looking_ = false;
    bool said_ = false;
};

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

// What jobs are done with.
struct Tools {
    const House& house;
    const vision::Registry& registry;
    const ProxyMaker& proxies;
    const std::atomic<bool>& stop;
    ChosenEyes& chosen;
};

// The models that the project has chosen; nothing: the service's.
std::shared_ptr<const Eyes> own_eyes(const Tools& tools, ProjectId project) {
    const auto names = tools.house.catalog.transaction(
        [&](catalog::Transaction& tx) { return catalog::models_of_project(tx, {Viewer::system(), project, 1}).names; });
    return names == ModelNames{} ? nullptr : tools.chosen.of(names);
}

// A job that is done once more after its worker died gives the same answer, not another.
void classify(const Tools& tools, const Eyes& eyes, const catalog::Job& job) {
    const auto own = own_eyes(tools, job.project_id);
    classify_media(tools.house, own ? *own : eyes, job.project_id, subject_of<MediaId>(job), AnswerId{job.job_id.uuid});
}

void describe(const Tools& tools, const Eyes& eyes, const catalog::Job& job) {
    const auto own = own_eyes(tools, job.project_id);
    describe_crops(tools.house, own ? *own : eyes, job.project_id, tools.stop);
}

// Files read together share the wait for the disk and the transaction.
constexpr int most_read_together = 8;

// `jobs`: one, or several of the same project that read media.
void do_jobs(const Tools& tools, const Eyes* eyes, std::span<const catalog::Job> jobs) {
    const auto& house = tools.house;
    const auto& job = jobs.front();
    if (job.kind == job::read_media) {
        std::vector<MediaId> media;
        for (const auto& each : jobs) media.push_back(subject_of<MediaId>(each));
        read_media(house, job.project_id, media);
    } else if (job.kind == job::classify_media)
        classify(tools, *eyes, job);
    else if (job.kind == job::group_events)
        group_events(house, job.project_id, subject_of<DeploymentId>(job));
    else if (job.kind == job::settle_deployment)
        settle_deployment(house, job.project_id, subject_of<DeploymentId>(job));
    else if (job.kind == job::name_by_event)
        name_by_event(house, job.project_id, subject_of<EventId>(job));
    else if (job.kind == job::derive_times)
        derive_times(house, job.project_id, subject_of<DeploymentId>(job));
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
    else if (job.kind == job::describe_crops)
        describe(tools, *eyes, job);
    else if (job.kind == job::make_demo)
        fill_demo(house, job.project_id);
    else
        throw Failure(Code::internal, "no worker knows the kind of job \"" + job.kind + "\"");
}

struct Trouble {
    Problem problem;
    bool eyes_closed = false;  // the jobs' models are gone: no fault of the jobs
};

// What went wrong; nothing where nothing did.
std::optional<Trouble> attempt(const Tools& tools, const Eyes* eyes, std::span<const catalog::Job> jobs) {
    try {
        do_jobs(tools, eyes, jobs);
        return {};
    } catch (const EyesClosed& closed) {
        return Trouble{closed.problem(), true};
    } catch (const Failure& failure) {
        return Trouble{failure.problem()};
    } catch (const std::bad_alloc&) {
        return Trouble{{Code::too_large, "there is not enough memory for it"}};
    } catch (const std::exception& error) {
        return Trouble{{Code::internal, error.what()}};
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
    const Tools tools{house, registry, proxies, stop, chosen};
    OneAtATime one_proxy, one_training;
    const auto kinds = [](bool sight, bool proxy, bool training) {
        std::vector<std::string> list{job::make_demo,     job::verify_card,       job::derive_times,
                                      job::read_media,    job::group_events,      job::make_renditions,
                                      job::name_by_event, job::settle_deployment, job::settle_project};
        if (sight) {
            list.emplace_back(job::classify_media);
            list.emplace_back(job::describe_crops);
        }
        if (proxy) list.emplace_back(job::make_proxy);
        if (training) list.emplace_back(job::train_model);
        return list;
    };

    const auto work_some = [&]() -> bool {
        const auto sight = eyes.now();
        const bool may_proxy = !options.transcoder.empty() && one_proxy.take();
        const bool may_train = one_training.take();
        Turn proxy_turn(may_proxy ? &one_proxy : nullptr), training_turn(may_train ? &one_training : nullptr);
        const auto jobs = house.catalog.transaction([&](catalog::Transaction& tx) {
            auto claimed =
                catalog::claim_jobs(tx, options.name, kinds(sight != nullptr, may_proxy, may_train), 1, lease);
            if (!claimed.empty() && claimed.front().kind == job::read_media)
                std::ranges::move(
                    catalog::claim_alike(tx, options.name, claimed.front(), most_read_together - 1, lease),
                    std::back_inserter(claimed));
            return claimed;
        });
        if (jobs.empty()) return false;
        if (jobs.front().kind != job::make_proxy) proxy_turn.reset();
        if (jobs.front().kind != job::train_model) training_turn.reset();
        in_hand.add(jobs);
        std::vector<std::optional<Trouble>> trouble(jobs.size());
        if (auto why = attempt(tools, sight.get(), jobs); why && jobs.size() == 1)
            trouble.front() = std::move(why);
        else if (why)  // one of them spoils the others: each by itself
            for (std::size_t i = 0; i < jobs.size(); ++i) trouble[i] = attempt(tools, sight.get(), {&jobs[i], 1});
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
