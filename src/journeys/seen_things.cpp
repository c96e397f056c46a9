#include "journeys/seen_things.h"

#include "base/problem.h"
#include "camtrap/vocabulary.h"
#include "journeys/motion_answer.h"

namespace serow::journeys {
namespace {

std::string text_at(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_string() ? std::string(value->as_string()) : "";
}

std::optional<double> number_at(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value != nullptr && value->is_number() ? std::optional(value->to_number<double>()) : std::nullopt;
}

void put_remarks(json::object& object, const camtrap::Remarks& remarks) {
    if (remarks.cameraSetupType) object["cameraSetupType"] = camtrap::word(*remarks.cameraSetupType);
    if (remarks.individualID) object["individualID"] = remarks.individualID->text();
    if (remarks.individualPositionRadius) object["individualPositionRadius"] = *remarks.individualPositionRadius;
    if (remarks.individualPositionAngle) object["individualPositionAngle"] = *remarks.individualPositionAngle;
    if (remarks.individualSpeed) object["individualSpeed"] = *remarks.individualSpeed;
    if (!remarks.observationTags.empty()) object["observationTags"] = json::value_from(remarks.observationTags);
    if (!remarks.observationComments.empty()) object["observationComments"] = remarks.observationComments;
    if (!remarks.customFields.empty()) object["customFields"] = json::value_from(remarks.customFields);
}

camtrap::Remarks remarks_in(const json::object& object) {
    camtrap::Remarks remarks;
    remarks.cameraSetupType = camtrap::parse_word<camtrap::CameraSetupType>(text_at(object, "cameraSetupType"));
    remarks.individualID = IndividualId::parse(text_at(object, "individualID"));
    remarks.individualPositionRadius = number_at(object, "individualPositionRadius");
    remarks.individualPositionAngle = number_at(object, "individualPositionAngle");
    remarks.individualSpeed = number_at(object, "individualSpeed");
    remarks.observationComments = text_at(object, "observationComments");
    if (const auto* tags = object.if_contains("observationTags"))
        remarks.observationTags = json::value_to<std::vector<std::string>>(*tags);
    if (const auto* fields = object.if_contains("customFields"))
        remarks.customFields = json::value_to<std::map<std::string, std::string>>(*fields);
    return remarks;
}

}  // namespace

json::array to_ledger(std::span<const review::SeenThing> things) {
    json::array list;
    for (const auto& thing : things) {
        json::object object{{"observationType", camtrap::word(thing.type)}};
        if (!thing.scientificName.empty()) object["scientificName"] = thing.scientificName;
        object["count"] = thing.count;
        if (thing.sex) object["sex"] = camtrap::word(*thing.sex);
        if (thing.life_stage) object["lifeStage"] = camtrap::word(*thing.life_stage);
        if (!thing.behavior.empty()) object["behavior"] = thing.behavior;
        put_remarks(object, thing.remarks);
        if (thing.box) object["bbox"] = json::array{thing.box->x, thing.box->y, thing.box->width, thing.box->height};
        if (thing.probability) object["probability"] = *thing.probability;
        if (thing.second) object["second"] = *thing.second;
        if (thing.first_second) object["firstSecond"] = *thing.first_second;
        if (thing.last_second) object["lastSecond"] = *thing.last_second;
        if (thing.taxon_probability) object["taxonProbability"] = *thing.taxon_probability;
        list.push_back(std::move(object));
    }
    return list;
}

std::vector<review::SeenThing> from_ledger(const json::value& observations) {
    std::vector<review::SeenThing> things;
    if (!observations.is_array()) throw Failure(Code::internal, "a line of the ledger holds no list of observations");
    for (const auto& item : observations.as_array()) {
        const auto& object = item.as_object();
        auto& thing = things.emplace_back();
        const auto type = camtrap::parse_word<camtrap::ObservationType>(text_at(object, "observationType"));
        if (!type) throw Failure(Code::internal, "a line of the ledger has an unknown observationType");
        thing.type = *type;
        thing.scientificName = text_at(object, "scientificName");
        if (const auto* count = object.if_contains("count"); count != nullptr && count->is_number())
            thing.count = count->to_number<int>();
        thing.sex = camtrap::parse_word<camtrap::Sex>(text_at(object, "sex"));
        thing.life_stage = camtrap::parse_word<camtrap::LifeStage>(text_at(object, "lifeStage"));
        thing.behavior = text_at(object, "behavior");
        thing.remarks = remarks_in(object);
        if (const auto* box = object.if_contains("bbox"); box != nullptr && box->is_array())
            thing.box = Box{box->at(0).to_number<double>(), box->at(1).to_number<double>(),
                            box->at(2).to_number<double>(), box->at(3).to_number<double>()};
        thing.probability = number_at(object, "probability");
        thing.second = number_at(object, "second");
        thing.first_second = number_at(object, "firstSecond");
        thing.last_second = number_at(object, "lastSecond");
        thing.taxon_probability = number_at(object, "taxonProbability");
    }
    return things;
}

catalog::Observation as_observation(const review::SeenThing& thing) {
    catalog::Observation observation;
    observation.observation_type = thing.type;
    observation.scientific_name = thing.scientificName;
    // Blank and unclassified are no individuals.
    if (thing.type != camtrap::ObservationType::blank && thing.type != camtrap::ObservationType::unclassified)
        observation.count = thing.count;
    observation.life_stage = thing.life_stage;
    observation.sex = thing.sex;
    observation.behavior = thing.behavior;
    observation.remarks = thing.remarks;
    observation.bbox = thing.box;
    observation.second = thing.second;
    observation.first_second = thing.first_second;
    observation.last_second = thing.last_second;
    return observation;
}

std::vector<catalog::Observation> observations_of(const review::Answer& answer, const std::string& by,
                                                  const catalog::Media& media) {
    auto things = answer.things;
    if (things.empty()) things.emplace_back().type = camtrap::ObservationType::blank;
    std::vector<catalog::Observation> list;
    for (const auto& thing : things) {
        auto observation = as_observation(thing);
        observation.observation_id = ObservationId::make();
        observation.media_id = media.media_id;
        observation.deployment_id = media.deployment_id;
        observation.ordinal = static_cast<int>(list.size());
        observation.event_id = media.event_id;
        observation.captured_at = media.facts.captured_at;
        observation.location_name = media.location_name;
        observation.time_zone = media.time_zone;
        observation.classification_method = answer.method;
        observation.classified_by = by;
        observation.classified_at = answer.at;
        observation.probability = thing.probability;
        observation.taxon_probability = thing.taxon_probability;
        list.push_back(std::move(observation));
    }
    return list;
}

review::SeenThing as_seen_thing(const catalog::Observation& observation) {
    review::SeenThing thing;
    thing.type = observation.observation_type;
    thing.scientificName = observation.scientific_name;
    thing.count = observation.count.value_or(1);
    thing.sex = observation.sex;
    thing.life_stage = observation.life_stage;
    thing.behavior = observation.behavior;
    thing.remarks = observation.remarks;
    thing.box = observation.bbox;
    thing.second = observation.second;
    thing.first_second = observation.first_second;
    thing.last_second = observation.last_second;
    return thing;
}

review::Answer as_review_answer(const catalog::Answer& answer) {
    review::Answer line;
    line.id = answer.answer_id;
    line.media = answer.media_id.text();
    line.at = answer.answered_at;
    line.method = answer.method;
    line.by = answer.method == camtrap::ClassificationMethod::machine ? answer.model
              : answer.account_id                                     ? answer.account_id->text()
                                                                      : "";
    line.things = from_ledger(answer.observations);
    line.retracts = answer.retracts;
    line.last_resort = is_motion(answer);
    line.by_expert = answer.by_expert.value_or(false);
    line.adjudicates = answer.adjudicates;
    return line;
}

}  // namespace serow::journeys
