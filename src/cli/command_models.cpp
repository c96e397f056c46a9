// serow models list | verify | pull | add; bench, train and compare are in files of their own
#include <cstdio>
#include <format>
#include <memory>

#include "base/problem.h"
#include "cli/commands.h"
#include "journeys/add_model.h"
#include "journeys/pull_model.h"

namespace serow::cli {

void add_models(CLI::App& app, const Config& config) {
    auto* models = app.add_subcommand("models", "The models that Serow knows, and their weights");
    models->fallthrough();
    models->require_subcommand(1);

    models->add_subcommand("list", "What is known and what is here")->fallthrough()->callback([&config] {
        for (const auto& model : journeys::list_models(config))
            std::printf("%-24s %-8s %-10s %-8s %-13s %s\n", model.name.c_str(), model.version.c_str(),
                        model.task.c_str(), model.present ? "present" : "missing", model.licence.c_str(),
                        model.detail.c_str());
    });

    models->add_subcommand("verify", "Compare the weights that are here with the manifests' hashes")
        ->fallthrough()
        ->callback([&config] {
            bool good = true;
            for (const auto& model : journeys::list_models(config)) {
                if (!model.here) {
                    std::printf("missing  %s: %s\n", model.name.c_str(), model.detail.c_str());
                    continue;
                }
                const auto result = journeys::verify_model(config, model.name);
                good = good && result;
                std::printf("%-8s %s: %s\n", result ? "good" : "BAD", model.name.c_str(),
                            result ? model.detail.c_str() : result.error().detail.c_str());
            }
            if (!good)
                throw Failure(Code::hash_mismatch,
                              "some weights are not what their manifest says; remove them and run `serow models pull`");
        });

    auto names = std::make_shared<std::vector<std::string>>();
    auto* pull = models->add_subcommand("pull", "Fetch missing weights into the data folder")->fallthrough();
    pull->add_option("names", *names, "Which; none: all that the configuration uses");
    pull->callback([names, &config] {
        auto wanted = *names;
        if (wanted.empty()) {
            wanted = config.classifiers;
            wanted.push_back(config.detector);
        }
        for (const auto& name : wanted) {
            const auto path =
                value_or_throw(journeys::pull_model(config, name, [&](std::uint64_t have, std::uint64_t all) {
                    std::fprintf(stderr, "\r%s: %.1f of %.1f MB", name.c_str(), static_cast<double>(have) / 1e6,
                                 static_cast<double>(all) / 1e6);
                }));
            std::printf("%s: %s\n", name.c_str(), path.c_str());
        }
    });

    auto file = std::make_shared<std::string>();
    auto manifest = std::make_shared<std::string>();
    auto labels = std::make_shared<std::filesystem::path>();
    auto* add = models->add_subcommand("add", "Take in an ONNX file, tried out first")->fallthrough();
    add->add_option("file", *file, "The weights, FILE.onnx")->required();
    add->add_option("--manifest", *manifest,
                    "A name of `serow models list`, or a folder with manifest.json and labels.csv")
        ->required();
    add->add_option("--labels", *labels,
                    "Of a model whose list of labels comes with its weights (SpeciesNet's); else it lies beside them");
    add->callback([file, manifest, labels, &config] {
        const auto added = value_or_throw(journeys::add_model(config, *file, *manifest, *labels));
        std::printf("%s: %s\n", added.name.c_str(), added.weights.c_str());
    });

    add_models_bench(*models, config);
    add_models_train(*models, config);
    add_models_run(*models, config);
    add_models_compare(*models, config);
    add_models_calibrate(*models, config);
}

}  // namespace serow::cli
