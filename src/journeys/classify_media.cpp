#include "journeys/classify_media.h"

#include <optional>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "catalog/answers.h"
#include "catalog/geofences.h"
#include "catalog/media.h"
#include "catalog/projects.h"
#include "journeys/describe_crops.h"
#include "journeys/seen_things.h"
#include "journeys/settle.h"
#include "journeys/watch_video.h"
#include "media/decode.h"

namespace serow::journeys {
namespace {

// What was found in a picture or video.
struct Sight {
    std::vector<review::SeenThing> things;
    // Of a video, for the player and for whoever asks how it came about: every sampled frame's boxes; the tracks.
    json::array frames, tracks;
    std::vector<catalog::CropFeature> crops = {};  // what the network says of a photo's animals
};

camtrap::ObservationType type_of(vision::Category category) {
    switch (category) {
        case vision::Category::animal: return camtrap::ObservationType::animal;
        case vision::Category::person: return camtrap::ObservationType::human;
        case vision::Category::vehicle: return camtrap::ObservationType::vehicle;
    }
    return camtrap::ObservationType::unknown;
}

review::SeenThing thing_of(vision::Category category, const std::optional<vision::Suggestion>& suggestion,
                           const Box& box, double confidence) {
    review::SeenThing thing;
    thing.type = type_of(category);
    if (thing.type == camtrap::ObservationType::human) thing.scientificName = "Homo sapiens";
    if (suggestion) {
        thing.scientificName = suggestion->taxon.scientificName;
        thing.taxon_probability = suggestion->taxon.probability;
    }
    thing.box = box;
    thing.probability = confidence;
    return thing;
}

std::vector<review::SeenThing> as_things(const std::vector<Seen>& seen) {
    std::vector<review::SeenThing> things;
    things.reserve(seen.size());
    for (const auto& one : seen)
        things.push_back(thing_of(one.detection.category, one.suggestion, one.detection.box, one.detection.confidence));
    return things;
}

review::SeenThing as_thing(const Individual& individual, const VideoSight& sight) {
    auto thing = thing_of(sight.tracks[individual.tracks.front()].track.category, individual.suggestion,
                          individual.best.box, individual.best.confidence);
    thing.second = individual.best.second;
    thing.first_second = individual.first_second;
    thing.last_second = individual.last_second;
    return thing;
}

// {number, individual, observationType, scientificName, probability, path: [[second, x, y, width, height,
// confidence]…]}
json::object as_json(const WatchedTrack& one) {
    const auto thing = thing_of(one.track.category, one.suggestion, one.track.best().box, one.track.best().confidence);
    json::array path;
    for (const auto& [second, box, confidence] : one.track.path)
        path.push_back(json::array{second, box.x, box.y, box.width, box.height, confidence});
    return {{"number", one.track.number},
            {"individual", one.individual},
            {"observationType", camtrap::word(thing.type)},
            {"scientificName", thing.scientificName},
            {"probability", *thing.probability},
            {"path", std::move(path)}};
}

Result<Sight> look_at_video(const House& house, const Eyes& eyes, const vision::Geofence& geofence,
                            const std::filesystem::path& path) {
    const auto& detector = eyes.detector();
    const auto watched = watch_video(
        path, {house.config.frames_per_second, ledger_from(detector), detector.typical_threshold}, eyes, geofence);
    if (!watched) return std::unexpected(watched.error());
    Sight sight;
    for (const auto& frame : watched->frames)
        sight.frames.push_back(
            {{"second", frame.second}, {"frame", frame.frame_number}, {"boxes", to_ledger(as_things(frame.seen))}});
    for (const auto& track : watched->tracks) sight.tracks.push_back(as_json(track));
    for (const auto& individual : watched->individuals) sight.things.push_back(as_thing(individual, *watched));
    return sight;
}

// Problems are the file's. Where the models fail, the photo keeps its good name: that is thrown.
Result<Sight> look_at_photo(const Eyes& eyes, const vision::Geofence& geofence, const std::filesystem::path& path,
                            MediaId media) {
    const auto decoded = media::decode_image(path, eyes.wanted_side());
    if (!decoded) return std::unexpected(decoded.error());
    const auto seen = seen_or_throw(
        eyes.look(decoded->image, ledger_from(eyes.detector()), eyes.detector().typical_threshold, geofence));
    return Sight{as_things(seen), {}, {}, described(media, seen)};
}

// Names the lists that an answer came about with; the lists themselves may have thousands of names.
Sha256 hash_of(const catalog::GeofenceNames& names) {
    return sha256_of(json::serialize(
        json::object{{"allowed", json::value_from(names.allowed)}, {"blocked", json::value_from(names.blocked)}}));
}

json::object details_of(const Eyes& eyes, const catalog::GeofenceNames& names, Sight& sight) {
    json::array models{json::object{
        {"name", eyes.detector().name}, {"version", eyes.detector().version}, {"sha256", eyes.detector().sha256.hex}}};
    for (const auto* classifier : eyes.classifiers())
        models.push_back(
            {{"name", classifier->name}, {"version", classifier->version}, {"sha256", classifier->sha256.hex}});
    json::object details{{"threshold", eyes.detector().typical_threshold}, {"models", std::move(models)}};
    if (!names.allowed.empty() || !names.blocked.empty()) details["geofence"] = hash_of(names).hex;
    if (!sight.frames.empty()) {
        details["frames"] = std::move(sight.frames);
        details["tracks"] = std::move(sight.tracks);
    }
    return details;
}

}  // namespace

double ledger_from(const vision::Manifest& detector) {
    return detector.typical_threshold / 2;
}

void classify_media(const House& house, const Eyes& eyes, ProjectId project, MediaId id, AnswerId answer_id) {
    const catalog::Scope scope{Viewer::system(), project, 1};
    const auto [media, names] = house.catalog.transaction([&](catalog::Transaction& tx) {
        return std::pair(catalog::media_by_id(tx, scope, id), catalog::geofence_of_project(tx, scope));
    });
    if (!media || media->state != "ready") return;
    const auto geofence = eyes.geofence(names.allowed, names.blocked);

    const auto original = house.store.original(Sha256{media->sha256});
    auto sight = media->facts.kind == "video" ? look_at_video(house, eyes, geofence, original.path())
                                              : look_at_photo(eyes, geofence, original.path(), id);
    house.catalog.transaction([&](catalog::Transaction& tx) {
        if (!sight) {
            catalog::set_unreadable(tx, scope, id, sight.error(), media->facts);
        } else {
            catalog::Answer answer;
            answer.answer_id = answer_id;
            answer.batch_id = BatchId::make();
            answer.media_id = id;
            answer.model = eyes.name();
            answer.model_details = details_of(eyes, names, *sight);
            answer.observations = to_ledger(sight->things);
            answer.answered_at = house.clock.now();
            settle(tx, scope, catalog::append_answers_once(tx, scope, std::span(&answer, 1)));
            if (const auto network = eyes.network(); !network.empty() && media->facts.kind == "image")
                catalog::put_crop_features(tx, scope, network, std::span(&id, 1), sight->crops);
            catalog::touch_project(tx, project);
        }
        catalog::notify(tx, project);
    });
}

}  // namespace serow::journeys
