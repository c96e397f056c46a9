// Photos that look alike, in a real database: drawn photos, and a network whose features are their mean colours.
#include "journeys/similar_images.h"

#include <gmock/gmock.h>

#include "base/id.h"
#include "catalog/crop_features.h"
#include "journeys/answer.h"
#include "journeys/describe_crops.h"
#include "train_world.h"
#include "training/neighbours.h"

namespace serow::journeys {
namespace {

using ::testing::ElementsAre;

class SimilarPhotos : public TrainWorld {
protected:
    SimilarImages similar_;

    // As the worker keeps them; of photos of its own event or place nothing is asked here.
    void describe(MediaId media, std::vector<float> features) {
        there_.catalog.transaction([&](catalog::Transaction& tx) {
            const std::vector<catalog::CropFeature> crops{{media, {0.1, 0.1, 0.5, 0.5}, training::in_bytes(features)}};
            catalog::put_crop_features(tx, {Viewer::system(), project_, 1}, "mean_colour 1", std::span(&media, 1),
                                       crops);
        });
    }
    std::vector<MediaId> like(MediaId media, std::size_t most = 10) {
        std::vector<MediaId> ids;
        for (const auto& one : similar_.of(house(), li_.viewer(), project_, media, most).items)
            ids.push_back(one.media.media.media_id);
        return ids;
    }
};

TEST_F(SimilarPhotos, TheWorkerDescribesWhatItLooksAtAndTheMostAlikeComeFirst) {
    const auto point = World::the().new_location(li_, project_).location_id;
    // Hours apart, so that each is an event of its own.
    const auto camera = new_deployment(point);
    const auto red = bring_to({camera, {}, "card"}, plain(200, 60), "2024-05-01T02:00:00Z");
    const auto reddish = bring(point, plain(180, 70), "2024-05-01T05:00:00Z");
    const auto green = bring(point, plain(60, 200), "2024-05-01T08:00:00Z");
    const auto greenish = bring(point, plain(100, 180), "2024-05-01T11:00:00Z");
    work();
    const auto found = similar_.of(house(), li_.viewer(), project_, red, 10);
    EXPECT_EQ(found.network, "mean_colour 1");
    EXPECT_TRUE(found.described);
    EXPECT_EQ(found.crops, 4U);
    EXPECT_THAT(like(red), ElementsAre(reddish, greenish, green));
    EXPECT_THAT(like(green), ElementsAre(greenish, reddish, red));
    EXPECT_THAT(like(green, 1), ElementsAre(greenish));
    EXPECT_GT(found.items[0].similarity, 0.98);
    EXPECT_EQ(found.items[0].bbox, (Box{0.25, 0.25, 0.5, 0.5}));  // the detector's
    EXPECT_GT(similar_.bytes(), 0U);

    // What comes later is found, too; one of the same event is not.
    const auto again = bring_to({camera, {}, "card"}, plain(199, 61), "2024-05-01T02:00:20Z");
    const auto later = bring(point, plain(198, 62), "2024-05-02T02:00:20Z");
    work();
    EXPECT_THAT(like(red), ElementsAre(later, reddish, greenish, green));
    EXPECT_THAT(like(later).front(), ::testing::AnyOf(red, again));
}

TEST_F(SimilarPhotos, VideosAreDescribedAndFoundToo) {
    const auto point = World::the().new_location(li_, project_).location_id;
    const auto film = bring_film(point, 60, "2024-05-01T02:00:00Z");
    const auto grey = bring(point, plain(60, 60), "2024-05-01T05:00:00Z");
    const auto red = bring(point, plain(220, 60), "2024-05-01T08:00:00Z");
    work();
    EXPECT_THAT(like(film), ElementsAre(grey, red));
    const auto found = similar_.of(house(), li_.viewer(), project_, grey, 10);
    ASSERT_EQ(found.items.size(), 2U);
    EXPECT_EQ(found.items[0].media.media.media_id, film);
    EXPECT_EQ(found.items[0].second, 0);  // all frames alike: the earliest
    EXPECT_EQ(found.items[0].bbox, (Box{0.25, 0.25, 0.5, 0.5}));
    EXPECT_EQ(found.items[1].second, std::nullopt);

    // Looked at before videos were described: the job says the same of the same frame.
    const catalog::Scope scope{Viewer::system(), project_, 1};
    const auto kept = [&] {
        return there_.catalog.transaction([&](catalog::Transaction& tx) {
            return catalog::crop_features_of_media(tx, scope, "mean_colour 1", film);
        });
    };
    const auto once = kept();
    ASSERT_EQ(once.size(), 1U);
    there_.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::put_crop_features(tx, scope, "mean_colour 1", std::span(&film, 1), {});
        const auto waiting = catalog::crops_without_features(tx, scope, "mean_colour 1", {}, 100);
        ASSERT_EQ(waiting.size(), 1U);
        EXPECT_EQ(waiting[0].animals[0].second, 0);
    });
    ask_for_descriptions(house(), li_.viewer(), project_);
    work();
    const auto again = kept();
    ASSERT_EQ(again.size(), 1U);
    EXPECT_EQ(again[0].features, once[0].features);
    EXPECT_EQ(again[0].second, once[0].second);
    EXPECT_EQ(again[0].bbox, once[0].bbox);
}

