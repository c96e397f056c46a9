// serow serve, serow work, serow migrate
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <format>
#include <memory>

#include "base/problem.h"
#include "cli/commands.h"
#include "cli/settings.h"
#include "journeys/demo.h"
#include "journeys/eyes.h"
#include "journeys/open_house.h"
#include "journeys/run_jobs.h"
#include "server/serve.h"

namespace serow::cli {
namespace {

void print_start(const Config& config, const std::string& address) {
    std::fprintf(stderr, "%s", shown(config).c_str());
    std::printf("\n  Serow is ready: %s\n\n", address.c_str());
    std::fflush(stdout);
}

void work(const Config& config, int parent, bool until_empty) {
    if (parent > 0) {
        // A service that is killed takes its workers with it: their leases run out and the jobs go to others.
        ::prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (::getppid() != parent) return;
    }
    const journeys::OpenHouse open(config, journeys::Use::tool);
    const auto registry = journeys::open_registry(config);
    std::array<char, 256> host{};
    ::gethostname(host.data(), host.size() - 1);
    journeys::WorkerOptions options;
    options.name = std::format("{}/{}/{}", host.data(), ::getpid(), to_text(new_uuid()).substr(0, 8));
    options.threads = config.worker_threads;
    options.until_empty = until_empty;
    options.transcoder = std::filesystem::read_symlink("/proc/self/exe");
    journeys::run_jobs(open.house(), registry, options, stop_asked);
}

}  // namespace

void add_serve(CLI::App& app, const Config& config) {
    auto demo = std::make_shared<bool>(false);
    auto* serve = app.add_subcommand("serve", "Serve the page, the API and the workers");
    serve->fallthrough();
    serve->add_flag("--demo", *demo, "Also fill a demo reserve (account demo@serow.invalid)");
    serve->callback([&config, demo] {
        server::serve(config, stop_asked, [&](const journeys::House& house, const std::string& address) {
            if (*demo) {
                const auto access = journeys::ensure_demo(house);
                std::printf("\n  Demo reserve: sign in as %s with the password %s\n", access.email.c_str(),
                            access.password.c_str());
            }
            print_start(config, address);
        });
    });

    auto parent = std::make_shared<int>(0);
    auto until_empty = std::make_shared<bool>(false);
    auto* work_command =
        app.add_subcommand("work", "Work on the queue beside a service (reading, classifying, grouping)");
    work_command->fallthrough();
    work_command->add_option("--parent", *parent, "End with this process")->group("");
    work_command->add_flag("--until-empty", *until_empty, "End when the queue is empty");
    work_command->callback([&config, parent, until_empty] { work(config, *parent, *until_empty); });

    app.add_subcommand("migrate", "Bring the database to this version; serve does so by itself")
        ->fallthrough()
        ->callback([&config] {
            const journeys::OpenHouse open(config, journeys::Use::serve);
            std::printf("the database is up to date\n");
        });
}

}  // namespace serow::cli
