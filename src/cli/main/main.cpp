// serow: one program, many commands. It builds the house and hands it on.
#include <csignal>
#include <cstdio>
#include <exception>

#include "base/problem.h"
#include "cli/commands.h"
#include "cli/settings.h"

namespace {

void on_signal(int) {
    serow::cli::stop_asked = true;
}

}  // namespace

int main(int argc, char** argv) {
    using namespace serow;
    struct sigaction action{};
    action.sa_handler = on_signal;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    CLI::App app{
        "Serow: camera-trap data, from a memory card to a map.\n"
        "`serow serve` starts the service; `serow analyze` needs no service at all."};
    app.set_version_flag("--version", SEROW_VERSION);
    app.require_subcommand(1);
    Config config;
    cli::bind_settings(app, config, argc, argv);
    app.parse_complete_callback([&] { cli::finish_settings(app, config); });
    cli::add_commands(app, config);
    try {
        app.name(argv[0]);
        app.parse(cli::words_of(app, argc, argv));
        return 0;
    } catch (const CLI::RequiredError& error) {
        if (const auto unknown = app.remaining(); !unknown.empty())
            std::fprintf(stderr, "serow: there is no command \"%s\"; serow --help lists them\n",
                         unknown.front().c_str());
        else
            app.exit(error);
        return facts_of(Code::bad_request).exit_status;
    } catch (const CLI::ParseError& error) {
        const int status = app.exit(error);
        return status == 0 ? 0 : facts_of(Code::bad_request).exit_status;
    } catch (const Failure& failure) {
        std::fprintf(stderr, "\nserow: %s\n  %s\n", std::string(facts_of(failure.problem().code).sentence).c_str(),
                     failure.problem().detail.c_str());
        return facts_of(failure.problem().code).exit_status;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "\nserow: a fault of the program: %s\n", error.what());
        return facts_of(Code::internal).exit_status;
    }
}
