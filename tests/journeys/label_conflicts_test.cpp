// Labels that the look of their photos speaks against, in a real database: drawn photos, and a network whose features
// are their mean colours.
#include "journeys/label_conflicts.h"

#include <gmock/gmock.h>

#include "journeys/answer.h"
#include "journeys/describe_crops.h"
#include "journeys/open_session.h"
#include "journeys/run_jobs.h"
#include "train_world.h"

namespace serow::journeys {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class LabelConflicts : public TrainWorld {
protected:
    MediaId doubtful_;

    // Red pumas and green deer, seven events of each, and one more red animal that Li calls a deer.
    void season_with_a_slip() {
        const auto point = World::the().new_location(li_, project_).location_id;
        std::vector<MediaId> pumas, deer;
        for (int i = 0; i < 7; ++i) {
            const auto day = "2024-05-0" + std::to_string(i + 1);
            pumas.push_back(bring(point, plain(200, 60 + 4 * i), day + "T02:00:00Z"));
            deer.push_back(bring(point, plain(60 + 4 * i, 200), day + "T08:00:00Z"));
        }
        doubtful_ = bring(point, plain(190, 62), "2024-05-20T02:00:00Z");
        work();
        say("Puma concolor", pumas);
        deer.push_back(doubtful_);
        say("Cervidae", deer);
        work();
    }
    ShownConflicts shown(const Viewer& viewer) { return label_conflicts(house(), viewer, project_, 60); }
    ShownConflicts shown() { return shown(li_.viewer()); }
    std::vector<MediaId> media_shown() {
        std::vector<MediaId> ids;
        for (const auto& one : shown().items) ids.push_back(one.media.media.media_id);
        return ids;
    }
    void compare() {
        ask_to_compare_labels(house(), li_.viewer(), project_);
        EXPECT_TRUE(shown().under_way);
        work();
        EXPECT_FALSE(shown().under_way);
    }
};

TEST_F(LabelConflicts, TheSlipIsShownWithWhatItLooksLike) {
    season_with_a_slip();
    EXPECT_FALSE(shown().latest);
    compare();
    const auto found = shown();
    ASSERT_TRUE(found.latest);
    EXPECT_EQ(found.latest->network, "mean_colour 1");
    EXPECT_EQ(found.latest->crops, 15);
    EXPECT_EQ(found.latest->taxa, 2);
    EXPECT_EQ(found.latest->undescribed, 0);
    EXPECT_EQ(found.total, 1);
    ASSERT_EQ(found.items.size(), 1U);
    const auto& one = found.items.front();
    EXPECT_EQ(one.conflict.media_id, doubtful_);
    EXPECT_EQ(one.conflict.label, "Cervidae");
    EXPECT_EQ(one.conflict.suggested, "Puma concolor");
    EXPECT_EQ(one.conflict.votes, 7);
    EXPECT_EQ(one.conflict.own, 3);
    EXPECT_EQ(one.conflict.of, 10);
    EXPECT_EQ(one.conflict.own_events, 7);
    EXPECT_EQ(one.alike.size(), 3U);
    EXPECT_EQ(one.conflict.bbox, (Box{0.25, 0.25, 0.5, 0.5}));
}

TEST_F(LabelConflicts, WhatIsCorrectedOrKeptIsNotShownAgain) {
    season_with_a_slip();
    compare();
    keep_label(house(), li_.viewer(), project_, doubtful_, "Cervidae", true);
    EXPECT_THAT(media_shown(), IsEmpty());
    compare();
    EXPECT_THAT(media_shown(), IsEmpty());
    keep_label(house(), li_.viewer(), project_, doubtful_, "Cervidae", false);
    EXPECT_THAT(media_shown(), ElementsAre(doubtful_));
    say("Puma concolor", {doubtful_});
    EXPECT_THAT(media_shown(), IsEmpty());  // at once, without comparing anew
    compare();
    EXPECT_THAT(media_shown(), IsEmpty());
}

TEST_F(LabelConflicts, WhatTheNetworkHasNotDescribedIsCounted) {
    season_with_a_slip();
    there_.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::put_crop_features(tx, {Viewer::system(), project_, 1}, "mean_colour 1", std::span(&doubtful_, 1), {});
    });
    compare();
    EXPECT_EQ(shown().latest->crops, 14);
    EXPECT_EQ(shown().latest->undescribed, 1);
    EXPECT_THAT(media_shown(), IsEmpty());
    // Described elsewhere in the picture: left out, and describing anew would not help.
    there_.catalog.transaction([&](catalog::Transaction& tx) {
        const std::vector<catalog::CropFeature> elsewhere{{doubtful_, {0.8, 0.8, 0.2, 0.2}, {1, 2, 3}}};
        catalog::put_crop_features(tx, {Viewer::system(), project_, 1}, "mean_colour 1", std::span(&doubtful_, 1),
                                   elsewhere);
    });
    compare();
    EXPECT_EQ(shown().latest->crops, 14);
    EXPECT_EQ(shown().latest->undescribed, 0);
    config_.classifiers.clear();
    compare();
    EXPECT_EQ(shown().latest->network, "");
    EXPECT_EQ(shown().latest->crops, 0);
}

