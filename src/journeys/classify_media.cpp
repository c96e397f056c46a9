#include "journeys/classify_media.h"

#include <optional>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "base/log.h"
#include "catalog/answers.h"
#include "catalog/geofences.h"
#include "catalog/media.h"
#include "catalog/model_runs.h"
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
    std::vector<catalog::CropFeature> crops = {};  // what the network says of the animals
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

// A medium on its way to its answer: exactly one of the last three is there in the end.
struct Looked {
    const catalog::Media* media;
    ToClassify wanted;
    std::optional<Sight> sight;
    std::optional<Problem> unreadable;  // the file's fault
    std::optional<Problem> failed;      // the models'
};

void look_at_video(const House& house, const Eyes& eyes, const vision::Geofence& geofence, Looked& one) {
    const auto& detector = eyes.detector();
    const auto original = house.store.original(Sha256{one.media->sha256});
    const auto watched = watch_video(
        original.path(), {house.config.frames_per_second, ledger_from(detector), detector.typical_threshold}, eyes,
        geofence);
    if (!watched) {
        one.unreadable = watched.error();
        return;
    }
    auto& sight = one.sight.emplace();
    for (const auto& frame : watched->frames)
        sight.frames.push_back(
            {{"second", frame.second}, {"frame", frame.frame_number}, {"boxes", to_ledger(as_things(frame.seen))}});
    for (const auto& track : watched->tracks) sight.tracks.push_back(as_json(track));
    for (const auto& individual : watched->individuals) sight.things.push_back(as_thing(individual, *watched));
    sight.crops = described(one.wanted.media, watched->individuals);
}

// A photo, decoded as large as the models want it.
struct Shown {
    Looked* photo;
    Image image;
};

Sight sight_of(MediaId media, const std::vector<Seen>& seen) {
    return {as_things(seen), {}, {}, described(media, seen)};
}

// Where the models fail on all together, each is tried by itself.
void look_at_some(const Eyes& eyes, const vision::Geofence& geofence, std::span<Shown> some) {
    const double least = ledger_from(eyes.detector());
    const double species_from = eyes.detector().typical_threshold;
    std::vector<const Image*> images;
    images.reserve(some.size());
    for (const auto& one : some) images.push_back(&one.image);
    auto together = eyes.look(images, least, species_from, geofence);
    if (together) {
        for (std::size_t i = 0; i < some.size(); ++i)
            some[i].photo->sight = sight_of(some[i].photo->wanted.media, (*together)[i]);
        return;
    }
    if (together.error().code == Code::unavailable) throw EyesClosed(std::move(together.error()));
    if (some.size() == 1) {
        some.front().photo->failed = std::move(together.error());
        return;
    }
    for (auto& one : some) look_at_some(eyes, geofence, {&one, 1});
}

// No more of them are in memory than the models take at once.
void look_at_photos(const House& house, const Eyes& eyes, const vision::Geofence& geofence,
                    std::vector<Looked>& looked) {
    std::vector<Shown> some;
    for (auto& one : looked) {
        if (one.media->facts.kind == "video") continue;
        const auto original = house.store.original(Sha256{one.media->sha256});
        auto decoded = eyes.decode(original.path());
        if (!decoded) {
            one.unreadable = decoded.error();
            continue;
        }
        some.push_back({&one, std::move(decoded->image)});
        if (some.size() < static_cast<std::size_t>(eyes.batch())) continue;
        look_at_some(eyes, geofence, some);
        some.clear();
    }
    if (!some.empty()) look_at_some(eyes, geofence, some);
}

// Names the lists that an answer came about with; the lists themselves may have thousands of names.
Sha256 hash_of(const catalog::GeofenceNames& names) {
    return sha256_of(json::serialize(
        json::object{{"allowed", json::value_from(names.allowed)}, {"blocked", json::value_from(names.blocked)}}));
}

