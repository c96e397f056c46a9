// CPU time of bringing one photo in (hash, store, facts, renditions, rows) against the work that cannot be spared:
// SHA-256 + scaled decode + resize + encode. bench_ingest PHOTOS [rounds]
// Two cards, both held against the bar: the reference photos as they are, and those of them that are as cameras wrote
// them. Most of the others are copies of one megapixel: what a photo costs whatever its size weighs much beside their
// pixels, and Serow takes them as their own previews; the limit decodes and encodes all alike.
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "base/digest.h"
#include "journeys/bring_in.h"
#include "journeys/field_work.h"
#include "journeys/open_house.h"
#include "journeys/organise.h"
#include "journeys/read_media.h"
#include "journeys/sign_in.h"
#include "measure.h"
#include "media/decode.h"
#include "media/renditions.h"
#include "media/resize.h"

using namespace serow;

namespace {

// Of every PostgreSQL process that works in `folder`, those that have ended included, as far as their parent knows.
double database_cpu_seconds(const std::filesystem::path& folder) {
    double ticks = 0;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        std::error_code error;
        const auto where = std::filesystem::read_symlink(entry.path() / "cwd", error);
        if (error || !where.string().starts_with(folder.string())) continue;
        std::ifstream file(entry.path() / "stat");
        std::string text((std::istreambuf_iterator<char>(file)), {});
        std::istringstream fields(text.substr(text.rfind(')') + 1));
        std::string field;
        for (int i = 3; fields >> field && i <= 17; ++i)
            if (i >= 14) ticks += std::stod(field);  // utime stime cutime cstime
    }
    return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

void spared_by_nobody(const std::vector<std::byte>& bytes) {
    if (sha256_of(bytes).hex.empty()) std::exit(2);
    auto decoded = media::decode_image(bytes, media::preview_side);
    if (!decoded) std::exit(2);
    const auto preview = media::shrink_to(std::move(decoded->image), media::preview_side);
    const auto thumbnail = media::shrink_to(preview, media::thumbnail_side);
    if (!media::encode_jpeg(preview, 80) || !media::encode_jpeg(thumbnail, 78)) std::exit(2);
}

using Photos = std::vector<std::vector<std::byte>>;

constexpr std::size_t card_size = 120;
constexpr int least_camera_pixels = 2'900'000;  // the smallest camera among the reference photos writes 2048 x 1440

// A card's worth of the photos that `is_wanted` by their pixels, again and again where there are fewer.
Photos card_of(const std::filesystem::path& folder, bool (*is_wanted)(int pixels)) {
    Photos photos;
    for (const auto& path : bench::photos_in(folder, 10'000)) {
        auto bytes = media::read_whole_file(path);
        if (!bytes) continue;
        const auto decoded = media::decode_image(*bytes, media::thumbnail_side);
        if (decoded && is_wanted(decoded->full_width * decoded->full_height)) photos.push_back(std::move(*bytes));
        if (photos.size() == card_size) return photos;
    }
    for (std::size_t i = 0; !photos.empty() && photos.size() < card_size; ++i) {
        auto again = photos[i];
        again.push_back(std::byte{0});  // bytes behind a JPEG's end change no pixel
        photos.push_back(std::move(again));
    }
    return photos;
}

constexpr double most = 1.3;  // of the limit, PostgreSQL included

struct Costs {
    double limit_s = 0;
    double ours_s = 0;
    double database_s = 0;
};

class Reserve {
public:
    explicit Reserve(const journeys::House& house)
        : house_(house),
          caller_(journeys::register_account(house, {"bench@example.org", "correct horse battery", "Bench", "Bench"})
                      .caller),
          organisation_(journeys::list_organisations(house, caller_.viewer()).front().organisation_id) {}

    // One card into a project of its own. Each photo grows by a byte: nothing is known already.
    Costs bring_in(Photos& photos) const {
        journeys::ProjectChange fields;
        fields.title = "Bench";
        const auto viewer = caller_.viewer();
        const auto project = journeys::create_project(house_, viewer, organisation_, fields).project_id;
        journeys::LocationChange place;
        place.name = "P";
        place.latitude = place.longitude = 0;
        const auto location = journeys::create_location(house_, viewer, project, place).location_id;
        const auto card = journeys::begin_upload(house_, viewer, project, {{}, location, "card"}).upload_id;
        std::vector<journeys::AnnouncedFile> announced;
        for (std::size_t i = 0; i < photos.size(); ++i) {
            photos[i].push_back(std::byte{1});
            announced.push_back({std::to_string(i) + ".jpg",
                                 static_cast<std::int64_t>(photos[i].size()),
                                 sha256_of(photos[i]).hex,
                                 {}});
        }

        const auto bare = bench::cpu_seconds();
        for (const auto& bytes : photos) spared_by_nobody(bytes);
        const auto start = bench::cpu_seconds();
        const auto database = database_cpu_seconds(house_.config.data_folder);
        const auto files = journeys::announce(house_, viewer, project, card, announced);
        std::vector<MediaId> arrived;
        for (std::size_t i = 0; i < photos.size(); ++i) {
            journeys::Arrival arrival(house_, viewer, project, card, files[i].upload_file_id);
            arrival.write(photos[i]);
            arrived.push_back(*arrival.finish().media_id);
            // As a worker does: a few together.
            if (arrived.size() == 8 || i + 1 == photos.size()) {
                journeys::read_media(house_, project, arrived);
                arrived.clear();
            }
        }
        return {start - bare, bench::cpu_seconds() - start, database_cpu_seconds(house_.config.data_folder) - database};
    }

private:
    const journeys::House& house_;
    journeys::Caller caller_;
    OrganisationId organisation_;
};

// Prints the medians and tells the ratio, PostgreSQL included; the first card warms up and does not count.
double measure(const char* name, const Reserve& reserve, Photos photos, int rounds) {
    std::vector<double> ratios, with_database, ours, limit;
    for (int round = 0; round <= rounds; ++round) {
        const auto costs = reserve.bring_in(photos);
        if (round == 0) continue;
        const auto count = static_cast<double>(photos.size());
        limit.push_back(costs.limit_s / count * 1e3);
        ours.push_back(costs.ours_s / count * 1e3);
        ratios.push_back(costs.ours_s / costs.limit_s);
        with_database.push_back((costs.ours_s + costs.database_s) / costs.limit_s);
    }
    double bytes = 0;
    for (const auto& photo : photos) bytes += static_cast<double>(photo.size());
    std::printf(
        "%-26s %7.1f ms CPU/photo of %.1f MB   hash + decode + resize + encode %5.1f ms   ratio %.2f, with the "
        "database %.2f",
        name, bench::median(ours), bytes / 1e6 / static_cast<double>(photos.size()), bench::median(limit),
        bench::median(ratios), bench::median(with_database));
    std::printf(" (at most %.1f)   peak %.0f MB\n", most, bench::peak_memory_mb());
    return bench::median(with_database);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return std::fprintf(stderr, "bench_ingest PHOTOS [rounds]\n"), 64;
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 3;  // NOLINT(cert-err34-c): a number or the default
    auto photos = card_of(argv[1], [](int) { return true; });
    auto originals = card_of(argv[1], [](int pixels) { return pixels >= least_camera_pixels; });
    if (originals.empty()) return std::fprintf(stderr, "%s holds no photos as cameras write them\n", argv[1]), 66;

    const auto folder = std::filesystem::temp_directory_path() / ("serow-bench-" + std::to_string(::getpid()));
    double ratio = 0;
    {
        Config config;
        config.data_folder = folder;
        config.reserve_bytes = 0;
        const journeys::OpenHouse open(config, journeys::Use::serve);
        const Reserve reserve(open.house());
        ratio = measure("ingest", reserve, std::move(photos), rounds);
        ratio = std::max(ratio, measure("ingest, as cameras wrote", reserve, std::move(originals), rounds));
    }
    std::filesystem::remove_all(folder);
    return ratio <= most ? 0 : 1;
}
