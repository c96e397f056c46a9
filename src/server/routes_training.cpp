#include "journeys/project_models.h"
#include "journeys/train_project.h"
#include "journeys/training_material.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/json_values.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

json::object material_json(const journeys::TrainingMaterial& material, const journeys::Taxa& taxa) {
    json::array list;
    for (const auto& one : material.taxa)
        list.push_back({{"scientificName", one.scientific_name},
                        {"vernacularNames", vernacular_names(taxa.find(one.scientific_name))},
                        {"crops", one.crops},
                        {"photos", one.photos},
                        {"videos", one.videos},
                        {"locations", one.locations},
                        {"enough", one.enough},
                        {"finer", one.finer.empty() ? json::value(nullptr) : json::value(one.finer)}});
    const auto& left_out = material.left_out;
    return {{"needed", {{"crops", journeys::least_verified_crops}, {"locations", 2}, {"taxa", 2}}},
            {"crops", material.crops},
            {"boxesByMachine", material.boxes_by_machine},
            {"locations", material.locations},
            {"taxa", std::move(list)},
            {"leftOut",
             {{"videos", left_out.videos},
              {"withoutBox", left_out.without_box},
              {"severalTaxa", left_out.several_taxa},
              {"notIdentified", left_out.not_identified},
              {"unknownNames", json::value_from(left_out.unknown)}}},
            {"backbones", json::value_from(material.backbones)}};
}

// The report as it is kept, with what people call the taxa.
json::value report_json(json::value report, const journeys::Taxa& taxa) {
    if (!report.is_object()) return nullptr;
    for (const auto* list : {"classes", "taxaLeftOut"})
        for (auto& one : report.as_object().at(list).as_array())
            one.as_object()["vernacularNames"] =
                vernacular_names(taxa.find(std::string_view(one.at("scientificName").as_string())));
    return report;
}

json::object training_json(const journeys::ProjectModel& one, const journeys::Taxa& taxa) {
    const auto& model = one.model;
    json::value name = nullptr;
    if (model.version) name = json::string(journeys::own_model_name(model.name, *model.version));
    return {{"trainingID", model.trained_model_id.text()},
            {"name", model.name},
            {"version", or_null(model.version)},
            {"modelName", std::move(name)},
            {"backbone", model.backbone},
            {"taxa", json::value_from(model.taxa)},
            {"seed", model.seed},
            {"state", model.state},
            {"step", model.step},
            {"done", model.done},
            {"total", model.total},
            {"problem", problem_or_null(model.problem_code, model.problem_detail)},
            {"startedBy", model.account_name},
            {"startedAt", to_text(model.created_at)},
            {"finishedAt", time_or_null(model.finished_at)},
            {"inUse", one.in_use},
            {"licence", model.licence},
            {"sha256", text_or_null(model.weights_sha256)},
            {"bytes", or_null(model.weights_bytes)},
            {"report", report_json(model.report, taxa)}};
}

journeys::AskedTraining asked_training(const json::object& object) {
    const FieldReader fields(object, {"name", "taxa", "backbone", "seed"});
    journeys::AskedTraining asked;
    asked.name = fields.required_text("name");
    if (const auto* taxa = fields.list("taxa"))
        for (const auto& one : *taxa) {
            if (!one.is_string()) FieldReader::refuse("taxa", "a list of scientific names");
            asked.taxa.emplace_back(one.get_string());
        }
    asked.backbone = fields.text("backbone");
    asked.seed = fields.integer("seed").value_or(1);
    return asked;
}

journeys::TrainedModelId training_of(const Request& request) {
    return path_id<journeys::TrainedModelId>(request, "trainingID");
}

Response package(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    auto package = journeys::trained_package(service.house, caller.viewer(), project_of(request), training_of(request));
    auto response = Response::stream(
        [write = std::move(package.write)](ResponseWriter& writer) {
            write([&](std::span<const std::byte> bytes) { writer.write(bytes); });
        },
        "application/zip");
    response.attachment(package.file_name);
    return response;
}

}  // namespace

void add_training_routes(Router& router, const Service& service) {
    const std::string all = "/api/v1/projects/{projectID}/models/training";
    const auto one = all + "/{trainingID}";
    router.get(all + "/material", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(material_json(
            journeys::training_material(service.house, caller.viewer(), project_of(request)), service.house.taxa));
    });
    router.get(all, [&](const Request& request) {
        const auto caller = require_caller(service, request);
        json::array items;
        for (const auto& model : journeys::project_models(service.house, caller.viewer(), project_of(request)))
            items.push_back(training_json(model, service.house.taxa));
        return json_response(json::object{{"items", std::move(items)}});
    });
    router.post(all, [&](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto asked = asked_training(json_object_body(request));
        return json_response(
            training_json(journeys::start_training(service.house, caller.viewer(), project_of(request), asked),
                          service.house.taxa),
            202);
    });
    router.del(one, [&](const Request& request) {
        const auto caller = require_caller(service, request);
        journeys::remove_trained_model(service.house, caller.viewer(), project_of(request), training_of(request));
        return Response::no_content();
    });
    router.get(one + "/card", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        auto card = journeys::trained_card(service.house, caller.viewer(), project_of(request), training_of(request));
        auto response = Response::bytes(std::move(card.text), "text/markdown; charset=utf-8");
        response.attachment(card.file_name);
        return response;
    });
    router.get(one + "/package", [&](const Request& request) { return package(service, request); });
}

}  // namespace serow::server
