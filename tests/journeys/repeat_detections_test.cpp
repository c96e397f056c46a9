#include "journeys/repeat_detections.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <format>

#include "catalog/answers.h"
#include "catalog/jobs.h"
#include "catalog/media.h"
#include "journeys/answer.h"
#include "journeys/explain_media.h"
#include "journeys/read_media.h"
#include "journeys/run_jobs.h"
#include "journeys/settle.h"
#include "world.h"

namespace serow::journeys {
namespace {

using camtrap::ObservationType;

const Box stone{0.5, 0.6, 0.2, 0.1};

// A camera before which a stone lies: 16 photos, one every six hours, and the stone in each.
class RepeatDetectionsTest : public testing::Test {
protected:
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    Project project = World::the().new_project(li);
    ProjectId id = project.project_id;
    DeploymentId deployment;
    std::vector<MediaId> photos;

    void SetUp() override {
        deployment = World::the().new_deployment(li, id);
        const auto card = begin_upload(house, li.viewer(), id, {deployment, {}, "card"});
        for (int i = 0; i < 16; ++i)
            photos.push_back(World::the().bring(li, id, card.upload_id, std::format("{:02}.jpg", i),
                                                jpeg(static_cast<std::uint8_t>(60 + i)),
                                                std::format("2024-05-{:02}T{:02}:00:00Z", 1 + i / 4, i % 4 * 6)));
        read_media(house, id, photos);
        for (const auto& photo : photos) sees(photo, {box(stone, 0.5)});
    }

