// serow models calibrate: whether models are as often right as they say, and reading their probabilities accordingly.
#include <cstdio>
#include <memory>
#include <string>

#include "cli/client.h"
#include "cli/commands.h"

namespace serow::cli {
namespace {

void show_calibration(const json::value& model) {
    std::printf("%s\n  %-8s %8s %6s %7s   %-12s %-17s %-17s %s\n", model.at("model").as_string().c_str(), "of",
                "answers", "right", "points", "by", "error as said", "Brier as said", "in force");
    for (const auto& category : model.at("categories").as_array()) {
        const auto number = [&](const char* key) { return category.at(key).to_number<int>(); };
        std::string by, error, brier;
        const auto figure = [](const json::value& of, const char* key) {
            char text[16];
            std::snprintf(text, sizeof text, "%.3f", of.at(key).to_number<double>());
            return std::string(text);
        };
        if (category.at("enough").as_bool()) {
            by = category.at("method").as_string();
            const auto& said = category.at("asSaid");
            const auto& meant = category.at("calibrated");
            error = figure(said, "calibrationError") + " -> " + figure(meant, "calibrationError");
            brier = figure(said, "brier") + " -> " + figure(meant, "brier");
        } else {
            by = "not enough";
        }
        const auto& holds = category.at("inForce");
        std::printf("  %-8s %8d %6d %7d   %-12s %-17s %-17s %s\n", category.at("category").as_string().c_str(),
                    number("answers"), number("right"), number("locations"), by.c_str(), error.c_str(), brier.c_str(),
                    holds.is_null() ? "-" : holds.at("method").as_string().c_str());
    }
    const auto& needed = model.at("needed");
    std::printf("  needed: %d answers at %d sample points, %d of them right and %d wrong\n",
                needed.at("answers").to_number<int>(), needed.at("locations").to_number<int>(),
                needed.at("ofEachOutcome").to_number<int>(), needed.at("ofEachOutcome").to_number<int>());
}

}  // namespace

void add_models_calibrate(CLI::App& models, const Config& config) {
    struct Fields {
        std::string project, model;
        bool off = false;
    };
    auto fields = std::make_shared<Fields>();
    auto* command =
        models.add_subcommand("calibrate", "Read a model's probabilities as what they turned out to mean in a project")
            ->fallthrough();
    command->add_option("model", fields->model,
                        "Which, as it stands in the ledger: \"deimv2_femto 1\"; none: only tell how good all are");
    command->add_option("--project", fields->project, "Title or id")->required();
    command->add_flag("--off", fields->off, "Read them as the model says them again");
    command->callback([fields, &config] {
        Client client(config);
        const auto path = "/projects/" + client.project_id(fields->project) + "/models/calibration";
        if (fields->model.empty()) {
            if (fields->off) throw Failure(Code::invalid, "name the model whose calibration is to be put off");
            const auto list = client.get(path);
            for (const auto& model : list.at("items").as_array()) show_calibration(model);
            return;
        }
        show_calibration(client.call("PUT", path, json::object{{"model", fields->model}, {"inForce", !fields->off}}));
    });
}

}  // namespace serow::cli
