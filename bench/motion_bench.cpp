// What the detector without weights says of the labelled photos, and what it adds to the default detector:
// bench_motion SHARED. Stations are told by labels.csv; the threshold is chosen anew for each station from the others.
#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <string>

#include "base/image.h"
#include "base/time.h"
#include "camtrap/csv.h"
#include "journeys/eyes.h"
#include "measure.h"
#include "media/decode.h"
#include "media/light.h"
#include "vision/motion.h"
#include "vision/overlap.h"
#include "vision/second_opinion.h"

using namespace serow;

namespace {

struct Photo {
    std::string station;
    bool empty = false;
    std::optional<Box> box;
    vision::Still still;
    vision::Motion motion;
    std::vector<vision::Detection> detections;
};

std::vector<Photo> photos_of(const std::filesystem::path& media, const journeys::Eyes& eyes) {
    std::ifstream in(media / "labels.csv");
    camtrap::CsvReader reader(in, "labels.csv");
    std::vector<std::string> cells;
    std::vector<Photo> photos;
    while (value_or_throw(reader.next(cells))) {  // file, category, species, bbox, timestamp, source, …, site at 11
        if (!cells[0].starts_with("images/")) continue;
        Photo photo;
        photo.station = cells[11].empty() ? cells[0] : cells[5] + " " + cells[11];  // unnamed: a station by itself
        photo.empty = cells[1] == "empty";
        Box box;
        if (std::istringstream(cells[3]) >> box.x >> box.y >> box.width >> box.height) photo.box = box;
        const auto decoded = value_or_throw(eyes.decode(media / cells[0]));
        photo.still = {vision::texture_of(decoded.image), parse_camera_time(cells[4].substr(0, 19)),
                       media::light_of(decoded.image)};
        for (const auto& seen : value_or_throw(eyes.look(decoded.image, 0.05, 1)))
            photo.detections.push_back(seen.detection);
        photos.push_back(std::move(photo));
    }
    std::ranges::stable_sort(photos, {}, [](const Photo& photo) { return std::pair(photo.station, photo.still.time); });
    return photos;
}

void look_for_motion(std::vector<Photo>& photos, const vision::MotionRules& rules) {
    for (auto first = photos.begin(); first != photos.end();) {
        const auto last =
            std::find_if(first, photos.end(), [&](const Photo& p) { return p.station != first->station; });
        std::vector<vision::Still> stills;
        for (auto at = first; at != last; ++at) stills.push_back(at->still);
        auto found = vision::find_motion(stills, rules);
        for (auto at = first; at != last; ++at) at->motion = std::move(found[static_cast<std::size_t>(at - first)]);
        first = last;
    }
}

bool is_known(const Photo& photo) {
    return photo.motion.verdict != vision::MotionVerdict::unknown;
}

// The strength below which 5 % of the photos with something lie, of all stations but one.
double threshold_without(const std::string& station, const std::vector<Photo>& photos) {
    std::vector<double> strengths;
    for (const auto& photo : photos)
        if (is_known(photo) && !photo.empty && photo.station != station) strengths.push_back(photo.motion.strength);
    std::ranges::sort(strengths);
    return strengths.empty() ? 0 : strengths[strengths.size() / 20];
}

struct Counts {
    int something = 0, missed = 0, empty = 0, blank = 0;
    void add(const Photo& photo, bool called_blank) {
        (photo.empty ? empty : something) += 1;
        if (called_blank) (photo.empty ? blank : missed) += 1;
    }
    void print(const char* what) const {
        std::printf("  %-46s empty called blank %2d of %2d   with something called blank %2d of %2d\n", what, blank,
                    empty, missed, something);
    }
};

void print_verdicts(const std::vector<Photo>& photos) {
    Counts infrared, colour, held_out;
    int boxes = 0, first = 0, any = 0;
    for (const auto& photo : photos) {
        if (!is_known(photo)) continue;
        const bool blank = photo.motion.verdict == vision::MotionVerdict::blank;
        (photo.still.light == camtrap::Light::infrared ? infrared : colour).add(photo, blank);
        held_out.add(photo, photo.motion.strength < threshold_without(photo.station, photos));
        if (!photo.box) continue;
        ++boxes;
        const auto hits = [&](const auto& region) {
            return vision::intersection_over_union(region.box, *photo.box) >= 0.3;
        };
        first += !photo.motion.regions.empty() && hits(photo.motion.regions.front()) ? 1 : 0;
        any += std::ranges::any_of(photo.motion.regions, hits) ? 1 : 0;
    }
    std::printf("motion says something of %td of %zu photos\n", std::ranges::count_if(photos, is_known), photos.size());
    infrared.print("infrared");
    colour.print("colour");
    held_out.print("threshold from the other stations (5 %)");
    std::printf("  labelled boxes met (IoU 0.3): by the strongest region %d, by any %d of %d\n", first, any, boxes);
}

void print_second_opinion(const std::vector<Photo>& photos, double typical, bool held_out) {
    std::map<std::string, double> thresholds;
    int alone_found = 0, alone_kept = 0, found = 0, kept = 0, something = 0, empty = 0;
    for (const auto& photo : photos) {
        auto motion = photo.motion;
        if (held_out && is_known(photo)) {
            const auto [at, added] = thresholds.try_emplace(photo.station, 0);
            if (added) at->second = threshold_without(photo.station, photos);
            motion.verdict = motion.strength < at->second ? vision::MotionVerdict::blank : vision::MotionVerdict::moved;
        }
        const auto opinions = vision::second_opinions(photo.detections, motion, typical);
        bool alone = false, together = false;
        for (std::size_t i = 0; i < photo.detections.size(); ++i) {
            alone |= photo.detections[i].confidence >= typical;
            together |= vision::is_shown(photo.detections[i], opinions[i], typical);
        }
        (photo.empty ? empty : something) += 1;
        (photo.empty ? alone_kept : alone_found) += alone != photo.empty ? 1 : 0;
        (photo.empty ? kept : found) += together != photo.empty ? 1 : 0;
    }
    if (!held_out)
        std::printf("  %-46s something found %d of %d   empty kept %d of %d\n", "model alone", alone_found, something,
                    alone_kept, empty);
    std::printf("  %-46s something found %d of %d   empty kept %d of %d\n",
                held_out ? "with it, threshold from the other stations" : "with the second opinion", found, something,
                kept, empty);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return std::fprintf(stderr, "bench_motion SHARED\n"), 64;
    Config config;
    config.shared = argv[1];
    config.data_folder = std::filesystem::temp_directory_path();
    const journeys::Taxa taxa;
    const auto registry = journeys::open_registry(config);
    const auto eyes = value_or_throw(journeys::Eyes::open(config, registry, taxa, false));
    auto photos = photos_of(config.shared / "media", eyes);
    const auto begun = bench::cpu_seconds();
    look_for_motion(photos, {});
    const auto seconds = bench::cpu_seconds() - begun;
    print_verdicts(photos);
    std::printf("  %.1f ms of one core a photo\n", 1000 * seconds / static_cast<double>(photos.size()));
    const auto typical = eyes.detector().typical_threshold;
    std::printf("%s at %.2f\n", eyes.detector().name.c_str(), typical);
    print_second_opinion(photos, typical, false);
    print_second_opinion(photos, typical, true);
    return 0;
}
