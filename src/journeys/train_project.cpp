#include "journeys/train_project.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <format>
#include <fstream>
#include <set>
#include <utility>

#include "base/log.h"
#include "catalog/jobs.h"
#include "catalog/model_choices.h"
#include "catalog/projects.h"
#include "journeys/add_model.h"
#include "journeys/crop_features.h"
#include "journeys/eyes.h"
#include "journeys/found.h"
#include "journeys/run_jobs.h"
#include "journeys/train_model.h"
#include "journeys/training_material.h"
#include "journeys/training_report.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

// How far a run is, told to whoever looks, every other second; and whether it still goes on.
class Progress {
public:
    Progress(const House& house, const catalog::Scope& scope, TrainedModelId id, const std::atomic<bool>& stop)
        : house_(house), scope_(scope), id_(id), stop_(stop) {}

    void tell(std::string_view step, std::size_t done, std::size_t total) {
        const auto now = steady_clock::now();
        const bool same = step == step_ && done < total && now - told_ < std::chrono::seconds(2);
        if (!same && !taken_away_) {
            step_ = step;
            told_ = now;
            write(done, total);
        }
        ends_ = stop_ || taken_away_;
    }
    // Between steps that cannot be interrupted.
    void check() const {
        if (stop_ || taken_away_) throw Failure(Code::interrupted, "the training was stopped; nothing was kept");
    }
    [[nodiscard]] const std::atomic<bool>& ends() const { return ends_; }
    [[nodiscard]] bool taken_away() const { return taken_away_; }

private:
    void write(std::size_t done, std::size_t total) {
        try {
            taken_away_ = !house_.catalog.transaction([&](catalog::Transaction& tx) {
                const bool goes_on =
                    catalog::go_on_training(tx, scope_, id_, step_, static_cast<int>(done), static_cast<int>(total));
                catalog::notify(tx, scope_.project_id);
                return goes_on;
            });
        } catch (const Failure& failure) {
            // Nobody hears of it for a while; whether the result can be kept, the end will tell.
            log_warning("the progress of a training cannot be told", {{"reason", failure.problem().detail}});
        }
    }

    const House& house_;
    const catalog::Scope& scope_;
    const TrainedModelId id_;
    const std::atomic<bool>& stop_;
    std::atomic<bool> ends_{false};
    bool taken_away_ = false;
    std::string step_;
    steady_clock::time_point told_;
};

std::vector<LabelledCrop> as_labelled(const std::vector<VerifiedCrop>& crops) {
    std::vector<LabelledCrop> list;
    list.reserve(crops.size());
    for (const auto& crop : crops)
        list.push_back({crop.sha256, crop.location_name, crop.scientific_name, crop.box, list.size(), crop.second});
    return list;
}

// A file on this machine for as long as somebody tries the model out.
class Draft {
public:
    explicit Draft(const std::string& bytes) {
        std::ofstream out(path_, std::ios::binary);
        out << bytes;
        out.close();
        if (!out) throw Failure(Code::storage_full, std::format("{} cannot be written", path_.string()));
    }
    ~Draft() {
        std::error_code ignored;
        fs::remove(path_, ignored);
    }
    Draft(const Draft&) = delete;
    Draft& operator=(const Draft&) = delete;
    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_ = fs::temp_directory_path() / ("serow-trained-" + to_text(new_uuid()) + ".onnx");
};

// The model's texts, its weights tried out and in the store.
catalog::TrainedTexts keep(const House& house, const NewModel& model, const std::string& name, int version) {
    const Draft draft(model.weights);
    catalog::TrainedTexts texts;
    texts.name = name;
    texts.version = version;
    texts.manifest = vision::with_file(model.manifest, model.weights.size(), sha256_of(model.weights));
    texts.labels = model.labels;
    texts.card = model.card;
    const auto manifest = value_or_throw(vision::parse_manifest(texts.manifest, "the trained model's manifest"));
    const auto labels = value_or_throw(vision::labels_of(manifest, texts.labels, "the trained model's labels"));
    value_or_throw(try_out(house.config, manifest, labels, draft.path()));
    const auto taken = house.store.take(draft.path());
    texts.weights_sha256 = taken.sha256.hex;
    texts.weights_bytes = static_cast<std::int64_t>(taken.bytes);
    return texts;
}

