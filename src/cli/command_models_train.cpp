// serow models train FOLDER --labels FILE.csv --name NAME: a reserve's own classifier.
#include <unistd.h>

#include <cstdio>
#include <format>
#include <memory>

#include "cli/commands.h"
#include "cli/upload_board.h"
#include "journeys/model_card.h"
#include "journeys/train_model.h"

namespace serow::cli {
namespace {

struct AskedTraining {
    std::string folder, labels;
    journeys::TrainRequest request;
};

void show_crops(const journeys::CropProgress& p) {
    const double rate = p.seconds > 0 ? static_cast<double>(p.finished) / p.seconds : 0;
    auto line = std::format("{}/{} photos  {:.1f}/s", p.finished, p.files, rate);
    if (rate > 0 && p.finished < p.files)
        line += "  " + duration_text(static_cast<double>(p.files - p.finished) / rate) + " left";
    if (p.left_out > 0) line += std::format("  {} crops left out", p.left_out);
    if (::isatty(STDERR_FILENO) == 0)
        std::fprintf(stderr, "%s\n", line.c_str());
    else
        std::fprintf(stderr, "\r\033[K%s%s", line.c_str(), p.finished == p.files ? "\n" : "");
}

void show_trained(const journeys::TrainedModel& model, const AskedTraining& asked) {
    for (const auto& left_out : model.left_out)
        std::fprintf(stderr, "left out: %s line %zu, %s: %s\n", asked.labels.c_str(), left_out.crop.line,
                     left_out.crop.filePath.c_str(), left_out.reason.c_str());
    for (const auto& rare : model.taxa_left_out)
        std::fprintf(stderr, "left out as too rare: %s (%d crops at %d locations)\n", rare.name.c_str(), rare.crops,
                     rare.locations);
    const auto& top_1 = model.training.scores.top_1;
    std::printf("%s\n", journeys::score_table(model.examples, model.training).c_str());
    std::printf("top-1 at held-out locations: %d of %d, %.0f %% (%.0f-%.0f); seed %llu\n", top_1.successes,
                top_1.trials, 100 * top_1.value(), 100 * top_1.low, 100 * top_1.high,
                static_cast<unsigned long long>(asked.request.fit.seed));
    std::printf("%zu crops: features in %.1f s, training in %.1f s\n", model.examples.size(), model.seconds_features,
                model.seconds_training);
    std::printf("%s version %s: %s\ncard: %s\nuse it: serow analyze FOLDER --species --classifiers %s --output FILE\n",
                model.name.c_str(), model.version.c_str(), model.weights.c_str(), (model.folder / "README.md").c_str(),
                model.name.c_str());
}

}  // namespace

void add_models_train(CLI::App& models, const Config& config) {
    auto asked = std::make_shared<AskedTraining>();
    auto& request = asked->request;
    auto* train = models.add_subcommand("train", "Train a classifier of your own on verified crops")->fallthrough();
    train->add_option("folder", asked->folder, "The photos, with all folders below")->required();
    train
        ->add_option(
            "--labels", asked->labels,
            "CSV with filePath, location, scientificName and, where known, bboxX, bboxY, bboxWidth, bboxHeight")
        ->required();
    train->add_option("--name", request.name, "Of the new model: a-z, 0-9, _")->required();
    train->add_option("--backbone", request.backbone, "The classifier whose features are used")->capture_default_str();
    train->add_option("--seed", request.fit.seed, "Chooses the locations that are held out")->capture_default_str();
    train->add_option("--held-out", request.fit.held_out_share, "About this share of each taxon's crops")
        ->check(CLI::Range(0.05, 0.5))
        ->capture_default_str();
    train->add_option("--least-crops", request.least_crops, "Of a taxon")
        ->check(CLI::Range(2, 1'000'000))
        ->capture_default_str();
    train->add_flag("--leave-out-rare", request.leave_out_rare,
                    "Go on without taxa of too few crops or of one location");
    train->add_option("--threads", request.fit.threads, "0: one a core")->check(CLI::Range(0, 256));
    train->callback([asked, &config] {
        const auto model =
            journeys::train_model(config, asked->request, asked->folder, asked->labels, stop_asked,
                                  {show_crops, [](std::string_view step) {
                                       std::fprintf(stderr, "%.*s\n", static_cast<int>(step.size()), step.data());
                                   }});
        show_trained(model, *asked);
    });
}

}  // namespace serow::cli
