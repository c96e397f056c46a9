// serow export camtrap-dp | megadetector | speciesnet --project P --output FILE
#include <cstdio>
#include <memory>

#include "cli/client.h"
#include "cli/commands.h"
#include "journeys/export_to_file.h"

namespace serow::cli {

void add_export(CLI::App& app, const Config& config) {
    auto* command = app.add_subcommand("export", "Take a project away in a standard form");
    command->fallthrough()->require_subcommand(1);
    struct Fields {
        std::string project, output, deployment;
        bool local = false;
    };
    auto fields = std::make_shared<Fields>();
    auto* camtrap_dp = command->add_subcommand("camtrap-dp", "A Camtrap DP 1.0.2 package")->fallthrough();
    camtrap_dp->add_option("--project", fields->project, "Title or id")->required();
    camtrap_dp->add_option("-o,--output", fields->output, "The zip to write")->required();
    camtrap_dp->add_flag("--local", fields->local, "From this machine's data folder, without a running service");
    camtrap_dp->callback([fields, &config] {
        if (fields->local) {
            journeys::export_to_file(config, fields->project, fields->output);
        } else {
            Client client(config);
            client.download("/projects/" + client.project_id(fields->project) + "/export/camtrap-dp", fields->output);
        }
        std::printf("%s\n", fields->output.c_str());
    });
    const auto predictions = [&](const std::string& name, const std::string& help, journeys::PredictionsFormat format) {
        auto* one = command->add_subcommand(name, help)->fallthrough();
        one->add_option("--project", fields->project, "Title or id")->required();
        one->add_option("--deployment", fields->deployment, "Id of one deployment; paths are then those of its card");
        one->add_option("-o,--output", fields->output, "The JSON to write")->required();
        one->add_flag("--local", fields->local, "From this machine's data folder, without a running service");
        one->callback([fields, name, format, &config] {
            if (fields->local) {
                journeys::export_predictions_to_file(config, fields->project, format, fields->deployment,
                                                     fields->output);
            } else {
                Client client(config);
                auto path = "/projects/" + client.project_id(fields->project) + "/export/" + name;
                if (!fields->deployment.empty()) path += "?deploymentID=" + url_encoded(fields->deployment);
                client.download(path, fields->output);
            }
            std::printf("%s\n", fields->output.c_str());
        });
    };
    predictions("megadetector", "What machines saw, as MegaDetector JSON: for Timelapse and others",
                journeys::PredictionsFormat::megadetector);
    predictions("speciesnet", "What machines saw on photos, as SpeciesNet's predictions JSON",
                journeys::PredictionsFormat::speciesnet);
}

}  // namespace serow::cli