TEST_F(SimilarPhotos, NobodyFindsAnothersPhotos) {
    const auto point = World::the().new_location(li_, project_).location_id;
    const auto photo = bring(point, plain(200, 60), "2024-05-01T02:00:00Z");
    work();
    const auto stranger = World::the().newcomer("Wang");
    EXPECT_EQ(refused([&] { similar_.of(house(), stranger.viewer(), project_, photo, 10); }).code, Code::not_found);
    // Another project of the same owner has an index of its own.
    const auto own = project_;
    project_ = World::the().new_project(li_).project_id;
    const auto elsewhere =
        bring(World::the().new_location(li_, project_).location_id, plain(201, 61), "2024-05-01T02:00:00Z");
    work();
    EXPECT_TRUE(like(elsewhere).empty());
    EXPECT_EQ(refused([&] { similar_.of(house(), li_.viewer(), own, elsewhere, 10); }).code, Code::not_found);
}

TEST_F(SimilarPhotos, WhatWasLookedAtBeforeIsDescribedByTheJob) {
    season(2, 2);
    // As after an update from a version that kept no features.
    there_.catalog.transaction([&](catalog::Transaction& tx) {
        const catalog::Scope scope{Viewer::system(), project_, 1};
        std::vector<MediaId> all;
        for (const auto& one : catalog::crop_features_since(tx, scope, "mean_colour 1", 0, 100))
            all.push_back(one.media_id);
        ASSERT_EQ(all.size(), 8U);
        catalog::put_crop_features(tx, scope, "mean_colour 1", all, {});
        EXPECT_EQ(catalog::crops_without_features(tx, scope, "mean_colour 1", {}, 100).size(), 8U);
    });
    ask_for_descriptions(house(), li_.viewer(), project_);
    work();
    there_.catalog.transaction([&](catalog::Transaction& tx) {
        const catalog::Scope scope{Viewer::system(), project_, 1};
        EXPECT_TRUE(catalog::crops_without_features(tx, scope, "mean_colour 1", {}, 100).empty());
        EXPECT_EQ(catalog::crop_features_since(tx, scope, "mean_colour 1", 0, 100).size(), 8U);
    });
    const auto helper = World::the().newcomer("Annotator");
    set_member(there_, li_.viewer(), project_, helper.email, people::Role::annotator);
    EXPECT_EQ(refused([&] { ask_for_descriptions(house(), helper.viewer(), project_); }).code, Code::forbidden);
}

TEST_F(SimilarPhotos, WithoutANetworkItSaysSo) {
    const auto photo =
        bring(World::the().new_location(li_, project_).location_id, plain(200, 60), "2024-05-01T02:00:00Z");
    config_.classifiers.clear();
    const auto none = similar_.of(house(), li_.viewer(), project_, photo, 10);
    EXPECT_EQ(none.network, "");
    EXPECT_FALSE(none.described);
    config_.classifiers = {"mean_colour"};
    const auto not_yet = SimilarImages().of(house(), li_.viewer(), project_, photo, 10);
    EXPECT_EQ(not_yet.network, "mean_colour 1");
    EXPECT_FALSE(not_yet.described);
}

TEST_F(SimilarPhotos, MemoryIsBounded) {
    const auto point = World::the().new_location(li_, project_).location_id;
    const auto photo = bring(point, plain(200, 60), "2024-05-01T02:00:00Z");
    describe(photo, {1, 2, 3});
    const auto own = project_;
    project_ = World::the().new_project(li_).project_id;
    const auto other =
        bring(World::the().new_location(li_, project_).location_id, plain(201, 61), "2024-05-01T02:00:00Z");
    describe(other, {1, 2, 3});
    SimilarImages small(1);
    small.of(house(), li_.viewer(), own, photo, 10);
    const auto one = small.bytes();
    EXPECT_GT(one, 0U);
    small.of(house(), li_.viewer(), project_, other, 10);
    EXPECT_EQ(small.bytes(), one);  // the other's went
}

}  // namespace
}  // namespace serow::journeys
