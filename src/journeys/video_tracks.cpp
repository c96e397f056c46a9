#include "journeys/video_tracks.h"

#include <algorithm>
#include <map>
#include <span>
#include <utility>

#include "catalog/answers.h"
#include "catalog/media.h"
#include "journeys/found.h"
#include "journeys/seen_things.h"
#include "review/consensus.h"
#include "vision/individuals.h"

namespace serow::journeys {
namespace {

// As classify_media() wrote it.
MediaTrack as_track(const json::object& object) {
    MediaTrack track;
    track.number = object.at("number").to_number<int>();
    track.individual = object.at("individual").to_number<std::size_t>();
    track.type = camtrap::parse_word<camtrap::ObservationType>(std::string(object.at("observationType").as_string()))
                     .value_or(camtrap::ObservationType::unknown);
    track.scientific_name = object.at("scientificName").as_string();
    track.probability = object.at("probability").to_number<double>();
    for (const auto& item : object.at("path").as_array()) {
        const auto number = [&](std::size_t n) { return item.at(n).to_number<double>(); };
        track.path.push_back({number(0), {number(1), number(2), number(3), number(4)}, number(5)});
    }
    return track;
}

// The latest that followed something, of those that stand: other programs' predictions follow nothing, and may have
// been taken back.
const catalog::Answer* last_that_followed(std::span<const catalog::Answer> ledger) {
    std::vector<review::Answer> lines;
    lines.reserve(ledger.size());
    for (const auto& line : ledger)
        if (!line.beside) lines.push_back(as_review_answer(line));
    const catalog::Answer* last = nullptr;
    for (const auto* line : review::standing(lines)) {
        const auto& answer = *std::ranges::find(ledger, line->id, &catalog::Answer::answer_id);
        const auto* details = answer.model_details.if_object();
        if (details != nullptr && details->contains("tracks")) last = &answer;
    }
    return last;
}

std::vector<MostAtOnce> fullest_moments(const std::vector<MediaTrack>& tracks) {
    // An individual is there from its first track's beginning to its last one's end.
    std::map<camtrap::ObservationType, std::map<std::size_t, vision::Presence>> by_type;
    for (const auto& track : tracks) {
        const vision::Presence own{track.path.front().second, track.path.back().second};
        auto& whole = by_type[track.type].try_emplace(track.individual, own).first->second;
        whole.first_second = std::min(whole.first_second, own.first_second);
        whole.last_second = std::max(whole.last_second, own.last_second);
    }
    std::vector<MostAtOnce> most;
    for (const auto& [type, individuals] : by_type) {
        std::vector<vision::Presence> presences;
        for (const auto& [number, presence] : individuals) presences.push_back(presence);
        const auto moment = vision::fullest_moment(presences);
        most.push_back({type, moment.count, moment.second});
    }
    return most;
}

}  // namespace

std::vector<MediaTrack> tracks_of(const json::value& tracks) {
    std::vector<MediaTrack> list;
    if (const auto* items = tracks.if_array())
        for (const auto& item : *items) list.push_back(as_track(item.as_object()));
    return list;
}

VideoTracks video_tracks(const House& house, const Viewer& viewer, ProjectId project, MediaId media) {
    const auto ledger = in_project(house, viewer, project, people::Act::see,
                                   [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                                       found(catalog::shown_media_by_id(tx, scope, media), "photo or video");
                                       return catalog::ledger_of_media(tx, scope, std::span(&media, 1));
                                   });
    VideoTracks result;
    const auto* line = last_that_followed(ledger);
    if (line == nullptr) return result;
    result.model = line->model;
    result.tracks = tracks_of(line->model_details.at("tracks"));
    result.most_at_once = fullest_moments(result.tracks);
    return result;
}

}  // namespace serow::journeys
