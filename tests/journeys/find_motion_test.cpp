// What moved, as answers in the ledger: in place of a detector, and beside one.
#include "journeys/find_motion.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <format>

#include "catalog/answers.h"
#include "catalog/jobs.h"
#include "catalog/media.h"
#include "catalog/observations.h"
#include "drawn_place.h"
#include "journeys/model_choice.h"
#include "journeys/read_media.h"
#include "journeys/run_jobs.h"
#include "journeys/settle.h"
#include "media/stamp.h"
#include "world.h"

namespace serow::journeys {
namespace {

using ::testing::Each;

TEST(NextStretch, IsTheFirstInWhichAPhotoWaitsAndTheLastOneIsAsLongAsTheOthers) {
    std::array<bool, 500> waiting{};
    EXPECT_EQ(next_stretch(waiting, 240), std::nullopt);
    waiting[490] = true;
    EXPECT_EQ(next_stretch(waiting, 240), (Stretch{260, 500}));
    waiting[250] = true;
    EXPECT_EQ(next_stretch(waiting, 240), (Stretch{240, 480}));
    waiting[239] = true;
    EXPECT_EQ(next_stretch(waiting, 240), (Stretch{0, 240}));
    EXPECT_EQ(next_stretch(std::span(waiting).subspan(230, 20), 240), (Stretch{0, 20}));
    EXPECT_EQ(next_stretch({}, 240), std::nullopt);
}

class FindMotion : public ::testing::Test {
protected:
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    ProjectId id = World::the().new_project(li).project_id;
    catalog::Scope scope{Viewer::system(), id, 1};
    DeploymentId deployment;
    std::vector<MediaId> photos;
    const std::atomic<bool> go_on{false};

