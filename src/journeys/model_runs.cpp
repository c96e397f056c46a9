#include "journeys/model_runs.h"

#include <algorithm>
#include <format>

#include "catalog/answers.h"
#include "catalog/projects.h"
#include "journeys/classify_media.h"
#include "journeys/found.h"
#include "journeys/review_rules.h"
#include "journeys/run_jobs.h"
#include "journeys/settle.h"

namespace serow::journeys {
namespace {

// Behind all that comes in.
constexpr int run_priority = -1;

json::object identity_of(const vision::Manifest& manifest, const std::string& version) {
    return {{"name", manifest.name},
            {"version", version},
            {"sha256", manifest.sha256.hex},
            {"manifest", manifest.manifest_sha256.hex}};
}

json::array identities(const vision::Registry& registry, const Config& config) {
    const auto& detector = value_or_throw(registry.find(config.detector))->manifest;
    json::array models{identity_of(detector, version_with_tiles(detector, tiles_for(config, detector)))};
    for (const auto& name : config.classifiers) {
        const auto& classifier = value_or_throw(registry.find(name))->manifest;
        models.push_back(identity_of(classifier, classifier.version));
    }
    return models;
}

json::array identities(const Eyes& eyes) {
    json::array models{identity_of(eyes.detector(), eyes.detector_version())};
    for (const auto* classifier : eyes.classifiers()) models.push_back(identity_of(*classifier, classifier->version));
    return models;
}

// With the project's models where none are named, and the service's where the project has none.
ModelNames whole_names(const Config& config, const ModelNames& project, const ModelNames& named) {
    const auto effective = with_models(with_models(config, project), named);
    ModelNames names = project;
    names.detector = effective.detector;
    names.classifiers = effective.classifiers;
    return names;
}

ModelRun run_there(catalog::Transaction& tx, const catalog::Scope& scope, ModelRunId run) {
    return found(catalog::model_run_by_id(tx, scope, job::look_at_run, run), "run");
}

struct RunAndMedia {
    ModelRunId run;
    MediaId media;
};
RunAndMedia run_and_media_of(const catalog::Job& job) {
    const auto space = job.subject.find(' ');
    const auto run = ModelRunId::parse(run_of(job));
    const auto media = MediaId::parse(space == std::string::npos ? "" : job.subject.substr(space + 1));
    if (!run || !media)
        throw Failure(Code::internal, "the job " + job.job_id.text() + " is about \"" + job.subject + "\"");
    return {*run, *media};
}

}  // namespace

ModelRun begin_model_run(const House& house, const Viewer& viewer, ProjectId project, const ModelNames& models,
                         const RunMedia& what, const json::value& asked) {
    const auto registry = open_registry(house.config);
    return in_project(
        house, viewer, project, people::Act::analyse, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
            const auto names = whole_names(house.config, catalog::models_of_project(tx, scope).names, models);
            const auto known = check_models(house, tx, scope, registry, names);
            auto of_run = what;
            std::ranges::sort(of_run.media);
            of_run.media.erase(std::ranges::unique(of_run.media).begin(), of_run.media.end());
            ModelRun run;
            run.model_run_id = ModelRunId::make();
            run.detector = *names.detector;
            run.classifiers = *names.classifiers;
            run.models = identities(known.registry, with_models(house.config, names));
            run.asked = asked;
            const auto media = catalog::begin_model_run(tx, scope, run, of_run);
            if (std::cmp_less(media, of_run.media.size()))
                throw Failure(Code::not_found,
                              std::format("{} of the {} media are not in this project, or not read yet",
                                          static_cast<std::int64_t>(of_run.media.size()) - media, of_run.media.size()));
            if (media == 0)
                throw Failure(Code::conflict, "there is no photo or video that was read and passes the filter");
            catalog::enqueue_model_run(tx, scope, run.model_run_id, job::look_at_run, run_priority);
            catalog::notify(tx, project);
            return run_there(tx, scope, run.model_run_id);
        });
}

std::vector<ModelRun> list_model_runs(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project, [](catalog::Transaction& tx, const catalog::Scope& scope) {
        return catalog::list_model_runs(tx, scope, job::look_at_run, 50);
    });
}

