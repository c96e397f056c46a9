#include "journeys/told_own.h"

#include <algorithm>
#include <unordered_map>
#include <utility>
#include <vector>

#include "catalog/media.h"
#include "catalog/observations.h"
#include "catalog/privacy.h"
#include "catalog/review_rules.h"
#include "journeys/seen_things.h"

namespace serow::journeys {

void tell_own(catalog::Transaction& tx, const catalog::Scope& scope, std::span<MediaWithObservations> media) {
    std::vector<MediaId> open;
    for (const auto& one : media)
        if (one.media.consensus == review::word(review::State::awaiting) ||
            one.media.consensus == review::word(review::State::conflict))
            open.push_back(one.media.media_id);
    if (open.empty()) return;
    const auto kept_back = catalog::kept_back_of(tx, scope, open);
    if (kept_back.empty()) return;
    open.assign(kept_back.begin(), kept_back.end());
    std::unordered_map<MediaId, std::vector<review::Answer>> own;
    std::string name;
    for (const auto& line : catalog::own_answers_of(tx, scope, open)) {
        own[line.media_id].push_back(as_review_answer(line));
        if (!line.retracts) name = line.account_name;
    }
    for (auto& one : media) {
        if (!kept_back.contains(one.media.media_id)) continue;
        one.media.kept_back = true;
        const auto stand = review::standing(own[one.media.media_id]);
        if (stand.empty() || one.media.privacy == catalog::privacy::withheld) continue;
        one.observations = observations_of(*stand.back(), name, one.media);
    }
}

std::vector<MediaWithObservations> media_as_told(catalog::Transaction& tx, const catalog::Scope& scope,
                                                 std::span<const MediaId> ids) {
    std::vector<MediaWithObservations> list;
    std::unordered_map<MediaId, std::size_t> place;
    for (auto& media : catalog::media_by_ids(tx, scope, ids)) {
        place.emplace(media.media_id, list.size());
        list.push_back({std::move(media), {}});
    }
    for (auto& observation : catalog::observations_of_media(tx, scope, ids))
        list[place.at(observation.media_id)].observations.push_back(std::move(observation));
    tell_own(tx, scope, list);
    return list;
}

}  // namespace serow::journeys