void train(const House& house, const vision::Registry& registry, const catalog::Scope& scope,
           const catalog::TrainedModel& run, Progress& progress) {
    TrainRequest request{.name = run.name, .backbone = run.backbone};
    request.fit.seed = static_cast<std::uint64_t>(run.seed);
    request.fit.threads = house.config.worker_threads;
    request.least_crops = least_verified_crops;
    request.leave_out_rare = true;  // what became rare since somebody asked for it
    const auto backbone = load_backbone(house.config, registry, run.backbone);
    const auto files = backbone_files(house.config, registry, run.backbone);

    progress.tell("crops", 0, 0);
    auto [material, title] = house.catalog.transaction([&](catalog::Transaction& tx) {
        auto project = found(catalog::project_by_id(tx, scope.viewer, scope.project_id), "project");
        return std::pair(verified_crops(house, tx, scope), std::move(project.title));
    });
    std::erase_if(material.crops,
                  [&](const auto& crop) { return !std::ranges::contains(run.taxa, crop.scientific_name); });
    const auto crops = thinned(std::move(material.crops), most_training_crops);
    const auto list = as_labelled(crops);
    rare_taxa(examples_of(list), request);

    const CropFile original = [&](const std::string& sha256) { return house.store.original(Sha256{sha256}); };
    auto features = collect_features(list, {original, backbone, nullptr, house.config.worker_threads}, progress.ends(),
                                     [&](const CropProgress& p) { progress.tell("crops", p.finished, p.files); });
    TrainedOn on;
    on.crops_left_out = features.left_out.size();
    on.seconds_features = features.seconds;
    if (features.crops.empty())
        throw Failure(Code::invalid, std::format("none of the {} crops can be used; of the first: {}", list.size(),
                                                 features.left_out.front().reason));
    on.taxa_left_out = rare_taxa(features.examples, request);
    std::set<std::string> photos, videos;
    for (const auto& crop : features.crops)
        if (!std::ranges::contains(on.taxa_left_out, crop.scientificName, &training::RareClass::name)) {
            (crop.second ? videos : photos).insert(crop.filePath);
            on.boxes_by_machine += crops[crop.line].box_by_machine ? 1 : 0;
        }
    on.photos = photos.size();
    on.videos = videos.size();
    const auto examples = on.taxa_left_out.empty() ? std::move(features.examples)
                                                   : training::without_classes(features.examples, on.taxa_left_out);

    const int version = house.catalog.transaction(
        [&](catalog::Transaction& tx) { return catalog::next_version_of_model(tx, scope, run.name); });
    const auto started = steady_clock::now();
    const Provenance provenance{
        std::format("From photos and videos of the project \"{}\" that people had verified by {}.", title,
                    to_text(house.clock.now())),
        on.crops_left_out, on.boxes_by_machine, on.taxa_left_out};
    const auto trained =
        value_or_throw(make_model(examples, files, request, std::to_string(version), provenance, [&](std::string_view) {
            progress.tell("fit", 0, 0);
            progress.check();
        }));
    on.seconds_training = std::chrono::duration<double>(steady_clock::now() - started).count();

    progress.tell("keep", 0, 0);
    progress.check();
    const auto texts = keep(house, trained.model, run.name, version);
    house.catalog.transaction([&](catalog::Transaction& tx) {
        if (!catalog::go_on_training(tx, scope, run.trained_model_id, "keep", 0, 0)) return;  // taken away
        catalog::finish_training(tx, scope, run.trained_model_id, texts,
                                 training_report(examples, trained.training, on));
        catalog::notify(tx, scope.project_id);
    });
}

}  // namespace

ProjectModel start_training(const House& house, const Viewer& viewer, ProjectId project, const AskedTraining& asked) {
    check_model_name(asked.name);
    if (asked.seed < 1) throw Failure(Code::invalid, "the seed is a whole number from 1 on");
    const auto registry = open_registry(house.config);
    if (registry.find(asked.name))
        throw Failure(Code::conflict, std::format("the service has a model named {}; choose another name", asked.name));
    // Before anything is locked: in a large project it takes seconds.
    const auto material = in_project(house, viewer, project, people::Act::analyse,
                                     [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                                         return material_of(verified_crops(house, tx, scope).crops, house.taxa);
                                     });
    return in_project(
        house, viewer, project, people::Act::analyse, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
            catalog::lock_training(tx, scope);
            const auto known = catalog::list_trained_models(tx, scope);
            if (const auto other = std::ranges::find_if(known, is_under_way); other != known.end())
                throw Failure(Code::conflict,
                              std::format("a training of {} is under way; wait for its end, or end it", other->name));
            if (std::ranges::count(known, "ready", &catalog::TrainedModel::state) >=
                static_cast<std::ptrdiff_t>(most_kept_models))
                throw Failure(Code::conflict, std::format("the project keeps {} models; remove one that nobody needs",
                                                          most_kept_models));
            const auto offered = backbones_here(house, registry, catalog::models_of_project(tx, scope).names);
            if (offered.empty())
                throw Failure(Code::invalid,
                              "no model whose features could be used is here: `serow models pull mobilenetv2_imagenet` "
                              "fetches one");
            if (asked.backbone && !std::ranges::contains(offered, *asked.backbone))
                throw Failure(Code::invalid, std::format("the model {} gives no features, or its weights are not here",
                                                         *asked.backbone));
            catalog::TrainedModel model;
            model.trained_model_id = TrainedModelId::make();
            model.name = asked.name;
            model.backbone = asked.backbone.value_or(offered.front());
            model.taxa = taxa_to_learn(house.taxa, material, asked.taxa);
            model.seed = asked.seed;
            catalog::start_training(tx, scope, model);
            // Before what looks at photos: somebody waits for it, and it is one job.
            const catalog::NewJob work{project, job::train_model, model.trained_model_id.text(), 6, {}};
            catalog::enqueue(tx, std::span(&work, 1));
            catalog::notify(tx, project);
            return project_model(tx, scope, model.trained_model_id);
        });
}

void train_project(const House& house, const vision::Registry& registry, ProjectId project, TrainedModelId id,
                   const std::atomic<bool>& stop) {
    const catalog::Scope scope{Viewer::system(), project, 1};
    const auto run = house.catalog.transaction(
        [&](catalog::Transaction& tx) { return catalog::trained_model_by_id(tx, scope, id); });
    if (!run || !is_under_way(*run)) return;
    Progress progress(house, scope, id, stop);
    try {
        train(house, registry, scope, *run, progress);
    } catch (const Failure& failure) {
        const auto code = failure.problem().code;
        if (progress.taken_away()) return;
        if (code == Code::interrupted || code == Code::unavailable || code == Code::internal ||
            code == Code::storage_full)
            throw;
        house.catalog.transaction([&](catalog::Transaction& tx) {
            catalog::fail_training(tx, scope, id, failure.problem());
            catalog::notify(tx, project);
        });
    }
}

}  // namespace serow::journeys