ModelRun model_run(const House& house, const Viewer& viewer, ProjectId project, ModelRunId run) {
    return in_project(house, viewer, project,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) { return run_there(tx, scope, run); });
}

ModelRun cancel_model_run(const House& house, const Viewer& viewer, ProjectId project, ModelRunId run) {
    return in_project(house, viewer, project, people::Act::analyse,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          catalog::cancel_model_run(tx, scope, job::look_at_run, run);
                          catalog::notify(tx, project);
                          return run_there(tx, scope, run);
                      });
}

ModelRun use_model_run(const House& house, const Viewer& viewer, ProjectId project, ModelRunId run, bool to_use) {
    return in_project(
        house, viewer, project, people::Act::analyse, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
            catalog::use_model_run(tx, scope, run, to_use);
            queue_accepted(tx, scope);
            catalog::enqueue(tx, std::vector<catalog::NewJob>{{project, job::settle_run, run.text(), 1, {}}});
            catalog::notify(tx, project);
            return run_there(tx, scope, run);
        });
}

std::string_view state_of(const ModelRun& run) {
    if (run.open == 0) return "done";
    if (run.cancelled_at) return "cancelled";
    return run.dead == run.open ? "stopped" : "running";
}

std::string_view run_of(const catalog::Job& job) {
    return std::string_view(job.subject).substr(0, job.subject.find(' '));
}

std::vector<std::optional<Problem>> look_at_run(const House& house, ChosenEyes& chosen,
                                                std::span<const catalog::Job> jobs) {
    const auto project = jobs.front().project_id;
    const auto run_id = run_and_media_of(jobs.front()).run;
    const catalog::Scope scope{Viewer::system(), project, 1};
    std::optional<ModelRun> run;  // none: nothing of it is open
    std::vector<ToClassify> wanted;
    std::vector<std::size_t> of_job;  // of each wanted, its job's place
    auto names = house.catalog.transaction([&](catalog::Transaction& tx) {
        run.reset();
        wanted.clear();
        of_job.clear();
        for (std::size_t i = 0; i < jobs.size(); ++i) {
            const auto [of_run, media] = run_and_media_of(jobs[i]);
            if (of_run != run_id) throw Failure(Code::internal, "these jobs are of several runs");
            auto open = catalog::open_in_run(tx, scope, run_id, media);
            if (!open) continue;
            run = std::move(open);
            wanted.push_back({media, AnswerId{jobs[i].job_id.uuid}});
            of_job.push_back(i);
        }
        return catalog::models_of_project(tx, scope).names;
    });
    std::vector<std::optional<Problem>> problems(jobs.size());
    if (!run) return problems;
    names.detector = run->detector;
    names.classifiers = run->classifiers;
    names.own_of = std::ranges::any_of(run->classifiers, catalog::is_own_model) ? std::optional(project) : std::nullopt;
    const auto eyes = chosen.of(names);
    if (json::value(identities(*eyes)) != run->models)
        throw Failure(
            Code::conflict,
            "the models are not those that this run began with any more (another version, another manifest, or "
            "one that is missing here); begin a new run");
    auto found = classify_media(house, *eyes, project, wanted, run_id);
    for (std::size_t i = 0; i < found.size(); ++i) problems[of_job[i]] = std::move(found[i]);
    return problems;
}

void settle_run(const House& house, ProjectId project, ModelRunId run) {
    constexpr int at_once = 500;
    const catalog::Scope scope{Viewer::system(), project, 1};
    const auto settle_some = [&](const std::optional<MediaId>& after) {
        return house.catalog.transaction([&](catalog::Transaction& tx) -> std::optional<MediaId> {
            const auto media = catalog::media_of_run(tx, scope, run, after, at_once);
            if (media.empty()) return {};
            catalog::lock_media(tx, scope, media);
            settle(tx, scope, media);
            catalog::touch_project(tx, project);
            catalog::notify(tx, project);
            return media.back();
        });
    };
    auto last = settle_some({});
    while (last) last = settle_some(last);
}

}  // namespace serow::journeys
