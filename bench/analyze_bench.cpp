// Images a second of `serow analyze`, with each model whose weights are here, against its limit (decoding the same
// JPEGs and bare runs of the network on as many threads) and against the usual script (bench/peer).
// bench_analyze PHOTOS SHARED [rounds]
#include <atomic>
#include <cstdlib>
#include <format>
#include <optional>
#include <thread>

#include "bare.h"
#include "base/json.h"
#include "journeys/analyze_folder.h"
#include "journeys/eyes.h"
#include "measure.h"
#include "media/decode.h"
#include "vision/runtime.h"

using namespace serow;

namespace {

namespace fs = std::filesystem;
using Photos = std::vector<fs::path>;

constexpr double least_of_limit = 0.93, least_of_script = 1.5;

// Of each photo the animals that the classifiers are asked about.
std::vector<int> animals_in(const Photos& photos, const journeys::Eyes& eyes, unsigned threads) {
    std::vector<int> animals(photos.size());
    bench::side_by_side(photos.size(), threads, [&](std::size_t k) {
        const auto photo = eyes.decode(photos[k]);
        const auto threshold = eyes.detector().typical_threshold;
        for (const auto& seen : value_or_throw(eyes.look(value_or_throw(photo).image, threshold, threshold)))
            animals[k] += seen.scores.empty() ? 0 : 1;
    });
    return animals;
}

// Images a second of the script; none where it cannot run.
std::optional<double> script_rate(const vision::Manifest& manifest, const fs::path& weights, const Photos& photos) {
    auto command =
        std::format("node bench/peer/script.mjs models/{}/manifest.json '{}'", manifest.name, weights.string());
    for (const auto& photo : photos) command += std::format(" '{}'", photo.string());
    auto* const output = ::popen(command.c_str(), "r");  // NOLINT(cert-env33-c): paths of ours
    std::string said;
    for (int c = std::fgetc(output); c != EOF; c = std::fgetc(output)) said += static_cast<char>(c);
    if (::pclose(output) != 0) return {};
    const auto told = json::parse(said);
    return static_cast<double>(photos.size()) / told.at("seconds").to_number<double>();
}

bool measure(const fs::path& folder, const Config& config, bool with_species, int rounds) {
    const journeys::Taxa taxa;
    const auto registry = journeys::open_registry(config);
    const auto eyes = value_or_throw(journeys::Eyes::open(config, registry, taxa, with_species));
    const auto runtime = value_or_throw(vision::Runtime::open());
    const bench::Bare detector(runtime, registry, eyes.detector());
    std::vector<bench::Bare> classifiers;
    for (const auto* manifest : eyes.classifiers()) classifiers.emplace_back(runtime, registry, *manifest);
    const auto photos = bench::photos_in(folder, 100'000);
    const auto threads = std::max(1U, std::thread::hardware_concurrency());
    const auto animals = with_species ? animals_in(photos, eyes, threads) : std::vector<int>(photos.size());

    journeys::AnalyzeOptions options;
    options.folder = folder;
    options.output = config.data_folder / "serow-bench-analyze.json";
    options.threads = static_cast<int>(threads);
    options.resume = false;
    const std::atomic<bool> stop{false};
    std::vector<double> ours, limit, script, of_limit, of_script;
    for (int round = 0; round <= rounds; ++round) {
        const auto a = bench::wall_seconds();
        bench::side_by_side(photos.size(), threads, [&](std::size_t k) {
            const auto decoded = eyes.decode(photos[k]);
            if (!decoded) std::exit(2);
            detector.run(decoded->image);
            for (int i = 0; i < animals[k]; ++i)
                for (const auto& classifier : classifiers) classifier.run(decoded->image);
        });
        const auto b = bench::wall_seconds();
        journeys::analyze_folder(options, eyes, SystemClock(), stop, [](const auto&) {});
        const auto c = bench::wall_seconds();
        if (round == 0) continue;  // warms files and caches
        const auto count = static_cast<double>(photos.size());
        limit.push_back(count / (b - a));
        ours.push_back(count / (c - b));
        of_limit.push_back((b - a) / (c - b));
        if (with_species) continue;
        const auto rate = script_rate(eyes.detector(), value_or_throw(registry.find_weights(eyes.detector())), photos);
        if (!rate) continue;
        script.push_back(*rate);
        of_script.push_back(ours.back() / *rate);
    }
    fs::remove(options.output);
    auto line = std::format("analyze {:<28} {:6.1f} images/s   decode + bare runs {:6.1f}   ratio {:.2f} (at least {})",
                            eyes.detector().name + (with_species ? " + species" : ""), bench::median(ours),
                            bench::median(limit), bench::median(of_limit), least_of_limit);
    bool good = bench::median(of_limit) >= least_of_limit;
    if (!script.empty()) {
        line += std::format("   the usual script {:6.1f}: {:.2f} times it (at least {})", bench::median(script),
                            bench::median(of_script), least_of_script);
        good = good && bench::median(of_script) >= least_of_script;
    } else if (!with_species) {
        line += "   SKIPPED: the usual script (cd bench/peer && npm ci --ignore-scripts)";
    }
    std::printf("%s   peak %.0f MB\n", line.c_str(), bench::peak_memory_mb());
    std::fflush(stdout);
    return good;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return std::fprintf(stderr, "bench_analyze PHOTOS SHARED [rounds]\n"), 64;
    const int rounds = argc > 3 ? std::atoi(argv[3]) : 5;  // NOLINT(cert-err34-c): a number or the default
    Config config;
    config.shared = argv[2];
    config.data_folder = fs::temp_directory_path();
    bool good = true;
    for (const auto* name : {"deimv2_femto", "deimv2_atto", "yolox_nano"}) {
        config.detector = name;
        good = measure(argv[1], config, false, rounds) && good;
    }
    config.detector = Config().detector;
    good = measure(argv[1], config, true, rounds) && good;
    return good ? 0 : 1;
}
