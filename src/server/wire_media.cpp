#include "camtrap/vocabulary.h"
#include "earth/time_zone.h"
#include "server/json_values.h"
#include "server/wire.h"

namespace serow::server {
namespace {

template <class Enum>
json::value word_or_null(const std::optional<Enum>& value) {
    if (!value) return nullptr;
    return json::value(camtrap::word(*value));
}

json::value playback_of(const catalog::Media& media) {
    if (media.playback.empty() || media.state != "ready") return nullptr;
    return {{"state", media.playback}, {"detail", media.playback_detail}};
}

}  // namespace

json::value local_time(const std::optional<Instant>& instant, const std::string& zone_name) {
    if (!instant) return nullptr;
    const auto zone = earth::find_zone(zone_name).value_or(earth::Zone());
    return json::value(earth::text_with_offset(*instant, earth::offset_minutes(*instant, zone)));
}

json::object vernacular_names(const camtrap::Taxon* taxon) {
    json::object names;
    if (taxon != nullptr && !taxon->vernacularNameEn.empty()) names["eng"] = taxon->vernacularNameEn;
    if (taxon != nullptr && !taxon->vernacularNameZh.empty()) names["zho"] = taxon->vernacularNameZh;
    return names;
}

json::object to_json(const camtrap::Taxon& taxon, bool known) {
    return {{"scientificName", taxon.scientificName},
            {"taxonRank", taxon.taxonRank},
            {"class", taxon.class_},
            {"order", taxon.order},
            {"family", taxon.family},
            {"vernacularNames", vernacular_names(&taxon)},
            {"iucnCategory", taxon.iucnCategory},
            {"chinaProtection", taxon.chinaProtection},
            {"known", known}};
}

json::object to_json(const catalog::Observation& observation, const journeys::Taxa& taxa) {
    json::value box = nullptr;
    if (observation.bbox)
        box = json::array{observation.bbox->x, observation.bbox->y, observation.bbox->width, observation.bbox->height};
    const auto& remarks = observation.remarks;
    const auto start = observation.event_start ? observation.event_start : observation.captured_at;
    return {{"observationID", observation.observation_id.text()},
            {"mediaID", observation.media_id.text()},
            {"eventID", id_or_null(observation.event_id)},
            {"eventStart", local_time(start, observation.time_zone)},
            {"locationName", observation.location_name},
            {"observationType", camtrap::word(observation.observation_type)},
            {"scientificName", observation.scientific_name},
            {"vernacularNames", vernacular_names(taxa.find(observation.scientific_name))},
            {"count", or_null(observation.count)},
            {"lifeStage", word_or_null(observation.life_stage)},
            {"sex", word_or_null(observation.sex)},
            {"behavior", observation.behavior},
            {"cameraSetupType", word_or_null(remarks.cameraSetupType)},
            {"individualID", id_or_null(remarks.individualID)},
            {"individualName", observation.individual_name},
            {"individualPositionRadius", or_null(remarks.individualPositionRadius)},
            {"individualPositionAngle", or_null(remarks.individualPositionAngle)},
            {"individualSpeed", or_null(remarks.individualSpeed)},
            {"observationTags", json::value_from(remarks.observationTags)},
            {"observationComments", remarks.observationComments},
            {"customFields", json::value_from(remarks.customFields)},
            {"classificationMethod", camtrap::word(observation.classification_method)},
            {"classifiedBy", observation.classified_by},
            {"classificationTimestamp", to_text(observation.classified_at)},
            {"classificationProbability", or_null(observation.probability)},
            {"taxonProbability", or_null(observation.taxon_probability)},
            {"toldAs", or_null(observation.told_as)},
            {"bbox", std::move(box)},
            {"second", or_null(observation.second)},
            {"firstSecond", or_null(observation.first_second)},
            {"lastSecond", or_null(observation.last_second)}};
}

json::object to_json(const journeys::MediaWithObservations& one, const journeys::Taxa& taxa) {
    const auto& media = one.media;
    const auto& facts = media.facts;
    json::array observations;
    for (const auto& observation : one.observations) observations.push_back(to_json(observation, taxa));
    return {{"mediaID", media.media_id.text()},
            {"deploymentID", media.deployment_id.text()},
            {"locationID", media.location_id.text()},
            {"locationName", media.location_name},
            {"eventID", id_or_null(media.event_id)},
            {"filePath", media.file_path},
            {"fileName", media.file_name},
            {"fileMediatype", facts.file_mediatype},
            {"kind", facts.kind},
            {"state", media.state},
            {"privacy", media.privacy},
            {"problem", problem_or_null(media.problem_code, media.problem_detail)},
            {"bytes", media.bytes},
            {"sha256", media.sha256},
            {"width", or_null(facts.width)},
            {"height", or_null(facts.height)},
            {"duration", or_null(facts.duration_s)},
            {"frameRate", or_null(facts.frame_rate)},
            {"playback", playback_of(media)},
            {"timestamp", local_time(facts.captured_at, media.time_zone)},
            {"cameraTime", facts.camera_time ? json::value(to_text(*facts.camera_time)) : json::value(nullptr)},
            {"cameraTimeSource", facts.camera_time_source},
            {"make", facts.make},
            {"model", facts.model},
            {"serial", facts.serial},
            {"temperature", or_null(facts.temperature_c)},
            {"sequenceNumber", or_null(facts.sequence_number)},
            {"sequenceTotal", or_null(facts.sequence_total)},
            {"consensus", media.consensus},
            {"keptBack", media.kept_back},
            {"observations", std::move(observations)},
            {"hasRenditions", facts.has_renditions},
            {"favorite", media.favorite}};
}

json::object to_json(const journeys::EventWithMedia& one, const journeys::Taxa& taxa) {
    const auto& event = one.event;
    json::array media;
    for (const auto& item : one.media) media.push_back(to_json(item, taxa));
    return {{"eventID", event.event_id.text()},
            {"deploymentID", event.deployment_id.text()},
            {"locationID", event.location_id.text()},
            {"locationName", event.location_name},
            {"eventStart", local_time(event.event_start, event.time_zone)},
            {"eventEnd", local_time(event.event_end, event.time_zone)},
            {"mediaCount", event.media_count},
            {"worth", event.worth / 1000.0},
            {"reasons", event.reasons.is_null() ? json::value(json::array()) : event.reasons},
            {"media", std::move(media)}};
}

json::object to_json(const journeys::AnswerBatch& batch, const journeys::Taxa& taxa) {
    json::array media;
    for (const auto& item : batch.media) media.push_back(to_json(item, taxa));
    return {{"batchID", batch.batch_id.text()}, {"media", std::move(media)}};
}

json::object to_json(const journeys::GeofenceNames& names, const journeys::Taxa& taxa) {
    const auto list = [&](const std::vector<std::string>& from) {
        json::array items;
        for (const auto& name : from)
            items.push_back({{"scientificName", name}, {"vernacularNames", vernacular_names(taxa.find(name))}});
        return items;
    };
    return {{"allowed", list(names.allowed)}, {"blocked", list(names.blocked)}};
}

json::object to_json(const journeys::VideoTracks& video, const journeys::Taxa& taxa) {
    json::array tracks, most;
    for (const auto& track : video.tracks) {
        json::array path;
        for (const auto& [second, box, confidence] : track.path)
            path.push_back({{"second", second},
                            {"bbox", json::array{box.x, box.y, box.width, box.height}},
                            {"confidence", confidence}});
        tracks.push_back({{"number", track.number},
                          {"individual", track.individual},
                          {"observationType", camtrap::word(track.type)},
                          {"scientificName", track.scientific_name},
                          {"vernacularNames", vernacular_names(taxa.find(track.scientific_name))},
                          {"classificationProbability", track.probability},
                          {"path", std::move(path)}});
    }
    for (const auto& [type, count, second] : video.most_at_once)
        most.push_back({{"observationType", camtrap::word(type)}, {"count", count}, {"second", second}});
    return {{"model", video.model}, {"tracks", std::move(tracks)}, {"mostAtOnce", std::move(most)}};
}

json::object to_json(const journeys::MediaLife& life) {
    json::array chapters;
    for (const auto& chapter : life.chapters) {
        json::array lines;
        for (const auto& [label, text] : chapter.lines) lines.push_back({{"label", label}, {"text", text}});
        chapters.push_back({{"title", chapter.title}, {"lines", std::move(lines)}});
    }
    return {{"mediaID", life.media_id.text()}, {"chapters", std::move(chapters)}};
}

json::object to_json(const journeys::SpeciesReport& report) {
    json::array items;
    for (const auto& line : report.lines) {
        json::object item{{"scientificName", line.scientific_name}, {"vernacularNames", vernacular_names(line.taxon)}};
        item["taxonRank"] = line.taxon != nullptr ? line.taxon->taxonRank : "";
        item["iucnCategory"] = line.taxon != nullptr ? line.taxon->iucnCategory : "";
        item["chinaProtection"] = line.taxon != nullptr ? line.taxon->chinaProtection : "";
        item["events"] = line.events;
        item["media"] = line.media;
        item["individuals"] = line.individuals;
        item["rate"] = line.rate ? json::value(line.rate->per_100_trap_nights) : json::value(nullptr);
        const bool interval = line.rate && line.rate->interval;
        item["rateLow"] = interval ? json::value(line.rate->interval->low) : json::value(nullptr);
        item["rateHigh"] = interval ? json::value(line.rate->interval->high) : json::value(nullptr);
        item["locations"] = line.locations;
        item["naiveOccupancy"] = line.rate ? json::value(line.rate->naive_occupancy) : json::value(nullptr);
        item["machineMedia"] = line.machine_media;
        items.push_back(std::move(item));
    }
    return {{"effort", report.trap_nights},
            {"locations", report.locations_with_effort},
            {"independenceInterval", report.independence_interval_s},
            {"unreviewedMedia", report.unreviewed_media},
            {"items", std::move(items)}};
}

json::object to_json(const journeys::ProjectMap& map) {
    json::array areas;
    for (const auto& area : map.areas) areas.push_back(to_json(area));
    json::array locations;
    for (const auto& point : map.points) {
        json::array species;
        for (const auto& [name, events] : point.events)
            species.push_back({{"scientificName", name}, {"events", events}});
        locations.push_back({{"locationID", point.location.location_id.text()},
                             {"locationName", point.location.name},
                             {"latitude", point.location.place.latitude},
                             {"longitude", point.location.place.longitude},
                             {"effort", point.trap_nights},
                             {"species", std::move(species)}});
    }
    return {{"areas", std::move(areas)}, {"locations", std::move(locations)}};
}

json::object to_json(const journeys::ActivityReport& report) {
    json::array times;
    for (const double hour : report.hours) times.emplace_back(hour);
    json::array density;
    json::value bandwidth = nullptr;
    if (report.curve) {
        constexpr double hours_per_radian = 24 / (2 * std::numbers::pi);
        for (std::size_t i = 0; i < report.curve->radians.size(); ++i)
            density.push_back({{"hour", report.curve->radians[i] * hours_per_radian},
                               {"density", report.curve->density[i] / hours_per_radian}});
        bandwidth = report.curve->bandwidth;
    }
    json::value problem = nullptr;
    if (report.problem) problem = problem_or_null(facts_of(report.problem->code).word, report.problem->detail);
    return {{"scientificName", report.scientific_name},
            {"events", report.hours.size()},
            {"excluded", report.excluded},
            {"times", std::move(times)},
            {"density", std::move(density)},
            {"bandwidth", std::move(bandwidth)},
            {"problem", std::move(problem)}};
}

}  // namespace serow::server
