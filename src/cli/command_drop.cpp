// serow drop FOLDER --project P: beside an FTP server, on the machine that holds the data folder.
#include <cstdio>
#include <format>
#include <memory>

#include "base/caught.h"
#include "base/log.h"
#include "base/pause.h"
#include "cli/commands.h"
#include "journeys/drop_folder.h"
#include "journeys/named.h"
#include "journeys/open_house.h"

namespace serow::cli {

void add_drop(CLI::App& app, const Config& config) {
    struct Asked {
        journeys::DropOptions options;
        std::string project;
        int settle_s = 30;
        int patience_s = 3600;
    };
    auto asked = std::make_shared<Asked>();
    auto* command = app.add_subcommand(
        "drop", "Take in what cameras send by FTP: watches a folder that holds a folder for each camera");
    command->fallthrough();
    command->add_option("folder", asked->options.folder, "The folder")->required()->check(CLI::ExistingDirectory);
    command->add_option("--project", asked->project, "Title or id")->required();
    command->add_option("--settle", asked->settle_s, "A file that did not change for so many seconds is whole")
        ->check(CLI::Range(1, 3600));
    command
        ->add_option("--patience", asked->patience_s,
                     "Seconds for which a file that is cut off is waited for; then it is refused")
        ->check(CLI::Range(1, 30 * 24 * 3600));
    command->add_option("--done", asked->options.done,
                        "Where taken files go, on the same disk; without it they are removed");
    command->callback([asked, &config] {
        require_own_data_folder(config);
        asked->options.settle = std::chrono::seconds(asked->settle_s);
        asked->options.patience = std::chrono::seconds(asked->patience_s);
        const journeys::OpenHouse open(config, journeys::Use::tool);
        asked->options.project = journeys::find_project(open.house(), asked->project);
        journeys::DropFolder folder(open.house(), asked->options, [](const std::string& line) { log_info(line); });
        log_info("watching for files of cameras", {{"folder", asked->options.folder.string()}});
        while (!stop_asked) {
            auto until_next = std::chrono::seconds(1);
            try {
                if (const auto taken = folder.look(std::chrono::steady_clock::now()); taken > 0)
                    log_info("took files in", {{"files", std::to_string(taken)}});
            } catch (const std::exception& error) {
                // The service restarts, the disk is full, a folder went away: the files lie where they are.
                log_error(problem_of(error, "looking at the folder").detail + "; tried again in half a minute");
                until_next = std::chrono::seconds(30);
            }
            pause(until_next, stop_asked);
        }
    });
}

}  // namespace serow::cli
