// Photos of people and vehicles are withheld from who may not look at them, however they are asked for.
#include <gtest/gtest.h>

#include <algorithm>
#include <format>
#include <functional>

#include "catalog/answers.h"
#include "journeys/answer.h"
#include "journeys/browse.h"
#include "journeys/concealed_picture.h"
#include "journeys/explain_media.h"
#include "journeys/publish_predictions.h"
#include "journeys/read_media.h"
#include "journeys/repeat_detections.h"
#include "journeys/settle.h"
#include "journeys/video_tracks.h"
#include "world.h"

namespace serow::journeys {
namespace {

using camtrap::ObservationType;

class Privacy : public ::testing::Test {
protected:
    enum Shows : std::uint8_t { deer, ranger, car, nothing };

    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    Caller viewer = World::the().newcomer("Viewer");
    Caller annotator = World::the().newcomer("Annotator");
    Caller manager = World::the().newcomer("Manager");
    ProjectId id = World::the().new_project(li).project_id;
    DeploymentId deployment;
    std::vector<std::string> bytes;
    std::vector<MediaId> photos;  // as Shows says

    void SetUp() override {
        for (const auto& [caller, role] : {std::pair{&viewer, people::Role::viewer},
                                           {&annotator, people::Role::annotator},
                                           {&manager, people::Role::manager}})
            set_member(house, li.viewer(), id, caller->email, role);
        DeploymentChange fields;
        fields.location_id = World::the().new_location(li, id).location_id;
        fields.deployment_start = parse_instant("2024-05-01T00:00:00Z");
        fields.deployment_end = parse_instant("2024-05-02T00:00:00Z");
        deployment = create_deployment(house, li.viewer(), id, fields).deployment_id;
        const auto card = begin_upload(house, li.viewer(), id, {deployment, {}, "card"});
        for (int i = 0; i < 4; ++i) {
            // Other bytes in each test, as another card has.
            bytes.push_back(jpeg(static_cast<std::uint8_t>(40 * i + 10)) + deployment.text());
            photos.push_back(World::the().bring(li, id, card.upload_id, std::format("secret_{}.jpg", i), bytes.back()));
        }
        read_media(house, id, photos);
        sees(photos[deer], "animal", 0.9);
        sees(photos[ranger], "human", 0.9);
        sees(photos[car], "vehicle", 0.9);
        sees(photos[nothing], "human", 0.2);
    }

