// The limit of looking at crops to learn from: decoding each photo and one bare run of the network for its crop, on all
// cores. bench_training PHOTOS SHARED [rounds]
#include <cstdlib>
#include <filesystem>
#include <thread>

#include "bare.h"
#include "journeys/eyes.h"
#include "measure.h"
#include "media/decode.h"

using namespace serow;

int main(int argc, char** argv) {
    if (argc < 3) return std::fprintf(stderr, "bench_training PHOTOS SHARED [rounds]\n"), 64;
    const int rounds = argc > 3 ? std::atoi(argv[3]) : 5;  // NOLINT(cert-err34-c): a number or the default
    Config config;
    config.shared = argv[2];
    config.data_folder = std::filesystem::temp_directory_path();
    const auto registry = journeys::open_registry(config);
    const auto* model = value_or_throw(registry.find("mobilenetv2_imagenet"));
    const bench::Bare network(value_or_throw(vision::Runtime::open()), registry, model->manifest);
    const auto photos = bench::photos_in(argv[1], 100'000);
    const auto threads = std::max(1U, std::thread::hardware_concurrency());
    std::vector<double> rates;
    for (int round = 0; round <= rounds; ++round) {
        const auto begun = bench::wall_seconds();
        bench::side_by_side(photos.size(), threads, [&](std::size_t k) {
            const auto photo = media::decode_image(photos[k], journeys::side_for_species);
            if (!photo) std::exit(2);
            network.run(photo->image);
        });
        if (round > 0)  // the first warms files and caches
            rates.push_back(static_cast<double>(photos.size()) / (bench::wall_seconds() - begun));
    }
    std::printf("%.1f\n", bench::median(rates));
    return 0;
}
