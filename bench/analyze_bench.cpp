// Images a second of `serow analyze` against its limit: decoding the same JPEGs and bare inference on as many threads.
// bench_analyze PHOTOS SHARED [rounds]
#include <atomic>
#include <cstdlib>
#include <thread>

#include "journeys/analyze_folder.h"
#include "journeys/eyes.h"
#include "measure.h"
#include "media/decode.h"
#include "vision/fit.h"
#include "vision/runtime.h"
#include "vision/session.h"

using namespace serow;

namespace {

// Decode, then run the network on a tensor that is ready: nothing in between, nothing after.
void decode_and_infer(const std::vector<std::filesystem::path>& photos, int side, const vision::Session& session,
                      const vision::Manifest& manifest, unsigned threads) {
    const auto outputs = vision::output_names(manifest.output);
    std::atomic<std::size_t> next{0};
    std::vector<std::jthread> workers;
    for (unsigned i = 0; i < threads; ++i)
        workers.emplace_back([&] {
            const std::vector<float> pixels(static_cast<std::size_t>(3 * manifest.input.width * manifest.input.height),
                                            0.5F);
            std::vector<vision::Input> inputs{{manifest.input.tensor,
                                               {1, 3, manifest.input.height, manifest.input.width},
                                               std::span<const float>(pixels)}};
            for (const auto& [name, values] : manifest.input.constants)
                inputs.push_back(
                    {name, {1, static_cast<std::int64_t>(values.size())}, std::span<const std::int64_t>(values)});
            for (std::size_t k = next++; k < photos.size(); k = next++) {
                const auto decoded = media::decode_image(photos[k], side);
                if (!decoded || !session.run(inputs, outputs)) std::exit(2);
            }
        });
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) return std::fprintf(stderr, "bench_analyze PHOTOS SHARED [rounds]\n"), 64;
    const std::filesystem::path folder = argv[1];
    const int rounds = argc > 3 ? std::atoi(argv[3]) : 5;  // NOLINT(cert-err34-c): a number or the default
    Config config;
    config.shared = argv[2];
    config.data_folder = std::filesystem::temp_directory_path();
    const journeys::Taxa taxa;
    const auto registry = journeys::open_registry(config);
    const auto eyes = value_or_throw(journeys::Eyes::open(config, registry, taxa, false));
    const auto runtime = value_or_throw(vision::Runtime::open());
    const auto session =
        value_or_throw(vision::Session::load(runtime, value_or_throw(registry.find_weights(eyes.detector()))));
    const auto photos = bench::photos_in(folder, 100'000);
    const auto threads = std::max(1U, std::thread::hardware_concurrency());

    journeys::AnalyzeOptions options;
    options.folder = folder;
    options.output = config.data_folder / "serow-bench-analyze.json";
    options.threads = static_cast<int>(threads);
    options.resume = false;
    const std::atomic<bool> stop{false};
    std::vector<double> ours, limit, ratios;
    for (int round = 0; round <= rounds; ++round) {
        const auto a = bench::wall_seconds();
        decode_and_infer(photos, eyes.wanted_side(), session, eyes.detector(), threads);
        const auto b = bench::wall_seconds();
        journeys::analyze_folder(options, eyes, SystemClock(), stop, [](const auto&) {});
        const auto c = bench::wall_seconds();
        if (round == 0) continue;  // warms files and caches
        limit.push_back(static_cast<double>(photos.size()) / (b - a));
        ours.push_back(static_cast<double>(photos.size()) / (c - b));
        ratios.push_back((b - a) / (c - b));
    }
    std::filesystem::remove(options.output);
    const auto ratio = bench::median(ratios);
    std::printf(
        "analyze                    %7.1f images/s   decode + bare inference %7.1f images/s   ratio %.2f (at least "
        "0.85)   %u threads, peak %.0f MB\n",
        bench::median(ours), bench::median(limit), ratio, threads, bench::peak_memory_mb());
    return ratio >= 0.85 ? 0 : 1;
}