TEST_F(LabelConflicts, ViewersSeeThemAndAnnotatorsDecide) {
    season_with_a_slip();
    compare();
    const auto looker = World::the().newcomer("Looker");
    set_member(there_, li_.viewer(), project_, looker.email, people::Role::viewer);
    EXPECT_EQ(shown(looker.viewer()).items.size(), 1U);
    EXPECT_EQ(refused([&] { ask_to_compare_labels(house(), looker.viewer(), project_); }).code, Code::forbidden);
    EXPECT_EQ(refused([&] { keep_label(house(), looker.viewer(), project_, doubtful_, "Cervidae", true); }).code,
              Code::forbidden);
    const auto stranger = World::the().newcomer("Wang");
    EXPECT_EQ(refused([&] { shown(stranger.viewer()); }).code, Code::not_found);
    EXPECT_EQ(refused([&] { keep_label(house(), stranger.viewer(), project_, doubtful_, "Cervidae", true); }).code,
              Code::not_found);
    const auto helper = World::the().newcomer("Annotator");
    set_member(there_, li_.viewer(), project_, helper.email, people::Role::annotator);
    EXPECT_EQ(refused([&] { keep_label(house(), helper.viewer(), project_, doubtful_, "Puma concolor", true); }).code,
              Code::not_found);
    keep_label(house(), helper.viewer(), project_, doubtful_, "Cervidae", true);
    EXPECT_THAT(media_shown(), IsEmpty());
}

TEST_F(LabelConflicts, WhereAPersonStandsBesideItIsNotForViewers) {
    season_with_a_slip();
    compare();
    NewAnswer given;
    given.media = {doubtful_};
    auto& animal = given.things.emplace_back();
    animal.type = camtrap::ObservationType::animal;
    animal.scientificName = "Cervidae";
    given.things.emplace_back().type = camtrap::ObservationType::human;
    answer(there_, li_, project_, given);
    EXPECT_THAT(media_shown(), ElementsAre(doubtful_));
    const auto looker = World::the().newcomer("Looker");
    set_member(there_, li_.viewer(), project_, looker.email, people::Role::viewer);
    EXPECT_EQ(shown(looker.viewer()).total, 0);
    EXPECT_THAT(shown(looker.viewer()).items, IsEmpty());
}

TEST_F(LabelConflicts, AStoppedComparisonLeavesWhatWasFound) {
    season_with_a_slip();
    compare();
    const auto registry = open_registry(config_);
    const std::atomic<bool> stop{true};
    EXPECT_EQ(refused([&] { compare_labels(house(), registry, project_, stop); }).code, Code::interrupted);
    EXPECT_THAT(media_shown(), ElementsAre(doubtful_));
}

}  // namespace
}  // namespace serow::journeys
