// serow analyze DIR --output FILE: MegaDetector batch JSON, no server needed.
#include <unistd.h>

#include <cstdio>
#include <format>
#include <memory>

#include "base/time.h"
#include "cli/commands.h"
#include "cli/upload_board.h"
#include "journeys/analyze_folder.h"

namespace serow::cli {
namespace {

void show_progress(const journeys::AnalyzeProgress& progress) {
    const auto now = progress.finished - progress.resumed;
    const double rate = progress.seconds > 0 ? static_cast<double>(now) / progress.seconds : 0;
    const double share =
        progress.files > 0 ? static_cast<double>(progress.finished) / static_cast<double>(progress.files) : 1;
    const auto left = progress.files - progress.finished;
    std::string line =
        std::format("{:3.0f} %  {}/{} files  {:.1f}/s", share * 100, progress.finished, progress.files, rate);
    if (left > 0 && rate > 0) line += "  " + duration_text(static_cast<double>(left) / rate) + " left";
    if (progress.failures > 0) line += std::format("  {} unreadable", progress.failures);
    if (::isatty(STDERR_FILENO) != 0) {
        constexpr int width = 30;
        const auto full = static_cast<std::size_t>(share * width);
        std::fprintf(stderr, "\r\033[K[%s%s] %s", std::string(full, '#').c_str(),
                     std::string(width - full, '.').c_str(), line.c_str());
    } else {
        std::fprintf(stderr, "%s\n", line.c_str());
    }
}

}  // namespace

void add_analyze(CLI::App& app, const Config& config) {
    auto options = std::make_shared<journeys::AnalyzeOptions>();
    auto species = std::make_shared<bool>(false);
    auto restart = std::make_shared<bool>(false);
    auto* command =
        app.add_subcommand("analyze", "Find animals, people and vehicles in a folder; writes MegaDetector batch JSON");
    command->fallthrough();
    command->add_option("folder", options->folder, "Photos and videos, with all folders below")->required();
    command->add_option("-o,--output", options->output, "The JSON file to write")->required();
    command->add_option("--threshold", options->least_confidence, "Least confidence of a box that is written")
        ->check(CLI::Range(0.001, 0.999))
        ->capture_default_str();
    command->add_option("--threads", options->threads, "0: one a core")->check(CLI::Range(0, 256));
    command->add_flag("--species", *species, "Also suggest species for the animals (slower)");
    command->add_flag("--restart", *restart, "Throw away what an interrupted run had finished");
    command->callback([options, species, restart, &config] {
        options->resume = !*restart;
        options->frames_per_second = config.frames_per_second;
        const journeys::Taxa taxa;
        const auto registry = journeys::open_registry(config);
        const auto eyes = value_or_throw(journeys::Eyes::open(config, registry, taxa, *species));
        const auto progress = journeys::analyze_folder(*options, eyes, SystemClock(), stop_asked, show_progress);
        std::fprintf(
            stderr,
            "\n%zu files analysed with %s (%zu of them earlier), %zu unreadable, %zu left out as no media: %s\n",
            progress.finished, eyes.name().c_str(), progress.resumed, progress.failures, progress.left_out,
            options->output.c_str());
    });
}

}  // namespace serow::cli