    static review::SeenThing only(ObservationType type) {
        review::SeenThing thing;
        thing.type = type;
        return thing;
    }
    static json::object box(Box at, double probability, std::string_view type = "animal") {
        return {{"observationType", type},
                {"count", 1},
                {"bbox", json::array{at.x, at.y, at.width, at.height}},
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
    // "animal 0.50; animal 0.40 (machine)"
    std::string holds(MediaId photo) {
        return house.catalog.transaction([&](catalog::Transaction& tx) {
            const catalog::Scope scope{Viewer::system(), id, 1};
            std::string text;
            for (const auto& one : catalog::observations_of_media(tx, scope, std::span(&photo, 1)))
                text += std::format("{}{}{}", text.empty() ? "" : "; ", camtrap::word(one.observation_type),
                                    one.probability ? std::format(" {:.2f}", *one.probability) : "");
            return text + " (" + catalog::media_by_id(tx, scope, photo)->consensus + ")";
        });
    }
    RepeatDetections found_now(const Caller& who) { return repeat_detections(house, who.viewer(), id, {}); }
    RepeatVerdict judge(const std::string& verdict, Box at = stone) {
        return judge_repeat(house, li, id, {deployment, ObservationType::animal, at, verdict});
    }
    // What a worker does with the jobs that a verdict left.
    int settle_queued() {
        const std::vector<std::string> kinds{job::settle_deployment};
        const auto jobs = house.catalog.transaction([&](catalog::Transaction& tx) {
            const auto claimed = catalog::claim_jobs(tx, "test", kinds, 1000, std::chrono::minutes(1));
            std::vector<JobId> ids;
            for (const auto& one : claimed) ids.push_back(one.job_id);
            catalog::finish_jobs(tx, "test", ids);
            return claimed;
        });
        for (const auto& one : jobs) settle_deployment(house, one.project_id, DeploymentId::parse(one.subject).value());
        // Other tests of this program leave jobs, too.
        return static_cast<int>(std::ranges::count(jobs, id, &catalog::Job::project_id));
    }
    static Code code_of(const std::function<void()>& act) {
        try {
            act();
        } catch (const Failure& failure) {
            return failure.problem().code;
        }
        return Code::internal;
    }
};

TEST_F(RepeatDetectionsTest, AStoneIsProposedWithWhatSpeaksForAndAgainstIt) {
    answer(house, li, id, {{photos[2]}, {}, false, {only(ObservationType::blank)}});
    answer(house, li, id, {{photos[3]}, {}, false, {only(ObservationType::animal)}});
    sees(photos[4], {box(stone, 0.2)});
    const auto all = found_now(li);
    ASSERT_EQ(all.proposals.size(), 1U);
    const auto& place = all.proposals[0];
    EXPECT_EQ(place.deployment_id, deployment);
    EXPECT_EQ(place.location_name, "P01");
    EXPECT_EQ(place.pictures, 16);
    EXPECT_EQ(place.pictures_within, 16);
    EXPECT_EQ(place.observed, 15) << "one is below the threshold";
    EXPECT_EQ(place.visits, 16);
    EXPECT_EQ(place.said_blank, 1);
    EXPECT_EQ(place.said_something, 1);
    ASSERT_EQ(place.examples.size(), 6U);
    EXPECT_EQ(place.examples.front().media_id, photos.front());
    EXPECT_EQ(place.examples.back().media_id, photos.back());
    EXPECT_TRUE(all.verdicts.empty());
}

TEST_F(RepeatDetectionsTest, NothingThereMasksThePlaceAndTakingItBackBringsAllBack) {
    const Box deer{0.1, 0.1, 0.2, 0.2};
    sees(photos[1], {box(stone, 0.5), box(deer, 0.8)});
    answer(house, li, id, {{photos[2]}, {}, true, {}});  // a person confirms the stone
    const auto verdict = judge("nothing");
    EXPECT_EQ(verdict.pictures, 16);
    EXPECT_EQ(verdict.account_name, "Li");
    EXPECT_EQ(settle_queued(), 1);
    EXPECT_EQ(holds(photos[0]), "blank (machine)");
    EXPECT_EQ(holds(photos[1]), "animal 0.80 (machine)");
    EXPECT_EQ(holds(photos[2]), "animal (human)") << "people's answers win";
    EXPECT_TRUE(found_now(li).proposals.empty());
    EXPECT_NE(as_text(explain_media(house, li.viewer(), id, photos[0]))
                  .find("animal at [0.500 0.600 0.200 0.100], said by Li"),
              std::string::npos);

    sees(photos[5], {box({0.505, 0.6, 0.2, 0.1}, 0.9)});  // a later look of the machine
    EXPECT_EQ(holds(photos[5]), "blank (machine)");
    sees(photos[5], {box({0.505, 0.6, 0.2, 0.1}, 0.9, "human")});
    EXPECT_EQ(holds(photos[5]), "human 0.90 (machine)") << "a mask is of its type alone";

    const auto back = retract_repeat(house, li, id, verdict.repeat_verdict_id);
    EXPECT_TRUE(back.retracted_at);
    EXPECT_EQ(back.retracted_by, "Li");
    EXPECT_EQ(settle_queued(), 1);
    EXPECT_EQ(holds(photos[0]), "animal 0.50 (machine)");
    EXPECT_EQ(found_now(li).proposals.size(), 1U);
    EXPECT_EQ(found_now(li).verdicts.size(), 1U) << "it stays in the list";
    EXPECT_EQ(code_of([&] { retract_repeat(house, li, id, verdict.repeat_verdict_id); }), Code::conflict);
}

TEST_F(RepeatDetectionsTest, RealIsNotProposedAgainAndChangesNothing) {
    judge("real");
    EXPECT_EQ(settle_queued(), 0);
    EXPECT_EQ(holds(photos[0]), "animal 0.50 (machine)");
    EXPECT_TRUE(found_now(li).proposals.empty());
}

TEST_F(RepeatDetectionsTest, AnotherCamerasPhotosAreNotMasked) {
    DeploymentChange fields;
    fields.location_id = World::the().new_location(li, id, "P02").location_id;
    const auto other = create_deployment(house, li.viewer(), id, fields).deployment_id;
    EXPECT_EQ(code_of([&] { judge_repeat(house, li, id, {other, ObservationType::animal, stone, "nothing"}); }),
              Code::conflict)
        << "the machine finds nothing there";
    EXPECT_TRUE(repeat_detections(house, li.viewer(), id, other).proposals.empty());
    EXPECT_EQ(repeat_detections(house, li.viewer(), id, deployment).proposals.size(), 1U);
}

TEST_F(RepeatDetectionsTest, BadVerdictsAreRefused) {
    EXPECT_EQ(code_of([&] { judge("perhaps"); }), Code::invalid);
    EXPECT_EQ(code_of([&] { judge("nothing", {0.9, 0.9, 0.2, 0.2}); }), Code::invalid);
    EXPECT_EQ(code_of([&] { judge_repeat(house, li, id, {deployment, ObservationType::blank, stone, "real"}); }),
              Code::invalid);
    judge("nothing");
    EXPECT_EQ(code_of([&] { judge("real"); }), Code::conflict) << "judged already";
    settle_queued();
}

TEST_F(RepeatDetectionsTest, StrangersSeeAndSayNothing) {
    const auto stranger = World::the().newcomer("Zhao");
    EXPECT_EQ(code_of([&] { found_now(stranger); }), Code::not_found);
    EXPECT_EQ(
        code_of([&] { judge_repeat(house, stranger, id, {deployment, ObservationType::animal, stone, "nothing"}); }),
        Code::not_found);
}

}  // namespace
}  // namespace serow::journeys
