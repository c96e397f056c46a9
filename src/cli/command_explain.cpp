// serow explain MEDIA: a photograph's whole life.
#include <cstdio>
#include <memory>
#include <string>

#include "cli/commands.h"
#include "journeys/explain_media.h"
#include "journeys/open_house.h"

namespace serow::cli {

void add_explain(CLI::App& app, const Config& config) {
    auto which = std::make_shared<std::string>();
    auto* command =
        app.add_subcommand("explain", "Print one photo's or video's whole life, from the data folder of this machine");
    command->fallthrough();
    command->add_option("media", *which, "A mediaID, the SHA-256 of the file, or the file itself")->required();
    command->callback([&config, which] {
        auto id = *which;
        if (std::filesystem::is_regular_file(id)) id = value_or_throw(sha256_of_file(id)).hex;
        const journeys::OpenHouse open(config, journeys::Use::tool);
        std::fputs(as_text(journeys::explain_media(open.house(), journeys::Viewer::system(), id)).c_str(), stdout);
    });
}

}  // namespace serow::cli
