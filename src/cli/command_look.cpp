// serow species | map | activity: the project's numbers as CSV.
#include <cstdio>
#include <memory>

#include "cli/client.h"
#include "cli/commands.h"

namespace serow::cli {

void add_look(CLI::App& app, const Config& config) {
    struct Fields {
        std::string project, species;
        bool only_human = false;
    };
    auto fields = std::make_shared<Fields>();
    const auto add = [&](const std::string& name, const std::string& help, bool of_species) {
        auto* command = app.add_subcommand(name, help);
        command->fallthrough();
        command->add_option("--project", fields->project, "Title or id")->required();
        command->add_flag("--only-human", fields->only_human, "Count only what a person answered");
        if (of_species) command->add_option("--species", fields->species, "Scientific name")->required();
        command->callback([fields, name, &config] {
            Client client(config);
            auto path = "/projects/" + client.project_id(fields->project) + "/" + name + "?format=csv";
            if (fields->only_human) path += "&onlyHuman=true";
            if (!fields->species.empty()) path += "&scientificName=" + url_encoded(fields->species);
            std::fputs(client.get_text(path).c_str(), stdout);
        });
    };
    add("species", "Species with events, effort and rate per 100 trap-nights, as CSV", false);
    add("map", "Sample points with effort and events per species, as CSV", false);
    add("activity", "A species' daily rhythm, as CSV", true);
}

}  // namespace serow::cli
