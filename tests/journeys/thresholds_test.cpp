#include "journeys/thresholds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <format>

#include "catalog/answers.h"
#include "catalog/jobs.h"
#include "catalog/media.h"
#include "journeys/answer.h"
#include "journeys/model_choice.h"
#include "journeys/motion_answer.h"
#include "journeys/read_media.h"
#include "journeys/repeat_detections.h"
#include "journeys/run_jobs.h"
#include "journeys/settle.h"
#include "world.h"

namespace serow::journeys {
namespace {

using camtrap::ObservationType;

class ThresholdsTest : public testing::Test {
protected:
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    ProjectId id = World::the().new_project(li).project_id;
    DeploymentId deployment;
    std::vector<MediaId> photos;

    void SetUp() override {
        deployment = World::the().new_deployment(li, id);
        const auto card = begin_upload(house, li.viewer(), id, {deployment, {}, "card"});
        for (int i = 0; i < 4; ++i)
            photos.push_back(World::the().bring(li, id, card.upload_id, std::format("{}.jpg", i),
                                                jpeg(static_cast<std::uint8_t>(100 + i))));
        read_media(house, id, photos);
    }

    static json::object box(double probability, std::string_view type = "animal", double x = 0.1) {
        return {{"observationType", type},
                {"count", 1},
                {"bbox", json::array{x, 0.2, 0.2, 0.2}},
                {"probability", probability}};
    }
    // As a worker writes what a detector with the threshold 0.3 finds.
    void sees(MediaId photo, json::array boxes) {
        catalog::Answer line;
        line.answer_id = AnswerId::make();
        line.batch_id = BatchId::make();
        line.media_id = photo;
        line.model = "test 1";
        line.model_details = json::object{{"threshold", 0.3}};
        line.observations = std::move(boxes);
        line.answered_at = house.clock.now();
        const catalog::Scope scope{Viewer::system(), id, 1};
        house.catalog.transaction([&](catalog::Transaction& tx) {
            catalog::append_answers(tx, scope, std::span(&line, 1));
            settle(tx, scope, std::span(&photo, 1));
        });
    }
    // As a worker writes what moved there.
    void moved(MediaId photo, vision::MotionVerdict verdict, const std::vector<Box>& regions) {
        vision::Motion motion;
        motion.verdict = verdict;
        for (const auto& region : regions) motion.regions.push_back({region, 4 * vision::MotionRules{}.blank_below});
        const auto line = motion_answer(photo, motion, BatchId::make(), house.clock.now());
        const catalog::Scope scope{Viewer::system(), id, 1};
        house.catalog.transaction([&](catalog::Transaction& tx) {
            catalog::append_answers(tx, scope, std::span(&line, 1));
            settle(tx, scope, std::span(&photo, 1));
        });
    }
    // Of animals in each photo, sorted.
    std::vector<int> best() {
        std::vector<int> all;
        for (const auto& cell : threshold_cells(house, li.viewer(), id))
            all.insert(all.end(), static_cast<std::size_t>(cell.media), cell.best[0]);
        std::ranges::sort(all);
        return all;
    }
    std::string holds(MediaId photo) {
        return house.catalog.transaction([&](catalog::Transaction& tx) {
            const catalog::Scope scope{Viewer::system(), id, 1};
            std::string text;
            for (const auto& one : catalog::observations_of_media(tx, scope, std::span(&photo, 1)))
                text += std::format("{}{}", text.empty() ? "" : "; ", camtrap::word(one.observation_type));
            return text;
        });
    }
    // Chooses them, and does what a worker does with the jobs that leaves.
    void choose(const Thresholds& given) {
        set_thresholds(house, li.viewer(), id, given);
        const std::vector<std::string> kinds{job::settle_deployment};
        const auto jobs = house.catalog.transaction([&](catalog::Transaction& tx) {
            auto claimed = catalog::claim_jobs(tx, "test", kinds, 1000, std::chrono::minutes(1));
            std::vector<JobId> ids;
            for (const auto& one : claimed) ids.push_back(one.job_id);
            catalog::finish_jobs(tx, "test", ids);
            return claimed;
        });
        EXPECT_EQ(std::ranges::count(jobs, id, &catalog::Job::project_id), 1);
        for (const auto& one : jobs) settle_deployment(house, one.project_id, DeploymentId::parse(one.subject).value());
    }
};

TEST_F(ThresholdsTest, AreTheModelsUntilSomebodyChooses) {
    sees(photos[0], {box(0.30), box(0.29, "human")});
    EXPECT_EQ(holds(photos[0]), "animal");
    const auto none = thresholds(house, li.viewer(), id);
    EXPECT_EQ(none.thresholds, Thresholds{});
    EXPECT_FALSE(none.recorded_at);
}

TEST_F(ThresholdsTest, EachTypeHasItsOwnUpAndDown) {
    sees(photos[0], {box(0.30), box(0.29, "human")});
    sees(photos[1], {box(0.6)});
    sees(photos[2], {box(0.2, "vehicle")});
    review::SeenThing deer;
    deer.type = ObservationType::animal;
    answer(house, li, id, {{photos[3]}, {}, false, {deer}});
    choose({.animal = 0.31, .human = 0.29, .vehicle = {}});
    EXPECT_EQ(holds(photos[0]), "human") << "0.29 reaches 0.29";
    EXPECT_EQ(holds(photos[1]), "animal");
    EXPECT_EQ(holds(photos[2]), "blank") << "of vehicles as the model says";
    choose({.animal = 0.61, .human = {}, .vehicle = 0.2});
    EXPECT_EQ(holds(photos[0]), "blank");
    EXPECT_EQ(holds(photos[1]), "blank");
    EXPECT_EQ(holds(photos[2]), "vehicle");
    EXPECT_EQ(holds(photos[3]), "animal") << "of a person";
    sees(photos[1], {box(0.61)});
    EXPECT_EQ(holds(photos[1]), "animal") << "later answers are weighed by what holds in the project";
    choose({});
    EXPECT_EQ(holds(photos[0]), "animal");
    EXPECT_EQ(thresholds(house, li.viewer(), id).account_name, "Li");
}

TEST_F(ThresholdsTest, ThePreviewCountsMediaThatAreAlike) {
    sees(photos[0], {box(0.295), box(0.1)});
    sees(photos[1], {box(0.29), box(0.9, "human")});
    sees(photos[2], {box(0.2905), box(0.1)});
    sees(photos[3], {});
    answer(house, li, id, {{photos[1]}, {}, true, {}});  // confirms the person
    const auto cells = threshold_cells(house, li.viewer(), id);
    ASSERT_EQ(cells.size(), 3U);
    EXPECT_EQ(cells[0],
              (ThresholdCell{.best = {-1, -1, -1}, .by_model = {}, .by_people = false, .seen = {}, .media = 1}))
        << "no box at all";
    EXPECT_EQ(cells[1],
              (ThresholdCell{.best = {29, -1, -1}, .by_model = {}, .by_people = false, .seen = {}, .media = 2}));
    EXPECT_EQ(cells[2], (ThresholdCell{.best = {29, 90, -1},
                                       .by_model = {false, true, false},
                                       .by_people = true,
                                       .seen = {false, true, false},
                                       .media = 1}));
}

TEST_F(ThresholdsTest, ThePreviewLeavesMaskedPlacesOut) {
    sees(photos[0], {box(0.5), box(0.4, "animal", 0.6)});
    judge_repeat(house, li, id, {deployment, ObservationType::animal, {0.1, 0.2, 0.2, 0.2}, "nothing"});
    const auto cells = threshold_cells(house, li.viewer(), id);
    ASSERT_EQ(cells.size(), 1U);
    EXPECT_EQ(cells[0].best[0], 40);
}

// The rule is docs/methods/motion.md: supported from half the threshold on, so up to twice the confidence; doubted
// below one and a half times the threshold, so up to two thirds of the confidence.
TEST_F(ThresholdsTest, ThePreviewKnowsTheSecondOpinion) {
    const Box here{0.1, 0.2, 0.2, 0.2}, elsewhere{0.6, 0.6, 0.2, 0.2};
    moved(photos[0], vision::MotionVerdict::moved, {here});
    moved(photos[1], vision::MotionVerdict::blank, {});
    moved(photos[2], vision::MotionVerdict::moved, {elsewhere});
    sees(photos[0], {box(0.2)});
    sees(photos[1], {box(0.45), box(0.36)});
    sees(photos[2], {box(0.35)});
    sees(photos[3], {box(0.5)});
    EXPECT_EQ(best(), (std::vector{20, 35, 45, 50})) << "nobody asks for it";

    ModelNames names;
    names.second_opinion = true;
    choose_models(house, li.viewer(), id, names);
    EXPECT_EQ(best(), (std::vector{30, 35, 40, 50}));
    const auto foretold = [&](std::optional<double> threshold) {
        std::int64_t animals = 0;
        for (const auto& cell : threshold_cells(house, li.viewer(), id))
            if (threshold ? cell.best[0] >= std::lround(*threshold * 100) : cell.by_model[0]) animals += cell.media;
        return animals;
    };
    for (const std::optional<double> threshold :
         {std::optional<double>(), std::optional(0.05), std::optional(0.2), std::optional(0.25), std::optional(0.3),
          std::optional(0.31), std::optional(0.35), std::optional(0.36), std::optional(0.4), std::optional(0.41),
          std::optional(0.5), std::optional(0.51), std::optional(0.95)}) {
        const auto before = foretold(threshold);
        choose({.animal = threshold, .human = {}, .vehicle = {}});
        EXPECT_EQ(std::ranges::count_if(photos, [&](MediaId photo) { return holds(photo).contains("animal"); }), before)
            << threshold.value_or(-1);
    }
}

TEST_F(ThresholdsTest, OnlyManagersChooseAndOnlyConfidences) {
    EXPECT_THROW(set_thresholds(house, li.viewer(), id, {.animal = 1.1, .human = {}, .vehicle = {}}), Failure);
    const auto stranger = World::the().newcomer("Zhao");
    EXPECT_THROW(set_thresholds(house, stranger.viewer(), id, {}), Failure);
    EXPECT_THROW(thresholds(house, stranger.viewer(), id), Failure);
    EXPECT_THROW(threshold_cells(house, stranger.viewer(), id), Failure);
}

}  // namespace
}  // namespace serow::journeys
