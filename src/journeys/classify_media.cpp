#include "journeys/classify_media.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "catalog/answers.h"
#include "catalog/media.h"
#include "catalog/projects.h"
#include "journeys/fullest_frame.h"
#include "journeys/seen_things.h"
#include "journeys/settle.h"
#include "media/decode.h"
#include "media/video.h"

namespace serow::journeys {
namespace {

// What the detector found in one picture, or in the frame of a video that shows the most at once.
struct Sight {
    std::vector<review::SeenThing> things;
    json::array frames;  // of a video: every sampled frame's boxes, for the player
};

camtrap::ObservationType type_of(vision::Category category) {
    switch (category) {
        case vision::Category::animal: return camtrap::ObservationType::animal;
        case vision::Category::person: return camtrap::ObservationType::human;
        case vision::Category::vehicle: return camtrap::ObservationType::vehicle;
    }
    return camtrap::ObservationType::unknown;
}

review::SeenThing as_thing(const Seen& seen, std::optional<double> second) {
    review::SeenThing thing;
    thing.type = type_of(seen.detection.category);
    if (thing.type == camtrap::ObservationType::human) thing.scientificName = "Homo sapiens";
    if (seen.suggestion) {
        thing.scientificName = seen.suggestion->taxon.scientificName;
        thing.taxon_probability = seen.suggestion->taxon.probability;
    }
    thing.box = seen.detection.box;
    thing.probability = seen.detection.confidence;
    thing.second = second;
    return thing;
}

std::vector<review::SeenThing> as_things(const std::vector<Seen>& seen, std::optional<double> second) {
    std::vector<review::SeenThing> things;
    things.reserve(seen.size());
    for (const auto& one : seen) things.push_back(as_thing(one, second));
    return things;
}

Result<Sight> look_at_video(const House& house, const Eyes& eyes, const std::filesystem::path& path) {
    const auto& detector = eyes.detector();
    Sight sight;
    FullestFrame fullest;
    std::optional<Problem> trouble;
    media::SampleOptions sampling;
    sampling.frames_per_second = house.config.frames_per_second;
    sampling.longest_side = eyes.wanted_side();
    const auto scan = media::sample_frames(path, sampling, [&](media::SampledFrame&& frame) {
        const auto seen = eyes.look(frame.image, ledger_from(detector), detector.typical_threshold);
        if (!seen) {
            trouble = seen.error();
            return false;
        }
        auto things = as_things(*seen, frame.second);
        sight.frames.push_back({{"second", frame.second}, {"frame", frame.frame_number}, {"boxes", to_ledger(things)}});
        fullest.consider(things, detector.typical_threshold);
        return true;
    });
    if (trouble) return std::unexpected(*trouble);
    if (!scan) return std::unexpected(scan.error());
    sight.things = fullest.things();
    return sight;
}

Result<Sight> look_at_photo(const Eyes& eyes, const std::filesystem::path& path) {
    const auto decoded = media::decode_image(path, eyes.wanted_side());
    if (!decoded) return std::unexpected(decoded.error());
    const auto seen = eyes.look(decoded->image, ledger_from(eyes.detector()), eyes.detector().typical_threshold);
    if (!seen) return std::unexpected(seen.error());
    return Sight{as_things(*seen, {}), {}};
}

json::object details_of(const Eyes& eyes, json::array frames) {
    json::array models{json::object{
        {"name", eyes.detector().name}, {"version", eyes.detector().version}, {"sha256", eyes.detector().sha256.hex}}};
    for (const auto* classifier : eyes.classifiers())
        models.push_back(
            {{"name", classifier->name}, {"version", classifier->version}, {"sha256", classifier->sha256.hex}});
    json::object details{{"threshold", eyes.detector().typical_threshold}, {"models", std::move(models)}};
    if (!frames.empty()) details["frames"] = std::move(frames);
    return details;
}

}  // namespace

double ledger_from(const vision::Manifest& detector) {
    return detector.typical_threshold / 2;
}

void classify_media(const House& house, const Eyes& eyes, ProjectId project, MediaId id) {
    const catalog::Scope scope{Viewer::system(), project, 1};
    const auto media =
        house.catalog.transaction([&](catalog::Transaction& tx) { return catalog::media_by_id(tx, scope, id); });
    if (!media || media->state != "ready") return;

    const auto original = house.store.original(Sha256{media->sha256});
    auto sight = media->facts.kind == "video" ? look_at_video(house, eyes, original.path())
                                              : look_at_photo(eyes, original.path());
    house.catalog.transaction([&](catalog::Transaction& tx) {
        if (!sight) {
            catalog::set_unreadable(tx, scope, id, sight.error(), media->facts);
        } else {
            catalog::Answer answer;
            answer.answer_id = AnswerId::make();
            answer.batch_id = BatchId::make();
            answer.media_id = id;
            answer.model = eyes.name();
            answer.model_details = details_of(eyes, sight->frames);
            answer.observations = to_ledger(sight->things);
            answer.answered_at = house.clock.now();
            catalog::append_answers(tx, scope, std::span(&answer, 1));
            settle(tx, scope, std::span(&id, 1));
            catalog::touch_project(tx, project);
        }
        catalog::notify(tx, project);
    });
}

}  // namespace serow::journeys
