// CPU time of bringing one photo in (hash, store, facts, renditions, rows) against the work that cannot be spared:
// SHA-256 + scaled decode + resize + encode. bench_ingest PHOTOS [rounds]
#include <unistd.h>

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

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return std::fprintf(stderr, "bench_ingest PHOTOS [rounds]\n"), 64;
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 3;  // NOLINT(cert-err34-c): a number or the default
    std::vector<std::vector<std::byte>> photos;
    for (const auto& path : bench::photos_in(argv[1], 120))
        if (auto bytes = media::read_whole_file(path)) photos.push_back(std::move(*bytes));

    const auto folder = std::filesystem::temp_directory_path() / ("serow-bench-" + std::to_string(::getpid()));
    std::vector<double> ratios, ratios_with_database, ours, limit;
    {
        Config config;
        config.data_folder = folder;
        config.reserve_bytes = 0;
        const journeys::OpenHouse open(config, journeys::Use::serve);
        const auto& house = open.house();
        const auto caller =
            journeys::register_account(house, {"bench@example.org", "correct horse battery", "Bench", "Bench"}).caller;
        const auto organisation = journeys::list_organisations(house, caller.viewer()).front();
        for (int round = 0; round <= rounds; ++round) {
            journeys::ProjectChange fields;
            fields.title = "Round " + std::to_string(round);
            const auto project =
                journeys::create_project(house, caller.viewer(), organisation.organisation_id, fields).project_id;
            journeys::LocationChange place;
            place.name = "P";
            place.latitude = place.longitude = 0;
            const auto location = journeys::create_location(house, caller.viewer(), project, place).location_id;
            const auto card = journeys::begin_upload(house, caller.viewer(), project, {{}, location, "card"}).upload_id;
            // Other bytes each round: nothing is known already. Bytes behind a JPEG's end change no pixel.
            std::vector<journeys::AnnouncedFile> announced;
            for (std::size_t i = 0; i < photos.size(); ++i) {
                photos[i].push_back(static_cast<std::byte>(round));
                announced.push_back({std::to_string(i) + ".jpg",
                                     static_cast<std::int64_t>(photos[i].size()),
                                     sha256_of(photos[i]).hex,
                                     {}});
            }

            const auto bare = bench::cpu_seconds();
            for (const auto& bytes : photos) spared_by_nobody(bytes);
            const auto start = bench::cpu_seconds();
            const auto database = database_cpu_seconds(folder);
            const auto files = journeys::announce(house, caller.viewer(), project, card, announced);
            std::vector<MediaId> arrived;
            for (std::size_t i = 0; i < photos.size(); ++i) {
                journeys::Arrival arrival(house, caller.viewer(), project, card, files[i].upload_file_id);
                arrival.write(photos[i]);
                arrived.push_back(*arrival.finish().media_id);
                // As a worker does: a few together.
                if (arrived.size() == 8 || i + 1 == photos.size()) {
                    journeys::read_media(house, project, arrived);
                    arrived.clear();
                }
            }
            const auto end = bench::cpu_seconds();
            const auto database_end = database_cpu_seconds(folder);
            if (round == 0) continue;
            const auto count = static_cast<double>(photos.size());
            limit.push_back((start - bare) / count * 1e3);
            ours.push_back((end - start) / count * 1e3);
            ratios.push_back((end - start) / (start - bare));
            ratios_with_database.push_back((end - start + database_end - database) / (start - bare));
        }
    }
    std::filesystem::remove_all(folder);
    const auto ratio = bench::median(ratios_with_database);
    std::printf(
        "ingest                     %7.1f ms CPU/photo   hash + decode + resize + encode %5.1f ms   ratio %.2f, with "
        "the database %.2f (at most 1.5)   peak %.0f MB\n",
        bench::median(ours), bench::median(limit), bench::median(ratios), ratio, bench::peak_memory_mb());
    return ratio <= 1.5 ? 0 : 1;
}
