// Crops and cohorts on a real catalogue: what is listed for whom, what waits, and answers that touch nothing else.
#include "journeys/crops.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <format>
#include <functional>
#include <set>

#include "base/json.h"
#include "catalog/answers.h"
#include "catalog/crop_features.h"
#include "catalog/review_rules.h"
#include "journeys/answer_crops.h"
#include "journeys/crop_picture.h"
#include "journeys/group_events.h"
#include "journeys/read_media.h"
#include "journeys/review_rules.h"
#include "journeys/seen_things.h"
#include "journeys/settle.h"
#include "media/decode.h"
#include "train_world.h"
#include "training/neighbours.h"

namespace serow::journeys {
namespace {

using camtrap::ObservationType;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

constexpr auto cat = "Prionailurus bengalensis", takin = "Budorcas taxicolor", boar = "Sus scrofa";

review::SeenThing thing(const std::string& name, double probability, double x,
                        ObservationType type = ObservationType::animal) {
    review::SeenThing seen;
    seen.type = type;
    seen.scientificName = name;
    seen.probability = probability;
    seen.box = Box{x, 0.2, 0.2, 0.3};
    return seen;
}

class Crops : public ::testing::Test {
protected:
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    Caller wang = World::the().newcomer("Wang"), viewer = World::the().newcomer("Viewer");
    ProjectId id = World::the().new_project(li).project_id;
    DeploymentId deployment = World::the().new_deployment(li, id);
    UploadId card = begin_upload(house, li.viewer(), id, {deployment, {}, "card"}).upload_id;
    int brought = 0;

