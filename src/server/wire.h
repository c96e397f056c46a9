// What journeys give, as the JSON of api/openapi.yaml.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "journeys/answer.h"
#include "journeys/bring_in.h"
#include "journeys/browse.h"
#include "journeys/calibrate_models.h"
#include "journeys/compare_models.h"
#include "journeys/explain_media.h"
#include "journeys/field_work.h"
#include "journeys/geofence.h"
#include "journeys/look.h"
#include "journeys/organise.h"
#include "journeys/pull_model.h"
#include "journeys/room.h"
#include "journeys/sign_in.h"
#include "journeys/video_tracks.h"

namespace serow::server {

// {eng, zho}, as far as they are known; {} for nullptr.
// With the offset that the clocks of the zone had then, as ecologists read times; null for none.
json::value local_time(const std::optional<Instant>& instant, const std::string& zone_name);
json::object vernacular_names(const camtrap::Taxon* taxon);
json::object to_json(const journeys::Caller& caller);
json::object to_json(const catalog::ApiToken& token);
json::object to_json(const journeys::Organisation& organisation);
json::object to_json(const journeys::Storage& storage);
json::object to_json(const journeys::Member& member);
json::object to_json(const journeys::Project& project);
json::object to_json(const journeys::Area& area);
json::object to_json(const journeys::Location& location);
json::object to_json(const journeys::Deployment& deployment);
json::object to_json(const journeys::Upload& upload);
json::object to_json(const journeys::UploadFile& file);
json::object to_json(const journeys::ModelStatus& model);
json::object to_json(const camtrap::Taxon& taxon, bool known);
json::object to_json(const catalog::Progress& progress, const std::optional<std::string>& detector);
json::object to_json(const journeys::ComparedModel& compared, const journeys::Taxa& taxa);
json::object to_json(const journeys::ModelCalibration& model);
json::object to_json(const journeys::GeofenceNames& names, const journeys::Taxa& taxa);
json::object to_json(const journeys::VideoTracks& video, const journeys::Taxa& taxa);
json::object to_json(const journeys::MediaLife& life);

// Those that name species need the list of taxa for their other names.
json::object to_json(const catalog::Observation& observation, const journeys::Taxa& taxa);
json::object to_json(const journeys::MediaWithObservations& media, const journeys::Taxa& taxa);
json::object to_json(const journeys::EventWithMedia& event, const journeys::Taxa& taxa);
json::object to_json(const journeys::AnswerBatch& batch, const journeys::Taxa& taxa);
json::object to_json(const journeys::SpeciesReport& report);
json::object to_json(const journeys::ProjectMap& map);
json::object to_json(const journeys::ActivityReport& report);

// {"items": […]}
template <class Things>
json::object items_of(const Things& things) {
    json::array items;
    items.reserve(things.size());
    for (const auto& thing : things) items.push_back(to_json(thing));
    return {{"items", std::move(items)}};
}

std::string_view role_word(int role);
json::value text_or_null(const std::optional<std::string>& text);
// A problem that is part of an answer (of a file, of a figure); null for an empty code.
json::value problem_or_null(std::string_view code, std::string_view detail);

}  // namespace serow::server