    // As a worker writes what a detector with the threshold 0.3 finds.
    void sees(MediaId photo, std::string_view type, double probability) {
        catalog::Answer line;
        line.answer_id = AnswerId::make();
        line.batch_id = BatchId::make();
        line.media_id = photo;
        line.model = "test 1";
        line.model_details = json::object{{"threshold", 0.3}};
        line.observations = json::array{json::object{{"observationType", type},
                                                     {"count", 1},
                                                     {"bbox", json::array{0.1, 0.2, 0.2, 0.2}},
                                                     {"probability", probability}}};
        line.answered_at = house.clock.now();
        const catalog::Scope scope{Viewer::system(), id, 1};
        house.catalog.transaction([&](catalog::Transaction& tx) {
            catalog::append_answers(tx, scope, std::span(&line, 1));
            settle(tx, scope, std::span(&photo, 1));
        });
    }
    void says(const Caller& caller, MediaId photo, ObservationType type) {
        review::SeenThing thing;
        thing.type = type;
        if (type == ObservationType::human) thing.scientificName = "Homo sapiens";
        answer(house, caller, id, {{photo}, {}, false, {thing}});
    }
    void visible_to(const std::string& people, const std::string& vehicles) {
        ProjectChange change;
        change.people_visible_to = people;
        change.vehicles_visible_to = vehicles;
        update_project(house, li.viewer(), id, change);
    }
    std::string privacy(const Caller& caller, Shows photo) {
        return media(house, caller.viewer(), id, photos[photo]).media.privacy;
    }
    std::size_t listed(const Caller& caller, const std::string& show) {
        MediaFilter filter;
        filter.show = show;
        return list_media(house, caller.viewer(), id, filter, {}, 100).items.size();
    }
    static Code refusal(const std::function<void()>& work) {
        try {
            work();
        } catch (const Failure& failure) {
            return failure.problem().code;
        }
        ADD_FAILURE() << "was not refused";
        return Code::internal;
    }
};

TEST_F(Privacy, BeginsWithAnnotators) {
    for (const auto* caller : {&li, &manager, &annotator}) {
        EXPECT_EQ(privacy(*caller, deer), "open");
        EXPECT_EQ(privacy(*caller, ranger), "private");
        EXPECT_EQ(privacy(*caller, car), "private");
        EXPECT_EQ(privacy(*caller, nothing), "open");
    }
    EXPECT_EQ(privacy(viewer, deer), "open");
    EXPECT_EQ(privacy(viewer, ranger), "withheld");
    EXPECT_EQ(privacy(viewer, car), "withheld");
    EXPECT_EQ(privacy(viewer, nothing), "open") << "a box below the threshold is no observation";
}

TEST_F(Privacy, OfWhatIsWithheldNothingIsToldButThatItIsThere) {
    const auto one = media(house, viewer.viewer(), id, photos[ranger]);
    EXPECT_EQ(one.media.sha256 + one.media.file_name + one.media.file_path + one.media.facts.file_mediatype, "");
    EXPECT_EQ(one.media.bytes, 0);
    EXPECT_FALSE(one.media.upload_id);
    EXPECT_FALSE(one.media.facts.has_renditions);
    EXPECT_TRUE(one.observations.empty());
    EXPECT_EQ(one.media.consensus, "none");
    EXPECT_EQ(one.media.deployment_id, deployment);
    EXPECT_TRUE(one.media.facts.captured_at) << "when it was taken stays: lists are in that order";
}

TEST_F(Privacy, ListsOfAllHaveItEmptyAndFiltersLeaveItOut) {
    EXPECT_EQ(listed(viewer, "all"), 4U);
    EXPECT_EQ(listed(viewer, "unreviewed"), 2U);
    EXPECT_EQ(listed(annotator, "unreviewed"), 4U);
    EXPECT_EQ(listed(annotator, "human"), 1U);
    EXPECT_EQ(refusal([&] { listed(viewer, "human"); }), Code::forbidden);
    EXPECT_EQ(refusal([&] { listed(viewer, "vehicle"); }), Code::forbidden);
    MediaFilter by_name;
    by_name.names = {"Homo sapiens"};
    says(li, photos[ranger], ObservationType::human);
    EXPECT_EQ(list_media(house, viewer.viewer(), id, by_name, {}, 100).items.size(), 0U);
    const auto seen_by = [&](const Caller& caller) {
        return list_observations(house, caller.viewer(), id, {}, {}, 100).items.size();
    };
    EXPECT_EQ(seen_by(viewer), 2U) << "the deer, and the blank";
    EXPECT_EQ(seen_by(annotator), 4U);
}

TEST_F(Privacy, NoFileOfItIsGivenInAnyForm) {
    for (const auto form : {MediaForm::original, MediaForm::preview, MediaForm::thumbnail, MediaForm::proxy})
        EXPECT_EQ(refusal([&] { media_file(house, viewer.viewer(), id, photos[ranger], form); }), Code::forbidden);
    EXPECT_EQ(refusal([&] { explain_media(house, viewer.viewer(), id, photos[ranger]); }), Code::forbidden);
    EXPECT_EQ(refusal([&] { explain_media(house, viewer.viewer(), sha256_of(bytes[ranger]).hex); }), Code::forbidden);
    EXPECT_EQ(refusal([&] { video_tracks(house, viewer.viewer(), id, photos[ranger]); }), Code::forbidden);
    EXPECT_EQ(media_file(house, viewer.viewer(), id, photos[deer], MediaForm::original).bytes, bytes[deer].size());
    EXPECT_EQ(media_file(house, annotator.viewer(), id, photos[ranger], MediaForm::original).bytes,
              bytes[ranger].size());
}

TEST_F(Privacy, WhoMayLookSeesPeopleBlurredAndALookAtMoreIsWrittenDown) {
    const auto file = [&](const Caller& caller, Shows photo, MediaForm form, Sight sight = Sight::blurred) {
        return media_file(house, caller.viewer(), id, photos[photo], form, sight);
    };
    const auto looks = [&] { return reveals(house, manager.viewer(), id, 100); };
    for (const auto form : {MediaForm::preview, MediaForm::thumbnail})
        for (const auto photo : {ranger, car}) {
            const auto blurred = file(annotator, photo, form);
            EXPECT_NE(blurred.concealed, "");
            EXPECT_TRUE(blurred.path.empty());  // made for this look, kept nowhere
            EXPECT_GT(blurred.bytes, 0U);
        }
    EXPECT_EQ(file(annotator, deer, MediaForm::preview).concealed, "");
    EXPECT_EQ(looks().size(), 0U);  // of animals, and of what is blurred, nothing is written down

    EXPECT_EQ(file(annotator, ranger, MediaForm::preview, Sight::unblurred).concealed, "");
    EXPECT_EQ(file(annotator, ranger, MediaForm::preview, Sight::unblurred).concealed, "");
    ASSERT_EQ(looks().size(), 1U);  // the same look again is no other
    EXPECT_EQ(looks()[0].media_id, photos[ranger]);
    EXPECT_EQ(looks()[0].file_name, "secret_1.jpg");
    EXPECT_EQ(looks()[0].form, "preview");
    EXPECT_EQ(looks()[0].account_name, "Annotator");
    file(annotator, ranger, MediaForm::original);  // cannot be had but as it is
    file(li, ranger, MediaForm::preview, Sight::unblurred);
    file(annotator, deer, MediaForm::original);
    EXPECT_EQ(looks().size(), 3U);
    EXPECT_EQ(refusal([&] { reveals(house, annotator.viewer(), id, 100); }), Code::forbidden);
    // Who may not look learns nothing by asking for it unblurred, and that is no look.
    EXPECT_EQ(refusal([&] { file(viewer, ranger, MediaForm::preview, Sight::unblurred); }), Code::forbidden);
    EXPECT_EQ(looks().size(), 3U);

    // Another box, another picture; where somebody is said to be somewhere, the whole is blurred.
    const auto tag = file(li, ranger, MediaForm::preview).concealed;
    review::SeenThing person;
    person.type = ObservationType::human;
    person.box = Box{0.5, 0.5, 0.2, 0.2};
    answer(house, li, id, {{photos[ranger]}, {}, false, {person}});
    EXPECT_NE(file(li, ranger, MediaForm::preview).concealed, tag);
    person.box.reset();
    person.count = 2;
    answer(house, li, id, {{photos[ranger]}, {}, false, {person}});
    const auto whole = file(li, ranger, MediaForm::preview).concealed;
    EXPECT_EQ(whole, Concealed{}.tag());

    visible_to("viewer", "viewer");  // not private, not blurred
    EXPECT_EQ(file(viewer, ranger, MediaForm::preview).concealed, "");
    EXPECT_EQ(looks().size(), 3U);
}

TEST_F(Privacy, WhatPeopleSayHoldsOverTheDetector) {
    says(annotator, photos[ranger], ObservationType::animal);
    EXPECT_EQ(privacy(viewer, ranger), "open") << "it was a bear";
    says(annotator, photos[nothing], ObservationType::human);
    EXPECT_EQ(privacy(viewer, nothing), "withheld");
    EXPECT_EQ(refusal([&] { media_file(house, viewer.viewer(), id, photos[nothing], MediaForm::thumbnail); }),
              Code::forbidden);
}

TEST_F(Privacy, TheProjectSaysWhoSees) {
    visible_to("manager", "viewer");
    EXPECT_EQ(privacy(viewer, car), "open");
    EXPECT_EQ(privacy(annotator, ranger), "withheld");
    EXPECT_EQ(privacy(manager, ranger), "private");
    visible_to("viewer", "manager");
    EXPECT_EQ(privacy(viewer, ranger), "open");
    EXPECT_EQ(privacy(annotator, car), "withheld");
    EXPECT_EQ(refusal([&] { visible_to("owner", "viewer"); }), Code::invalid);
    EXPECT_EQ(refusal([&] { visible_to("", "viewer"); }), Code::invalid);
    ProjectChange change;
    change.people_visible_to = "viewer";
    EXPECT_EQ(refusal([&] { update_project(house, annotator.viewer(), id, change); }), Code::forbidden);
}

TEST_F(Privacy, WhoMayNotLookDoesNotSayThatItIsBlankToSeeIt) {
    visible_to("manager", "manager");
    EXPECT_EQ(refusal([&] { says(annotator, photos[ranger], ObservationType::blank); }), Code::forbidden);
    EXPECT_EQ(refusal([&] { says(annotator, photos[car], ObservationType::blank); }), Code::forbidden);
    review::SeenThing blank;
    blank.type = ObservationType::blank;
    EXPECT_EQ(refusal([&] { answer(house, annotator, id, {{photos[deer], photos[ranger]}, {}, false, {blank}}); }),
              Code::forbidden)
        << "nor among others";
    EXPECT_EQ(refusal([&] {
                  judge_repeat(house, annotator, id,
                               {deployment, ObservationType::human, {0.1, 0.2, 0.2, 0.2}, "nothing"});
              }),
              Code::forbidden)
        << "nor masks its place";
    EXPECT_EQ(privacy(annotator, ranger), "withheld");
    says(annotator, photos[nothing], ObservationType::human);
    EXPECT_EQ(privacy(annotator, nothing), "withheld") << "what one found is private from then on";
    says(manager, photos[ranger], ObservationType::blank);
    EXPECT_EQ(privacy(annotator, ranger), "open");
}

TEST_F(Privacy, ExportsHaveWhatWhoTakesThemMayLookAt) {
    const auto rows = [&](const Caller& caller, const std::string& table) {
        const auto text = published_table(house, caller, id, table);
        return std::ranges::count(text, '\n') - 1;
    };
    EXPECT_EQ(rows(annotator, "media.csv"), 4);
    visible_to("manager", "annotator");
    EXPECT_EQ(rows(annotator, "media.csv"), 3);
    EXPECT_EQ(rows(annotator, "observations.csv"), 3);
    EXPECT_EQ(rows(manager, "media.csv"), 4);
    EXPECT_FALSE(published_table(house, annotator, id, "media.csv").contains(sha256_of(bytes[ranger]).hex));
    const auto predictions = [&](const Caller& caller) {
        std::string text;
        publish_predictions(house, caller.viewer(), id, {PredictionsFormat::megadetector, {}},
                            [&](std::span<const std::byte> part) {
                                text.append(reinterpret_cast<const char*>(part.data()), part.size());
                            });
        return text;
    };
    EXPECT_TRUE(predictions(manager).contains("secret_1.jpg"));
    EXPECT_FALSE(predictions(annotator).contains("secret_1.jpg"));
    EXPECT_TRUE(predictions(annotator).contains("secret_2.jpg"));
}

TEST_F(Privacy, ItsBytesAreNotHadThroughAProjectOfOnesOwn) {
    // The viewer founds a project in the same organisation, and announces the bytes there.
    const auto organisation = list_organisations(house, li.viewer()).front().organisation_id;
    const auto founder = World::the().newcomer("Founder");
    set_member(house, li.viewer(), organisation, founder.email, people::Role::viewer);
    ProjectChange fields;
    fields.title = "curious";
    const auto own = create_project(house, li.viewer(), organisation, fields).project_id;
    set_member(house, li.viewer(), own, founder.email, people::Role::manager);
    const auto card =
        begin_upload(house, founder.viewer(), own, {{}, World::the().new_location(founder, own).location_id, "card"});
    const auto state = [&](Shows photo) {
        const auto file = announced(std::format("{}.jpg", static_cast<int>(photo)), bytes[photo]);
        return announce(house, founder.viewer(), own, card.upload_id, std::span(&file, 1)).front().state;
    };
    EXPECT_EQ(state(deer), "stored") << "linked: the founder may look at it";
    EXPECT_EQ(state(ranger), "wanted") << "like bytes that nobody has";
    EXPECT_EQ(state(car), "wanted");
}

}  // namespace
}  // namespace serow::journeys
