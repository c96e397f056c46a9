// What people remark beside what, how many and where; known animals; and how packages tell of both.
#include "journeys/answer_choices.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "journeys/individuals.h"
#include "journeys/organise.h"
#include "journeys/seen_things.h"
#include "train_world.h"
#include "training/neighbours.h"

namespace serow::journeys {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

camtrap::Remarks all_remarks(IndividualId individual, const std::string& field) {
    camtrap::Remarks remarks;
    remarks.cameraSetupType = camtrap::CameraSetupType::calibration;
    remarks.individualID = individual;
    remarks.individualPositionRadius = 7.5;
    remarks.individualPositionAngle = -12;
    remarks.individualSpeed = 0.25;
    remarks.observationTags = {"limping", "snow"};
    remarks.observationComments = "left horn \"broken\"\nas in May";
    remarks.customFields = {{field, "thin"}};
    return remarks;
}

TEST(Remarks, AreReadFromTheLedgerAsTheyWereWritten) {
    review::SeenThing thing;
    thing.type = camtrap::ObservationType::animal;
    thing.remarks = all_remarks(IndividualId::make(), CustomFieldId::make().text());
    EXPECT_THAT(from_ledger(to_ledger(std::span(&thing, 1))), ElementsAre(thing));
}

// Photos of pumas, red and less red, and one of a deer; described by a network of mean colours.
class Individuals : public TrainWorld {
protected:
    CustomField condition() {
        CustomField field;
        field.custom_field_id = CustomFieldId::make();
        field.name = "Condition";
        field.kind = "choice";
        field.choices = {"good", "thin"};
        return put_custom_fields(there_, li_.viewer(), project_, {field}).front();
    }
    catalog::Individual named(const std::string& name, const std::string& species = "Puma concolor") {
        IndividualChange fields;
        fields.name = name;
        fields.scientific_name = species;
        return create_individual(there_, li_.viewer(), project_, fields);
    }
    void say_who(MediaId media, const catalog::Individual& who) {
        NewAnswer given;
        given.media = {media};
        auto& thing = given.things.emplace_back();
        thing.type = camtrap::ObservationType::animal;
        thing.scientificName = who.scientific_name;
        thing.remarks.individualID = who.individual_id;
        answer(there_, li_, project_, given);
    }
    std::vector<std::string> like(MediaId media) {
        const auto registry = open_registry(config_);
        std::vector<std::string> names;
        for (const auto& one :
             resembling_individuals(house(), li_.viewer(), project_, media, {}, "Puma concolor", registry))
            names.push_back(one.individual.name);
        return names;
    }
};

TEST_F(Individuals, AreSeenWhereTheyWereNamed) {
    const auto point = World::the().new_location(li_, project_).location_id;
    const auto other = World::the().new_location(li_, project_, "P02").location_id;
    const auto first = bring(point, plain(200, 60), "2024-05-01T02:00:00Z");
    const auto second = bring(other, plain(190, 60), "2024-05-03T04:00:00Z");
    work();
    const auto horn = named("F03");
    EXPECT_EQ(list_individuals(there_, li_.viewer(), project_).front().media, 0);
    say_who(first, horn);
    say_who(second, horn);

    const auto whole = individual(there_, li_.viewer(), project_, horn.individual_id);
    EXPECT_EQ(whole.individual.media, 2);
    EXPECT_EQ(whole.individual.places, 2);
    EXPECT_EQ(whole.individual.first_seen, parse_instant("2024-05-01T02:00:00Z"));
    EXPECT_EQ(whole.individual.last_seen, parse_instant("2024-05-03T04:00:00Z"));
    EXPECT_EQ(whole.individual.time_zone, "Asia/Shanghai");
    ASSERT_EQ(whole.gallery.size(), 2U);
    EXPECT_EQ(whole.gallery[0].media.media.media_id, second);       // the latest first
    EXPECT_EQ(whole.gallery[0].bbox, (Box{0.25, 0.25, 0.5, 0.5}));  // the machine's box stayed with the name
    ASSERT_EQ(whole.places.size(), 2U);
    EXPECT_EQ(whole.places[0].media, 1);

    // Seen animals stay, and stay what they are.
    EXPECT_EQ(refused([&] { delete_individual(there_, li_.viewer(), project_, horn.individual_id); }).code,
              Code::conflict);
    IndividualChange deer;
    deer.scientific_name = "Cervidae";
    EXPECT_EQ(refused([&] { update_individual(there_, li_.viewer(), project_, horn.individual_id, deer); }).code,
              Code::conflict);
    EXPECT_EQ(refused([&] { named("f03"); }).code, Code::conflict);
    // Who answers anew without naming it takes it away.
    say("Puma concolor", {first, second});
    EXPECT_EQ(individual(there_, li_.viewer(), project_, horn.individual_id).individual.media, 0);
    delete_individual(there_, li_.viewer(), project_, horn.individual_id);
    EXPECT_THAT(list_individuals(there_, li_.viewer(), project_), IsEmpty());
}

TEST_F(Individuals, TheMostAlikeIsSuggestedFirstAndNothingOfOtherSpecies) {
    const auto point = World::the().new_location(li_, project_).location_id;
    const auto red = bring(point, plain(200, 60), "2024-05-01T02:00:00Z");
    const auto brown = bring(point, plain(150, 120), "2024-05-01T05:00:00Z");
    const auto deer = bring(point, plain(198, 62), "2024-05-01T08:00:00Z");
    const auto fresh = bring(point, plain(196, 64), "2024-05-01T11:00:00Z");
    work();
    EXPECT_THAT(like(fresh), IsEmpty());
    say_who(red, named("Red"));
    say_who(brown, named("Brown"));
    say_who(deer, named("Deer", "Cervidae"));
    EXPECT_THAT(like(fresh), ElementsAre("Red", "Brown"));
    EXPECT_THAT(like(red), ElementsAre("Brown"));  // not with itself
    const auto registry = open_registry(config_);
    const auto found = resembling_individuals(house(), li_.viewer(), project_, fresh, {}, "Puma concolor", registry);
    EXPECT_EQ(found[0].media_id, red);
    // By hand: the mean colours (196, 64, 60) and (200, 60, 60) include an angle whose cosine is 0.9997.
    EXPECT_NEAR(found[0].similarity, 0.9997, 0.002);
    EXPECT_THAT(like(bring(point, plain(1, 2), "2024-05-02T08:00:00Z")), IsEmpty());  // not described yet
}

TEST_F(Individuals, OfPeopleNobodyLearnsWhoMayNotLookAtThem) {
    const auto point = World::the().new_location(li_, project_).location_id;
    const auto photo = bring(point, plain(200, 60));
    work();
    const auto who = named("F03");
    NewAnswer both;
    both.media = {photo};
    for (const auto type : {camtrap::ObservationType::animal, camtrap::ObservationType::human}) {
        auto& thing = both.things.emplace_back();
        thing.type = type;
        if (type != camtrap::ObservationType::animal) continue;
        thing.scientificName = "Puma concolor";
        thing.remarks.individualID = who.individual_id;
    }
    answer(there_, li_, project_, both);
    const auto viewer = World::the().newcomer("Wang");
    set_member(there_, li_.viewer(), project_, viewer.email, people::Role::viewer);
    EXPECT_EQ(individual(there_, li_.viewer(), project_, who.individual_id).individual.media, 1);
    const auto seen = individual(there_, viewer.viewer(), project_, who.individual_id);
    EXPECT_EQ(seen.individual.media, 0);
    EXPECT_EQ(seen.individual.cover, std::nullopt);
    EXPECT_THAT(seen.gallery, IsEmpty());
    EXPECT_THAT(seen.places, IsEmpty());
}

TEST_F(Individuals, StandInThePackageWithAllThatWasRemarked) {
    const auto point = World::the().new_location(li_, project_).location_id;
    const auto photo = bring(point, plain(200, 60));
    work();
    const auto who = named("F03");
    const auto field = condition();
    NewAnswer given;
    given.media = {photo};
    auto& thing = given.things.emplace_back();
    thing.type = camtrap::ObservationType::animal;
    thing.scientificName = "Puma concolor";
    thing.remarks = all_remarks(who.individual_id, field.custom_field_id.text());
    answer(there_, li_, project_, given);
    const auto table = published_table(there_, li_, project_, "observations.csv");
    // Camtrap DP 1.0.2, observations: cameraSetupType, scientificName, count, lifeStage, sex, behavior, individualID,
    // individualPositionRadius, individualPositionAngle, individualSpeed; and at the end observationTags,
    // observationComments.
    EXPECT_THAT(table, HasSubstr(",animal,calibration,Puma concolor,1,,,,F03,7.5,-12,0.25,"));
    EXPECT_THAT(table, HasSubstr(",limping | snow | Condition:thin,\"left horn \"\"broken\"\"\nas in May\""));
    EXPECT_THAT(published_table(there_, li_, project_, "datapackage.json"), HasSubstr("\"individualAnimals\": true"));
}

}  // namespace
}  // namespace serow::journeys
