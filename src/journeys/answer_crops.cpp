#include "journeys/answer_crops.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <unordered_map>
#include <utility>

#include "catalog/answers.h"
#include "catalog/projects.h"
#include "catalog/review_rules.h"
#include "journeys/seen_things.h"
#include "journeys/told_own.h"

namespace serow::journeys {
namespace {

using camtrap::ObservationType;
using review::SeenThing;

constexpr std::size_t most_crops_at_once = 1000;

bool is_of(const catalog::Observation& observation, const ShownCrop& crop) {
    if (observation.observation_type != ObservationType::animal || !observation.bbox) return false;
    const auto near = [](double a, double b) { return std::abs(a - b) < 1e-6; };
    const auto& [x, y, width, height] = *observation.bbox;
    return near(x, crop.bbox.x) && near(y, crop.bbox.y) && near(width, crop.bbox.width) &&
           near(height, crop.bbox.height) && observation.scientific_name == crop.scientific_name;
}

// May a machine's name of it still be answered here?
bool is_open(const MediaWithObservations& one) {
    if (!one.media.kept_back) return one.media.consensus == "machine" || one.media.consensus == "accepted";
    // Of others who answered it blind nothing is told; the viewer's own answer stands in place of the machine's.
    return std::ranges::none_of(one.observations, [](const auto& seen) {
        return seen.classification_method == camtrap::ClassificationMethod::human;
    });
}

// Named anew, what was known of the animal before stays (how many it stands for); which animal it is goes with the
// name.
SeenThing named(SeenThing present, const SeenThing& as) {
    if (present.type != as.type || present.scientificName != as.scientificName) present.remarks.individualID.reset();
    present.type = as.type;
    present.scientificName = as.scientificName;
    return present;
}

// What the photo shows with these crops answered; those that it does not have are put into `gone`.
std::vector<SeenThing> with_crops(const MediaWithObservations& photo, const std::vector<const ShownCrop*>& crops,
                                  const std::optional<SeenThing>& as, std::vector<const ShownCrop*>& gone) {
    std::vector<bool> meant(photo.observations.size());
    for (const auto* crop : crops) {
        const auto found =
            std::ranges::find_if(photo.observations, [&](const auto& seen) { return is_of(seen, *crop); });
        if (found == photo.observations.end())
            gone.push_back(crop);
        else
            meant[static_cast<std::size_t>(found - photo.observations.begin())] = true;
    }
    std::vector<SeenThing> things;
    if (std::ranges::none_of(meant, std::identity{})) return things;
    for (std::size_t i = 0; i < meant.size(); ++i) {
        auto present = as_seen_thing(photo.observations[i]);
        if (!meant[i] || !as)
            things.push_back(std::move(present));
        else if (as->type != ObservationType::blank)
            things.push_back(named(std::move(present), *as));
    }
    if (things.empty()) things.emplace_back().type = ObservationType::blank;
    return things;
}

void check(const CropAnswer& answer) {
    if (answer.crops.empty()) throw Failure(Code::invalid, "say which crops the answer is about");
    if (answer.crops.size() > most_crops_at_once) throw Failure(Code::invalid, "an answer is about at most 1000 crops");
    if (!answer.thing) return;
    NewAnswer one;
    one.things = {*answer.thing};
    check_answer(one);
    if (answer.thing->type == ObservationType::unclassified)
        throw Failure(Code::invalid, "a crop is an animal, a person, a vehicle, unknown, or blank: no animal");
}

}  // namespace

CropAnswerBatch answer_crops(const House& house, const Caller& caller, ProjectId project, const CropAnswer& answer) {
    check(answer);
    return in_project(house, caller.viewer(), project, people::Act::answer,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          CropAnswerBatch result;
                          std::unordered_map<MediaId, std::vector<const ShownCrop*>> wanted;
                          for (const auto& crop : answer.crops) wanted[crop.media_id].push_back(&crop);
                          std::vector<MediaId> ids;
                          for (const auto& [id, crops] : wanted) ids.push_back(id);
                          std::ranges::sort(ids);
                          // Of media that are not in the project there is nothing to lock, and nothing to tell.
                          std::vector<MediaId> here;
                          for (const auto& media : catalog::media_by_ids(tx, scope, ids))
                              here.push_back(media.media_id);
                          catalog::lock_media(tx, scope, here);

                          const auto batch = BatchId::make();
                          const bool expert = catalog::viewer_is_expert(tx, scope);
                          std::vector<catalog::Answer> lines;
                          std::vector<MediaId> answered;
                          const auto leave = [&](const std::vector<const ShownCrop*>& crops, LeftOut::Why why) {
                              for (const auto* crop : crops) result.left_out.push_back({*crop, why});
                          };
                          for (const auto& photo : media_as_told(tx, scope, here)) {
                              const auto id = photo.media.media_id;
                              const auto crops = std::exchange(wanted[id], {});
                              if (!photo.observations.empty() && !is_open(photo)) {
                                  leave(crops, LeftOut::Why::answered);
                                  continue;
                              }
                              std::vector<const ShownCrop*> gone;
                              const auto things = with_crops(photo, crops, answer.thing, gone);
                              leave(gone, LeftOut::Why::changed);
                              if (things.empty()) continue;
                              answered.push_back(id);
                              lines.push_back(line_of_person(house, caller.account_id, expert, batch, id, things));
                          }
                          for (const auto& [id, crops] : wanted) leave(crops, LeftOut::Why::changed);
                          if (lines.empty()) return result;
                          write_answers(house, tx, scope, lines);
                          catalog::touch_project(tx, project);
                          result.batch = AnswerBatch{batch, media_as_told(tx, scope, answered)};
                          std::set<EventId> events;
                          for (const auto& one : result.batch->media)
                              if (one.media.event_id) events.insert(*one.media.event_id);
                          catalog::notify(tx, project,
                                          catalog::Answered{caller.account_id, {events.begin(), events.end()}});
                          return result;
                      });
}

}  // namespace serow::journeys
