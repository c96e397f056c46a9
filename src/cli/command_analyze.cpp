// serow analyze DIR --output FILE: MegaDetector batch JSON, no server needed.
#include <unistd.h>

#include <cstdio>
#include <format>
#include <memory>
#include <string>
#include <utility>

#include "base/time.h"
#include "cli/commands.h"
#include "cli/upload_board.h"
#include "journeys/analyze_folder.h"
#include "journeys/analyze_motion.h"

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

struct Analysed {
    journeys::AnalyzeProgress progress;
    std::string with;
};

Analysed analyze_motion(const journeys::AnalyzeOptions& options) {
    return {journeys::analyze_motion(options, SystemClock(), stop_asked, show_progress), journeys::motion_detector};
}

void show_end(const journeys::AnalyzeOptions& options, const Analysed& analysed) {
    const auto& progress = analysed.progress;
    std::fprintf(
        stderr,
        "\n%zu files analysed with %s (%zu of them earlier), %zu of which nothing can be said, %zu left out as no "
        "media: %s\n",
        progress.finished, analysed.with.c_str(), progress.resumed, progress.failures, progress.left_out,
        options.output.c_str());
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
    command->add_flag("--second-opinion", options->second_opinion,
                      "Boxes where something moved count from half the threshold on, weak ones in blank photos do not");
    command->add_flag("--restart", *restart, "Throw away what an interrupted run had finished");
    command->callback([options, species, restart, &config] {
        options->resume = !*restart;
        options->frames_per_second = config.frames_per_second;
        options->smooth_events = config.event_smoothing;
        if (config.detector == journeys::motion_detector) return show_end(*options, analyze_motion(*options));
        const journeys::Taxa taxa;
        const auto registry = journeys::open_registry(config);
        auto eyes = journeys::Eyes::open(config, registry, taxa, *species);
        // Who asked for an accelerator or a server wants the model, and no substitute for it.
        const bool is_plain = config.execution_provider == "cpu" && config.remote_inference.empty();
        if (!eyes && eyes.error().code == Code::unavailable && is_plain) {
            std::fprintf(stderr,
                         "No detector: %s\nWithout one only what moved is told: no people, no vehicles, no videos; "
                         "--detector motion is quiet about it.\n",
                         eyes.error().detail.c_str());
            return show_end(*options, analyze_motion(*options));
        }
        const auto model = value_or_throw(std::move(eyes));
        show_end(*options,
                 {journeys::analyze_folder(*options, model, SystemClock(), stop_asked, show_progress), model.name()});
    });
}

}  // namespace serow::cli
