// serow demo: a filled demo reserve.
#include <cstdio>

#include "cli/commands.h"
#include "journeys/demo.h"
#include "journeys/open_house.h"

namespace serow::cli {

void add_demo(CLI::App& app, const Config& config) {
    auto* command =
        app.add_subcommand("demo", "Make a demo reserve in this machine's data folder; a running service fills it");
    command->fallthrough();
    command->callback([&config] {
        const journeys::OpenHouse open(config, journeys::Use::tool);
        const auto access = journeys::ensure_demo(open.house());
        std::printf("demo reserve: sign in as %s with the password %s\n", access.email.c_str(),
                    access.password.c_str());
    });
}

}  // namespace serow::cli