    void SetUp() override {
        DeploymentChange fields;
        fields.location_id = World::the().new_location(li, id).location_id;
        deployment = create_deployment(house, li.viewer(), id, fields).deployment_id;
    }
    // An hour after the one before.
    void photo(bool something) {
        constexpr CameraTime first{std::chrono::local_days{std::chrono::year{2024} / 5 / 2} + std::chrono::hours{2}};
        const auto bytes = value_or_throw(media::stamp_exif(
            drawn_place(7, something), {first + std::chrono::hours{photos.size()}, "Maker", "A", "", "", {}}));
        const std::string text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        const auto card = begin_upload(house, li.viewer(), id, {deployment, {}, std::format("{}", photos.size())});
        const auto file = announced("IMG.JPG", text);
        const auto wanted = announce(house, li.viewer(), id, card.upload_id, std::span(&file, 1)).front();
        Arrival arrival(house, li.viewer(), id, card.upload_id, wanted.upload_file_id);
        arrival.write(bytes_of(text));
        photos.push_back(*arrival.finish().media_id);
        read_media(house, id, std::span(&photos.back(), 1));
    }
    // Eight visits; something came by at the sixth.
    void eight_visits() {
        for (const int i : {0, 1, 2, 3, 4, 5, 6, 7}) photo(i == 5);
    }
    std::vector<catalog::Answer> ledger() {
        return house.catalog.transaction(
            [&](catalog::Transaction& tx) { return catalog::ledger_of_media(tx, scope, photos); });
    }
    std::string holds(MediaId photo) {
        return house.catalog.transaction([&](catalog::Transaction& tx) {
            std::string text;
            for (const auto& one : catalog::observations_of_media(tx, scope, std::span(&photo, 1)))
                if (!text.contains(camtrap::word(one.observation_type)))
                    text += std::format("{}{}", text.empty() ? "" : "; ", camtrap::word(one.observation_type));
            return text;
        });
    }
    // As a worker writes what a detector with the threshold 0.3 finds where something came by in the sixth photo.
    void detector_says(MediaId photo, double probability) {
        catalog::Answer line;
        line.answer_id = AnswerId::make();
        line.batch_id = BatchId::make();
        line.media_id = photo;
        line.model = "test 1";
        line.model_details = json::object{{"threshold", 0.3}};
        line.observations = json::array{json::object{{"observationType", "animal"},
                                                     {"count", 1},
                                                     {"bbox", json::array{0.4, 0.4, 0.2, 0.3}},
                                                     {"probability", probability}}};
        line.answered_at = house.clock.now();
        house.catalog.transaction([&](catalog::Transaction& tx) {
            catalog::append_answers(tx, scope, std::span(&line, 1));
            settle(tx, scope, std::span(&photo, 1));
        });
    }
    // How often the kind of job waits for the deployment; done with.
    std::size_t take(const std::string& kind) {
        return house.catalog.transaction([&](catalog::Transaction& tx) {
            std::vector<JobId> ids;
            for (const auto& one : catalog::jobs_about(tx, scope, deployment.text()))
                if (one.kind == kind && one.state == "queued") ids.push_back(one.job_id);
            const std::array kinds{kind};
            const auto claimed = catalog::claim_jobs(tx, "motion-test", kinds, 1000, std::chrono::minutes(1));
            std::vector<JobId> mine;
            for (const auto& one : claimed) mine.push_back(one.job_id);
            catalog::finish_jobs(tx, "motion-test", mine);
            return ids.size();
        });
    }
    void second_opinion(bool wanted) {
        ModelNames names;
        names.second_opinion = wanted;
        choose_models(house, li.viewer(), id, names);
    }
};

TEST_F(FindMotion, WithoutADetectorItSaysWhereSomethingCameByAndThatTheRestIsBlank) {
    eight_visits();
    find_motion(house, id, deployment, false, go_on);
    for (std::size_t i = 0; i < photos.size(); ++i) EXPECT_EQ(holds(photos[i]), i == 5 ? "unknown" : "blank") << i;
    const auto lines = ledger();
    ASSERT_EQ(lines.size(), 8U);
    for (const auto& line : lines) EXPECT_EQ(line.model, "motion 1");
    const auto motion = motion_of(lines[5]);
    ASSERT_TRUE(motion);
    EXPECT_EQ(motion->verdict, vision::MotionVerdict::moved);
    EXPECT_EQ(motion->backgrounds, 7);
    EXPECT_GE(motion->strength, vision::MotionRules{}.blank_below);

    find_motion(house, id, deployment, false, go_on);
    EXPECT_EQ(ledger().size(), 8U) << "once more adds nothing";
}

TEST_F(FindMotion, AnAnswerIsWrittenOnceHoweverOftenAndByWhomever) {
    eight_visits();
    find_motion(house, id, deployment, false, go_on);
    // Another worker that had compared the same photos before this one wrote.
    const auto motion = motion_of(ledger()[5]).value();
    const auto again = motion_answer(photos[5], motion, BatchId::make(), house.clock.now());
    house.catalog.transaction([&](catalog::Transaction& tx) {
        EXPECT_TRUE(catalog::append_answers_once(tx, scope, std::span(&again, 1)).empty());
    });
    EXPECT_EQ(again.observations, ledger()[5].observations) << "and there and back is the same";
}

TEST_F(FindMotion, FewPhotosSayNothingUntilMoreCome) {
    for (int i = 0; i < 3; ++i) photo(false);
    find_motion(house, id, deployment, false, go_on);
    EXPECT_TRUE(ledger().empty());
    for (const auto one : photos) EXPECT_EQ(holds(one), "");
    for (int i = 3; i < 8; ++i) photo(i == 5);
    find_motion(house, id, deployment, false, go_on);
    EXPECT_EQ(ledger().size(), 8U);
    EXPECT_EQ(holds(photos[0]), "blank");
    EXPECT_EQ(holds(photos[5]), "unknown");
}

TEST_F(FindMotion, WithADetectorNothingIsComparedUnlessASecondOpinionIsWanted) {
    eight_visits();
    EXPECT_EQ(take(job::find_motion), 0U);
    find_motion(house, id, deployment, true, go_on);
    EXPECT_TRUE(ledger().empty());
    second_opinion(true);
    EXPECT_EQ(take(job::find_motion), 1U) << "for what is here";
    find_motion(house, id, deployment, true, go_on);
    EXPECT_EQ(ledger().size(), 8U);
    photo(false);
    EXPECT_EQ(take(job::find_motion), 1U) << "and for what comes";
}

TEST_F(FindMotion, ADetectorsAnswerHoldsOverIt) {
    eight_visits();
    detector_says(photos[5], 0.1);
    find_motion(house, id, deployment, false, go_on);
    EXPECT_EQ(holds(photos[5]), "blank") << "though what moved was told later";
    detector_says(photos[0], 0.9);
    EXPECT_EQ(holds(photos[0]), "animal");
}

// The rule is vision/second_opinion.h: supported from half the threshold on, doubted below one and a half times it.
TEST_F(FindMotion, AsASecondOpinionItSupportsAndDoubts) {
    eight_visits();
    detector_says(photos[5], 0.2);
    detector_says(photos[0], 0.4);
    detector_says(photos[1], 0.5);
    const auto settled = [&] {
        EXPECT_EQ(take(job::settle_deployment), 1U);
        settle_deployment(house, id, deployment);
        return std::array{holds(photos[5]), holds(photos[0]), holds(photos[1])};
    };
    second_opinion(true);
    find_motion(house, id, deployment, true, go_on);
    EXPECT_EQ(settled(), (std::array<std::string, 3>{"animal", "blank", "animal"}));
    second_opinion(false);
    EXPECT_EQ(settled(), (std::array<std::string, 3>{"blank", "animal", "animal"}));
}

TEST_F(FindMotion, EndsSoonAfterItIsToldTo) {
    eight_visits();
    const std::atomic<bool> stop{true};
    try {
        find_motion(house, id, deployment, false, stop);
        FAIL() << "it went on";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.problem().code, Code::interrupted);
    }
    EXPECT_TRUE(ledger().empty());
}

}  // namespace
}  // namespace serow::journeys