json::object details_of(const Eyes& eyes, const catalog::GeofenceNames& names, Sight& sight) {
    json::array models{json::object{{"name", eyes.detector().name},
                                    {"version", eyes.detector_version()},
                                    {"sha256", eyes.detector().sha256.hex},
                                    {"manifest", eyes.detector().manifest_sha256.hex}}};
    for (const auto* classifier : eyes.classifiers())
        models.push_back({{"name", classifier->name},
                          {"version", classifier->version},
                          {"sha256", classifier->sha256.hex},
                          {"manifest", classifier->manifest_sha256.hex}});
    json::object details{{"threshold", eyes.detector().typical_threshold}, {"models", std::move(models)}};
    if (eyes.tiles() > 1) details["tiles"] = eyes.tiles();
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

std::vector<std::optional<Problem>> classify_media(const House& house, const Eyes& eyes, ProjectId project,
                                                   std::span<const ToClassify> wanted,
                                                   const std::optional<ModelRunId>& run) {
    const catalog::Scope scope{Viewer::system(), project, 1};
    std::vector<MediaId> ids;
    for (const auto& one : wanted) ids.push_back(one.media);
    const auto [media, names] = house.catalog.transaction([&](catalog::Transaction& tx) {
        return std::pair(catalog::media_by_ids(tx, scope, ids), catalog::geofence_of_project(tx, scope));
    });
    std::vector<Looked> looked;  // what was taken away meanwhile, or cannot be read, is none
    for (const auto& one : media)
        if (one.state == "ready")
            looked.push_back({&one, *std::ranges::find(wanted, one.media_id, &ToClassify::media), {}, {}, {}});
    const auto geofence = eyes.geofence(names.allowed, names.blocked);
    look_at_photos(house, eyes, geofence, looked);
    for (auto& one : looked)
        if (one.media->facts.kind == "video") look_at_video(house, eyes, geofence, one);

    std::vector<catalog::Answer> answers;
    std::vector<const Looked*> without;  // an answer: the file is at fault
    std::vector<MediaId> seen;           // of which the network described
    std::vector<catalog::CropFeature> crops;
    const auto batch = BatchId::make();
    for (auto& one : looked) {
        if (one.unreadable) without.push_back(&one);
        if (!one.sight) continue;
        auto& answer = answers.emplace_back();
        answer.answer_id = one.wanted.answer;
        answer.batch_id = batch;
        answer.media_id = one.wanted.media;
        answer.model = eyes.name();
        answer.observations = to_ledger(one.sight->things);
        answer.model_details = details_of(eyes, names, *one.sight);
        answer.model_run_id = run;
        seen.push_back(one.wanted.media);
        std::ranges::move(one.sight->crops, std::back_inserter(crops));
        answer.answered_at = house.clock.now();
    }
    house.catalog.transaction([&](catalog::Transaction& tx) {
        for (const auto* one : without) {
            if (!run)
                catalog::set_unreadable(tx, scope, one->wanted.media, *one->unreadable, one->media->facts);
            else if (catalog::open_in_run(tx, scope, *run, one->wanted.media))
                catalog::note_run_media(tx, scope, *run, one->wanted.media, one->unreadable->detail);
        }
        std::vector<catalog::Answer> wanted_still;  // a run may have been cancelled, or answered by another worker
        for (const auto& answer : answers) {
            if (run && !catalog::open_in_run(tx, scope, *run, answer.media_id)) continue;
            if (run) catalog::note_run_media(tx, scope, *run, answer.media_id, "");
            wanted_still.push_back(answer);
        }
        if (!wanted_still.empty()) {
            settle(tx, scope, catalog::append_answers_once(tx, scope, wanted_still));
            if (const auto network = eyes.network(); !network.empty() && !run)
                catalog::put_crop_features(tx, scope, network, seen, crops);
            catalog::touch_project(tx, project);
        }
        catalog::notify(tx, project);
    });
    std::vector<std::optional<Problem>> problems;
    for (const auto& one : wanted) {
        const auto at = std::ranges::find(looked, one.media, [](const Looked& l) { return l.wanted.media; });
        problems.push_back(at == looked.end() ? std::nullopt : at->failed);
    }
    return problems;
}

}  // namespace serow::journeys
