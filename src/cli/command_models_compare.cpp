// serow models compare: the models that looked at a project's media, held against what people have settled, as CSV.
#include <cstdio>
#include <memory>

#include "cli/client.h"
#include "cli/commands.h"

namespace serow::cli {

void add_models_compare(CLI::App& models, const Config& config) {
    struct Fields {
        std::string project, model, with;
    };
    auto fields = std::make_shared<Fields>();
    auto* command = models.add_subcommand("compare", "Models against what people have settled, as CSV")->fallthrough();
    command->add_option("model", fields->model, "Only this one, as it stands in the ledger: \"deimv2_femto 1\"");
    command->add_option("with", fields->with, "And this one; then on the media that both looked at");
    command->add_option("--project", fields->project, "Title or id")->required();
    command->callback([fields, &config] {
        Client client(config);
        auto path = "/projects/" + client.project_id(fields->project) + "/models/comparison?format=csv";
        if (!fields->model.empty()) path += "&model=" + url_encoded(fields->model);
        if (!fields->with.empty()) path += "&with=" + url_encoded(fields->with);
        std::fputs(client.get_text(path).c_str(), stdout);
    });
}

}  // namespace serow::cli
