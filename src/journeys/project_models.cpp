#include "journeys/project_models.h"

#include <algorithm>
#include <format>
#include <utility>

#include "catalog/model_choices.h"
#include "journeys/found.h"
#include "share/zip_stream.h"

namespace serow::journeys {
namespace {

ProjectModel with_use(catalog::TrainedModel model, const catalog::ModelNames& chosen) {
    ProjectModel one{std::move(model), false};
    one.in_use = one.model.version && chosen.classifiers &&
                 std::ranges::contains(*chosen.classifiers, own_model_name(one.model.name, *one.model.version));
    return one;
}

catalog::TrainedTexts texts_of(catalog::Transaction& tx, const catalog::Scope& scope, TrainedModelId id) {
    const auto model = found(catalog::trained_model_by_id(tx, scope, id), "model of this project");
    if (!model.version)
        throw Failure(Code::conflict, std::format("of the training of {} there is no model {}", model.name,
                                                  is_under_way(model) ? "yet" : "since it failed"));
    const auto name = own_model_name(model.name, *model.version);
    const auto texts = catalog::texts_of_trained_models(tx, scope, std::span(&name, 1));
    if (texts.empty()) throw Failure(Code::not_found, "there is no such model of this project that you may see");
    return texts.front();
}

}  // namespace

std::string own_model_name(const std::string& name, int version) {
    return std::format("{}-v{}", name, version);
}

OwnModels own_models(const House& house, catalog::Transaction& tx, const catalog::Scope& scope,
                     const vision::Registry& registry, std::span<const std::string> names) {
    std::vector<std::string> wanted;
    std::ranges::copy_if(names, std::back_inserter(wanted), catalog::is_own_model);
    if (wanted.empty()) return {registry, {}};
    std::vector<vision::Model> models;
    std::vector<store::HeldFile> files;
    for (const auto& texts : catalog::texts_of_trained_models(tx, scope, wanted)) {
        const auto name = own_model_name(texts.name, texts.version);
        std::erase(wanted, name);
        auto manifest = value_or_throw(vision::parse_manifest(texts.manifest, name + "/manifest.json"));
        auto labels = value_or_throw(vision::labels_of(manifest, texts.labels, name + "/" + manifest.labels));
        files.push_back(house.store.original(Sha256{texts.weights_sha256}));
        models.push_back({std::move(manifest), std::move(labels), name, files.back().path()});
    }
    if (!wanted.empty())
        throw Failure(Code::invalid, std::format("this project has no model \"{}\"; those that it trained are listed "
                                                 "with their names",
                                                 wanted.front()));
    return {value_or_throw(registry.with(std::move(models))), std::move(files)};
}

std::vector<ProjectModel> project_models(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        const auto chosen = catalog::models_of_project(tx, scope).names;
        std::vector<ProjectModel> list;
        for (auto& model : catalog::list_trained_models(tx, scope)) list.push_back(with_use(std::move(model), chosen));
        return list;
    });
}

ProjectModel project_model(catalog::Transaction& tx, const catalog::Scope& scope, TrainedModelId id) {
    return with_use(found(catalog::trained_model_by_id(tx, scope, id), "model of this project"),
                    catalog::models_of_project(tx, scope).names);
}

bool is_under_way(const catalog::TrainedModel& model) {
    return model.state == "queued" || model.state == "running";
}

void remove_trained_model(const House& house, const Viewer& viewer, ProjectId project, TrainedModelId id) {
    in_project(house, viewer, project, people::Act::analyse,
               [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                   const auto named = catalog::lock_trained_model(tx, scope, id);
                   const auto chosen = catalog::models_of_project(tx, scope).names;
                   if (named.version && chosen.classifiers &&
                       std::ranges::contains(*chosen.classifiers, own_model_name(named.name, *named.version)))
                       throw Failure(Code::conflict, std::format("the project has {} chosen; choose other models first",
                                                                 own_model_name(named.name, *named.version)));
                   catalog::remove_trained_model(tx, scope, id);
                   catalog::notify(tx, project);
               });
}

TrainedCard trained_card(const House& house, const Viewer& viewer, ProjectId project, TrainedModelId id) {
    return in_project(house, viewer, project, people::Act::download,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          auto texts = texts_of(tx, scope, id);
                          return TrainedCard{own_model_name(texts.name, texts.version) + ".md", std::move(texts.card)};
                      });
}

TrainedPackage trained_package(const House& house, const Viewer& viewer, ProjectId project, TrainedModelId id) {
    auto texts =
        in_project(house, viewer, project, people::Act::download,
                   [&](catalog::Transaction& tx, const catalog::Scope& scope) { return texts_of(tx, scope, id); });
    const auto folder = own_model_name(texts.name, texts.version);
    return {folder + ".zip", [&store = house.store, texts = std::move(texts), folder](const share::Sink& sink) {
                share::ZipStream zip(sink);
                const auto manifest = value_or_throw(vision::parse_manifest(texts.manifest, "manifest.json"));
                const auto add = [&](const std::string& name, const std::string& text) {
                    zip.begin_entry(folder + "/" + name);
                    zip.write(text);
                };
                add("manifest.json", texts.manifest);
                add(manifest.labels, texts.labels);
                add("README.md", texts.card);
                zip.begin_entry(folder + "/" + manifest.file);
                store.read(Sha256{texts.weights_sha256}, 0, manifest.bytes, [&](std::span<const std::byte> piece) {
                    zip.write({reinterpret_cast<const char*>(piece.data()), piece.size()});
                });
                zip.finish();
            }};
}

}  // namespace serow::journeys
