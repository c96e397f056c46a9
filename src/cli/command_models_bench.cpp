// serow models bench: how many pictures each model should be given at once on this machine.
#include <cstdio>
#include <memory>

#include "cli/commands.h"
#include "journeys/model_speed.h"

namespace serow::cli {
namespace {

void print_speed(const journeys::BenchedModel& model) {
    if (!model.why_not.empty()) {
        std::printf("%-24s not measured: %s\n", model.name.c_str(), model.why_not.c_str());
        return;
    }
    for (const auto& speed : model.speeds) {
        const bool is_best = speed.batch == model.best.batch && speed.threads == model.best.threads;
        std::printf("%-24s %7d %9d %9d %11.1f%s\n", model.name.c_str(), speed.batch, speed.threads, speed.callers,
                    speed.images_per_second, is_best ? "  kept" : "");
    }
    std::fflush(stdout);
}

}  // namespace

void add_models_bench(CLI::App& models, const Config& config) {
    auto options = std::make_shared<journeys::BenchOptions>();
    auto* bench = models
                      .add_subcommand("bench",
                                      "Measure how many pictures at once are best for each model; workers "
                                      "that start later keep to it")
                      ->fallthrough();
    bench->add_option("names", options->names, "Which; none: all that are here");
    bench->add_option("--batches", options->batches, "Pictures of one run that are tried")
        ->delimiter(',')
        ->check(CLI::Range(1, 256))
        ->capture_default_str();
    bench->add_option("--rounds", options->rounds, "Of which the median counts")
        ->check(CLI::Range(1, 100))
        ->capture_default_str();
    bench->callback([options, &config] {
        std::printf("%s\n%-24s %7s %9s %9s %11s\n", journeys::machine_name().c_str(), "model", "batch", "threads",
                    "callers", "images/s");
        journeys::bench_models(config, *options, print_speed);
    });
}

}  // namespace serow::cli
