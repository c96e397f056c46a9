#include "journeys/examine_effort.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/file_signs.h"
#include "journeys/read_media.h"
#include "media/stamp.h"
#include "world.h"

namespace serow::journeys {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// Real photos through the whole house: two a day for 20 days, none for 10, then ten days more; all of May and some of
// June, in China.
class ExamineEffortTest : public testing::Test {
protected:
    ExamineEffortTest() {
        DeploymentChange fields;
        fields.location_id = point.location_id;
        fields.deployment_start = parse_instant("2024-05-01T00:00:00Z");
        fields.deployment_end = parse_instant("2024-06-10T00:00:00Z");
        camera = create_deployment(house, li.viewer(), project.project_id, fields);
        card = begin_upload(house, li.viewer(), project.project_id, {camera.deployment_id, {}, "card"});
        std::vector<MediaId> photos;
        for (int day = 0; day < 40; ++day) {
            if (day >= 20 && day < 30) continue;
            for (const int hour : {5, 21})
                photos.push_back(bring(CameraTime(std::chrono::local_days(std::chrono::days(19844 + day))) +
                                       std::chrono::hours(hour) + std::chrono::minutes(day * 7 % 60)));
        }
        read_media(house, project.project_id, photos);
    }
    MediaId bring(CameraTime taken) {
        media::Stamp stamp;
        stamp.taken = taken;
        stamp.make = "RECONYX";
        Image image(64, 48);  // left half dark, right half bright; another shade each time
        for (int y = 0; y < 48; ++y)
            for (int x = 0; x < 192; ++x) image.row(y)[x] = static_cast<std::uint8_t>((x < 96 ? 20 : 120) + count_);
        const auto picture = value_or_throw(media::encode_jpeg(image, 90));
        const auto stamped = value_or_throw(media::stamp_exif(picture, stamp));
        const std::string bytes(reinterpret_cast<const char*>(stamped.data()), stamped.size());
        const auto file = announced("IMG_" + std::to_string(++count_) + ".JPG", bytes);
        const auto wanted = announce(house, li.viewer(), project.project_id, card.upload_id, std::span(&file, 1));
        Arrival arrival(house, li.viewer(), project.project_id, card.upload_id, wanted.front().upload_file_id);
        arrival.write(bytes_of(bytes));
        return *arrival.finish().media_id;
    }
    EffortReport examined() { return examine_effort(house, li.viewer(), project.project_id, camera.deployment_id); }

    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    Project project = World::the().new_project(li);
    Location point = World::the().new_location(li, project.project_id);
    Deployment camera;
    Upload card;
    int count_ = 0;
};

TEST_F(ExamineEffortTest, SilentDaysAreProposedUntilAPersonDecides) {
    auto report = examined();
    // Two a day on 30 days, but the first, 1 May at 5:00 in China, is before the deployment's start.
    EXPECT_EQ(report.examination.visits, 59U);
    EXPECT_EQ(report.examination.unmeasured, 0U);
    ASSERT_THAT(report.examination.proposals, SizeIs(1));
    const auto proposal = report.examination.proposals.front();
    // 20 May 21:13 to 31 May 5:30 of China's clock.
    EXPECT_EQ(to_text(proposal.span.start), "2024-05-20T13:13:00Z");
    EXPECT_EQ(to_text(proposal.span.end), "2024-05-30T21:30:00Z");
    ASSERT_EQ(report.days.size(), 41U);
    EXPECT_EQ(report.days[0].second, 2);
    EXPECT_EQ(report.days[25].second, 0);
    EXPECT_THAT(list_failures(house, li.viewer(), project.project_id, camera.deployment_id).items, IsEmpty());

    // Dismissed, it is proposed no more; taken back, it is; taken, it is not.
    GivenFailure decision;
    decision.failure_start = proposal.span.start;
    decision.failure_end = proposal.span.end;
    decision.verdict = camtrap::FailureVerdict::worked;
    const auto worked = record_failure(house, li.viewer(), project.project_id, camera.deployment_id, decision);
    EXPECT_THAT(examined().examination.proposals, IsEmpty());
    retract_failure(house, li.viewer(), project.project_id, camera.deployment_id, worked.failure_period_id);
    EXPECT_THAT(examined().examination.proposals, SizeIs(1));
    decision.verdict = camtrap::FailureVerdict::failed;
    record_failure(house, li.viewer(), project.project_id, camera.deployment_id, decision);
    EXPECT_THAT(examined().examination.proposals, IsEmpty());
}

TEST_F(ExamineEffortTest, TheSignsOfAFileAreThoseOfItsPixels) {
    const auto signs = house.catalog.transaction([&](catalog::Transaction& tx) {
        return catalog::file_signs(tx, {Viewer::system(), project.project_id, 1}, camera.deployment_id);
    });
    ASSERT_EQ(signs.size(), 60U);
    EXPECT_TRUE(signs[0].from_clock);
    EXPECT_EQ(signs[0].view_signature.size(), 288U);
    EXPECT_NEAR(*signs[0].brightness, 70, 1.5);  // half 20, half 120
    EXPECT_NEAR(*signs[0].contrast, 50, 1.5);
    EXPECT_FALSE(signs[0].battery_v);
}

TEST_F(ExamineEffortTest, ADeploymentWithoutBoundsSaysSo) {
    DeploymentChange fields;
    fields.location_id = point.location_id;
    const auto empty = create_deployment(house, li.viewer(), project.project_id, fields);
    const auto report = examine_effort(house, li.viewer(), project.project_id, empty.deployment_id);
    EXPECT_THAT(report.examination.reason, HasSubstr("start or end"));
    EXPECT_FALSE(report.span);
}

TEST_F(ExamineEffortTest, OthersSeeNothing) {
    const auto wang = World::the().newcomer("Wang");
    try {
        examine_effort(house, wang.viewer(), project.project_id, camera.deployment_id);
        FAIL() << "a stranger saw it";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.problem().code, Code::not_found);
    }
}

}  // namespace
}  // namespace serow::journeys