    void SetUp() override {
        set_member(house, li.viewer(), id, wang.email, people::Role::annotator);
        set_member(house, li.viewer(), id, viewer.email, people::Role::viewer);
    }
    // Each an hour after the one before: an event of its own.
    MediaId photo(const std::vector<review::SeenThing>& things) {
        const auto bytes = jpeg(static_cast<std::uint8_t>(7 * ++brought)) + id.text();
        const auto media = World::the().bring(li, id, card, std::format("{}.jpg", brought), bytes,
                                              std::format("2024-05-01T{:02}:00:00Z", brought));
        read_media(house, id, std::vector{media});
        group_events(house, id, deployment);
        machine_says(media, things);
        return media;
    }
    void machine_says(MediaId media, const std::vector<review::SeenThing>& things) {
        catalog::Answer line;
        line.answer_id = AnswerId::make();
        line.batch_id = BatchId::make();
        line.media_id = media;
        line.model = "detector 1";
        line.model_details = json::value{{"threshold", 0.2}};
        line.observations = to_ledger(things);
        line.answered_at = house.clock.now();
        house.catalog.transaction([&](catalog::Transaction& tx) {
            const catalog::Scope scope{Viewer::system(), id, 1};
            catalog::append_answers(tx, scope, std::span(&line, 1));
            settle(tx, scope, std::span(&media, 1));
        });
    }
    AnswerBatch says(const Caller& caller, MediaId media, const std::string& name) {
        review::SeenThing seen;
        seen.type = ObservationType::animal;
        seen.scientificName = name;
        return answer(house, caller, id, {{media}, {}, false, {seen}});
    }
    // "Sus scrofa 0.90", in the order of the list.
    std::vector<std::string> listed(const MediaFilter& filter = {}, catalog::Which which = catalog::Which::all,
                                    int limit = 100) {
        std::vector<std::string> out;
        std::optional<std::string> cursor;
        do {
            const auto page = list_detections(house, li.viewer(), id, filter, which, cursor, limit);
            for (const auto& one : page.items)
                out.push_back(std::format("{} {:.2f}", one.scientific_name, one.probability.value_or(0)));
            cursor = page.next;
        } while (cursor);
        return out;
    }
    CohortBatch batch(const Caller& caller, const MediaFilter& filter = {},
                      const std::optional<std::string>& cursor = {}, int limit = 100) {
        return cohort_batch(house, caller.viewer(), id, filter, cursor, limit,
                            value_or_throw(vision::Registry::open({}, {})));
    }
    // What a medium shows for `caller`: "Sus scrofa, human; human".
    std::string shown(const Caller& caller, MediaId of) {
        const auto one = media(house, caller.viewer(), id, of);
        std::string text;
        for (const auto& seen : one.observations)
            text += (text.empty() ? "" : ", ") + (seen.scientific_name.empty()
                                                      ? std::string(camtrap::word(seen.observation_type))
                                                      : seen.scientific_name);
        return text + "; " + one.media.consensus;
    }
    static ShownCrop crop(MediaId media, const std::string& name, double x) {
        return {media, {x, 0.2, 0.2, 0.3}, name};
    }
    CropAnswerBatch confirm(const Caller& caller, std::vector<ShownCrop> crops) {
        return answer_crops(house, caller, id, {std::move(crops), {}});
    }
    CropAnswerBatch call(const Caller& caller, std::vector<ShownCrop> crops, ObservationType type,
                         const std::string& name = "") {
        review::SeenThing as;
        as.type = type;
        as.scientificName = name;
        return answer_crops(house, caller, id, {std::move(crops), as});
    }
    static Code refusal(const std::function<void()>& work) {
        try {
            work();
        } catch (const Failure& failure) {
            return failure.problem().code;
        }
        return Code::internal;
    }
};

TEST_F(Crops, AreListedByNameThenTheSurestFirstThoseWithoutANameLast) {
    photo({thing("", 0.95, 0.1), thing(takin, 0.4, 0.5)});
    photo({thing(takin, 0.8, 0.1), thing(boar, 0.3, 0.5), thing("", 0.5, 0.7)});
    photo({thing("", 0.9, 0.1, ObservationType::human), thing(takin, 0.6, 0.5)});
    const std::vector<std::string> all{"Budorcas taxicolor 0.80",
                                       "Budorcas taxicolor 0.60",
                                       "Budorcas taxicolor 0.40",
                                       "Sus scrofa 0.30",
                                       " 0.95",
                                       " 0.50"};
    EXPECT_EQ(listed(), all);
    for (const int limit : {1, 2, 3, 5}) EXPECT_EQ(listed({}, catalog::Which::all, limit), all) << limit;
    MediaFilter filter;
    filter.names = {takin};
    filter.least_score = 0.5;
    EXPECT_THAT(listed(filter), ElementsAre("Budorcas taxicolor 0.80", "Budorcas taxicolor 0.60"));
    filter.most_score = 0.7;  // of the box itself: its photo's surest is 0.9
    EXPECT_THAT(listed(filter), ElementsAre("Budorcas taxicolor 0.60"));
    filter = {};
    filter.names = {""};
    EXPECT_THAT(listed(filter), ElementsAre(" 0.95", " 0.50"));
    filter.names = {"", boar};
    EXPECT_THAT(listed(filter), ElementsAre("Sus scrofa 0.30", " 0.95", " 0.50"));
    filter = {};
    filter.people = true;
    EXPECT_THAT(listed(filter), ElementsAre("Budorcas taxicolor 0.60"));
    filter = {};
    filter.from = parse_instant("2024-05-01T02:30:00Z");
    EXPECT_THAT(listed(filter), ElementsAre("Budorcas taxicolor 0.60"));
    filter = {};
    filter.kind = "video";
    EXPECT_THAT(listed(filter), IsEmpty());
    EXPECT_EQ(refusal([&] { list_detections(house, li.viewer(), id, {}, catalog::Which::all, "nonsense", 10); }),
              Code::bad_request);
}

// More boxes before them than the list goes along: their photos are found first.
TEST_F(Crops, AreFoundWhereFewOfVeryManyPass) {
    photo(std::vector(4500, thing(takin, 0.9, 0.1)));
    photo({thing(takin, 0.3, 0.1), thing(boar, 0.5, 0.5)});
    MediaFilter filter;
    filter.from = parse_instant("2024-05-01T01:30:00Z");
    for (const int limit : {1, 2, 10})
        EXPECT_THAT(listed(filter, catalog::Which::all, limit),
                    ElementsAre("Budorcas taxicolor 0.30", "Sus scrofa 0.50"))
            << limit;
    EXPECT_THAT(listed(filter, catalog::Which::waiting), ElementsAre("Budorcas taxicolor 0.30", "Sus scrofa 0.50"));
    EXPECT_EQ(batch(li, filter).crops.size(), 1U);
}

TEST_F(Crops, TellWhatElseTheirPhotoShows) {
    photo({thing(takin, 0.8, 0.1), thing(boar, 0.3, 0.5)});
    const auto items = list_detections(house, li.viewer(), id, {}, catalog::Which::all, {}, 10).items;
    ASSERT_EQ(items.size(), 2U);
    EXPECT_EQ(items[0].others, json::parse(R"([{"observationType": "animal", "scientificName": "Sus scrofa"}])"));
    EXPECT_EQ(items[0].consensus, "machine");
    EXPECT_EQ(items[0].width, 64);
}

TEST_F(Crops, OfPhotosThatAreWithheldAreNotThereAndCannotBeAnswered) {
    const auto with_ranger = photo({thing(takin, 0.8, 0.1), thing("", 0.9, 0.6, ObservationType::human)});
    photo({thing(takin, 0.7, 0.1)});
    const auto for_whom = [&](const Caller& caller) {
        return list_detections(house, caller.viewer(), id, {}, catalog::Which::all, {}, 10).items.size();
    };
    EXPECT_EQ(for_whom(li), 2U);
    EXPECT_EQ(for_whom(viewer), 1U);
    EXPECT_EQ(batch(viewer).crops.size(), 1U);
    const auto refused_crop = [&](const Caller& caller) {
        return refusal([&] { crop_picture(house, caller.viewer(), id, with_ranger, {0.1, 0.2, 0.2, 0.3}); });
    };
    EXPECT_EQ(refused_crop(viewer), Code::forbidden);
    EXPECT_EQ(refused_crop(World::the().newcomer("Stranger")), Code::not_found);
    MediaFilter people;
    people.people = true;
    EXPECT_EQ(refusal([&] { batch(viewer, people); }), Code::forbidden);
}

TEST_F(Crops, ThePictureOfOneIsCutFromThePreviewAndPeopleInItAreBlurred) {
    const auto animal = photo({thing(takin, 0.8, 0.1)});
    const auto both = photo({thing(takin, 0.8, 0.1), thing("", 0.9, 0.15, ObservationType::human)});
    const auto read = [&](const MediaFile& file) {
        std::vector<std::byte> bytes;
        file.read(0, file.bytes,
                  [&](std::span<const std::byte> piece) { bytes.insert(bytes.end(), piece.begin(), piece.end()); });
        return value_or_throw(media::decode_image(bytes)).image;
    };
    const auto file = crop_picture(house, li.viewer(), id, animal, {0.25, 0.25, 0.25, 0.25});
    EXPECT_TRUE(file.concealed.empty());
    const auto image = read(file);
    EXPECT_EQ(image.width, 22);   // 16 pixels of 64 and margins of 2.4: from 13.6 to 34.4, outwards to whole pixels
    EXPECT_EQ(image.height, 22);  // from 7.6 to 28.4
    EXPECT_FALSE(crop_picture(house, li.viewer(), id, both, {0.1, 0.2, 0.2, 0.3}).concealed.empty());
    EXPECT_EQ(refusal([&] { crop_picture(house, li.viewer(), id, animal, {0.9, 0, 0.2, 0.2}); }), Code::invalid);
}

TEST_F(Crops, WhatPeopleAnsweredDoesNotWait) {
    const auto first = photo({thing(takin, 0.8, 0.1)});
    photo({thing(takin, 0.7, 0.1)});
    says(li, first, boar);
    EXPECT_THAT(listed({}, catalog::Which::waiting), ElementsAre("Budorcas taxicolor 0.70"));
    EXPECT_EQ(batch(wang).crops.size(), 1U);
    MediaFilter reviewed;
    reviewed.show = "reviewed";
    EXPECT_THAT(listed(reviewed), ElementsAre("Sus scrofa 0.00"));  // people give no score
    MediaFilter by_wang;
    by_wang.reviewers = {wang.account_id};
    EXPECT_THAT(listed(by_wang), IsEmpty());
}

TEST_F(Crops, AnAnswerAboutOneKeepsTheOtherBoxesOfItsPhoto) {
    const auto two = photo({thing(cat, 0.9, 0.1), thing(takin, 0.7, 0.6)});
    const auto one = photo({thing(cat, 0.8, 0.1)});
    const auto done = confirm(li, {crop(two, cat, 0.1), crop(one, cat, 0.1)});
    ASSERT_TRUE(done.batch);
    EXPECT_THAT(done.left_out, IsEmpty());
    EXPECT_EQ(done.batch->media.size(), 2U);
    EXPECT_EQ(shown(li, two), "Prionailurus bengalensis, Budorcas taxicolor; human");
    EXPECT_EQ(shown(li, one), "Prionailurus bengalensis; human");
    const auto after = media(house, li.viewer(), id, two).observations;
    EXPECT_EQ(after[0].bbox, (Box{0.1, 0.2, 0.2, 0.3}));
    EXPECT_EQ(after[1].bbox, (Box{0.6, 0.2, 0.2, 0.3}));
    // One act, one undo.
    retract(house, li, id, done.batch->batch_id);
    EXPECT_EQ(shown(li, two), "Prionailurus bengalensis, Budorcas taxicolor; machine");
    EXPECT_EQ(shown(li, one), "Prionailurus bengalensis; machine");
}

TEST_F(Crops, AreNamedOrTakenOutOfTheirPhotoBoxByBox) {
    const auto two = photo({thing(cat, 0.9, 0.1), thing(takin, 0.7, 0.6)});
    const auto one = photo({thing(cat, 0.8, 0.1)});
    call(li, {crop(two, cat, 0.1), crop(one, cat, 0.1)}, ObservationType::animal, boar);
    EXPECT_EQ(shown(li, two), "Sus scrofa, Budorcas taxicolor; human");
    EXPECT_EQ(shown(li, one), "Sus scrofa; human");
    const auto three = photo({thing(cat, 0.9, 0.1), thing(takin, 0.7, 0.6)});
    const auto empty = photo({thing(cat, 0.8, 0.1)});
    call(li, {crop(three, cat, 0.1), crop(empty, cat, 0.1)}, ObservationType::blank);
    EXPECT_EQ(shown(li, three), "Budorcas taxicolor; human");
    EXPECT_EQ(shown(li, empty), "blank; human");
    const auto person = photo({thing(cat, 0.9, 0.1)});
    call(li, {crop(person, cat, 0.1)}, ObservationType::human);
    EXPECT_EQ(shown(li, person), "human; human");
    // Both boxes of one photo, by one act.
    const auto herd = photo({thing(cat, 0.9, 0.1), thing(cat, 0.7, 0.6), thing(takin, 0.5, 0.3)});
    const auto done = call(li, {crop(herd, cat, 0.1), crop(herd, cat, 0.6)}, ObservationType::animal, boar);
    EXPECT_EQ(done.batch->media.size(), 1U);
    EXPECT_EQ(shown(li, herd), "Sus scrofa, Sus scrofa, Budorcas taxicolor; human");
}

TEST_F(Crops, OfPhotosThatOthersAnsweredAreLeftOutAndTold) {
    const auto first = photo({thing(cat, 0.9, 0.1)});
    const auto second = photo({thing(cat, 0.8, 0.1)});
    const auto third = photo({thing(cat, 0.7, 0.1)});
    says(wang, first, boar);
    machine_says(third, {thing(takin, 0.9, 0.1)});  // meanwhile another model looked
    const auto done = confirm(li, {crop(first, cat, 0.1), crop(second, cat, 0.1), crop(second, cat, 0.5),
                                   crop(third, cat, 0.1), crop(MediaId::make(), cat, 0.1)});
    ASSERT_TRUE(done.batch);
    EXPECT_EQ(done.batch->media.size(), 1U);
    EXPECT_EQ(shown(li, first), "Sus scrofa; human");
    EXPECT_EQ(shown(li, second), "Prionailurus bengalensis; human");
    EXPECT_EQ(shown(li, third), "Budorcas taxicolor; machine");
    std::vector<std::pair<bool, bool>> why;  // of the first photo? answered?
    for (const auto& left : done.left_out)
        why.emplace_back(left.crop.media_id == first, left.why == LeftOut::Why::answered);
    EXPECT_THAT(why, UnorderedElementsAre(std::pair(true, true), std::pair(false, false), std::pair(false, false),
                                          std::pair(false, false)));
    // Nothing at all: nothing is written.
    const auto nothing = confirm(li, {crop(first, cat, 0.1)});
    EXPECT_FALSE(nothing.batch);
    EXPECT_EQ(nothing.left_out.size(), 1U);
}

TEST_F(Crops, OnlyAnnotatorsAnswerAndOnlyWhatMakesSense) {
    const auto one = photo({thing(cat, 0.9, 0.1)});
    EXPECT_EQ(refusal([&] { confirm(viewer, {crop(one, cat, 0.1)}); }), Code::forbidden);
    EXPECT_EQ(refusal([&] { confirm(World::the().newcomer("Stranger"), {crop(one, cat, 0.1)}); }), Code::not_found);
    EXPECT_EQ(refusal([&] { confirm(li, {}); }), Code::invalid);
    EXPECT_EQ(refusal([&] { confirm(li, std::vector(1001, crop(one, cat, 0.1))); }), Code::invalid);
    EXPECT_EQ(refusal([&] { call(li, {crop(one, cat, 0.1)}, ObservationType::vehicle, boar); }), Code::invalid);
    EXPECT_EQ(refusal([&] { call(li, {crop(one, cat, 0.1)}, ObservationType::unclassified); }), Code::invalid);
    EXPECT_EQ(shown(li, one), "Prionailurus bengalensis; machine");
}

TEST_F(Crops, WhatIsReviewedBlindWaitsForEachAndTellsNobodyOfOthers) {
    ReviewRule rule;
    rule.kind = "oneReviewer";
    rule.blind_percent = 100;
    set_review_rule(house, li.viewer(), id, rule);
    const auto one = photo({thing(cat, 0.9, 0.1)});
    settle_reviews(house, id, deployment);
    call(wang, {crop(one, cat, 0.1)}, ObservationType::animal, boar);
    // Wang is told what Wang said, and is done; Li sees the machine's name, and it waits.
    EXPECT_EQ(shown(wang, one), "Sus scrofa; awaiting");
    EXPECT_EQ(batch(wang).crops.size(), 0U);
    const auto waiting = batch(li);
    ASSERT_EQ(waiting.crops.size(), 1U);
    EXPECT_EQ(waiting.crops[0].scientific_name, cat);
    EXPECT_TRUE(waiting.crops[0].kept_back);
    for (const auto& each : list_detections(house, li.viewer(), id, {}, catalog::Which::all, {}, 10).items)
        EXPECT_EQ(each.scientific_name, cat);
    EXPECT_EQ(call(wang, {crop(one, boar, 0.1)}, ObservationType::animal, cat).left_out.at(0).why,
              LeftOut::Why::answered);
    EXPECT_TRUE(call(li, {crop(one, cat, 0.1)}, ObservationType::animal, boar).batch);
    EXPECT_EQ(shown(li, one), "Sus scrofa; human");
}

TEST_F(Crops, ComeInBatchesOfOneNameAndGoOnBehindWhatWasLeftOpen) {
    for (int i = 0; i < 3; ++i) photo({thing(takin, 0.9 - 0.1 * i, 0.1)});
    photo({thing("", 0.9, 0.1), thing(boar, 0.5, 0.6)});
    const auto first = batch(li, {}, {}, 2);
    EXPECT_EQ(first.scientific_name, takin);
    EXPECT_EQ(first.crops.size(), 2U);
    const auto second = batch(li, {}, first.next, 2);
    EXPECT_EQ(second.scientific_name, takin);
    EXPECT_EQ(second.crops.size(), 1U);
    const auto third = batch(li, {}, second.next, 2);
    EXPECT_EQ(third.scientific_name, boar);
    const auto fourth = batch(li, {}, third.next, 2);
    EXPECT_EQ(fourth.scientific_name, "");
    EXPECT_EQ(fourth.crops.size(), 1U);
    EXPECT_EQ(fourth.next, std::nullopt);
    EXPECT_TRUE(batch(li, {}, catalog::to_text(catalog::cursor_at(fourth.crops[0]))).cohorts.empty());
}

// Without a network: crops of one event of which the machine is about as sure.
TEST_F(Crops, WithoutFeaturesThoseOfAnEventAreTogether) {
    const auto two = photo({thing(takin, 0.9, 0.1), thing(takin, 0.85, 0.6)});
    photo({thing(takin, 0.95, 0.1)});
    const auto found = batch(li);
    EXPECT_TRUE(found.network.empty());
    EXPECT_EQ(found.described, 0U);
    ASSERT_EQ(found.cohorts.size(), 2U);
    EXPECT_EQ(found.cohorts[0].by, training::Cohort::By::together);
    for (const auto i : found.cohorts[0].members) EXPECT_EQ(found.crops[i].media_id, two);
    EXPECT_EQ(found.cohorts[1].by, training::Cohort::By::apart);
}

// With a network whose features are a crop's mean colours, as the worker keeps them.
class DescribedCrops : public TrainWorld {};

TEST_F(DescribedCrops, ThoseThatLookAlikeAreOneCohort) {
    const auto point = World::the().new_location(li_, project_).location_id;
    std::set<MediaId> red;
    for (int i = 0; i < 3; ++i)
        red.insert(bring(point, plain(200 + 5 * i, 30), "2024-05-01T0" + std::to_string(i) + ":00:00Z"));
    const auto green = bring(point, plain(20, 220), "2024-05-01T08:00:00Z");
    work();
    const auto found = cohort_batch(house(), li_.viewer(), project_, {}, {}, 100, open_registry(config_));
    EXPECT_EQ(found.network, "mean_colour 1");
    EXPECT_EQ(found.described, 4U);
    ASSERT_EQ(found.cohorts.size(), 2U);
    EXPECT_EQ(found.cohorts[0].by, training::Cohort::By::alike);
    std::set<MediaId> first;
    for (const auto i : found.cohorts[0].members) first.insert(found.crops[i].media_id);
    EXPECT_EQ(first, red);
    EXPECT_GT(found.cohorts[0].least_similarity, 0.99);
    EXPECT_EQ(found.crops[found.cohorts[1].members[0]].media_id, green);
}

}  // namespace
}  // namespace serow::journeys
