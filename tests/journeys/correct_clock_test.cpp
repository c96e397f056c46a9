#include "journeys/correct_clock.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "journeys/browse.h"
#include "journeys/explain_media.h"
#include "journeys/group_events.h"
#include "journeys/read_media.h"
#include "media/stamp.h"
#include "world.h"

namespace serow::journeys {
namespace {

using namespace std::chrono_literals;
using earth::CorrectionKind;
using testing::ElementsAre;
using testing::HasSubstr;

std::string photo_taken_at(const std::string& shown, std::uint8_t shade) {
    media::Stamp stamp;
    stamp.taken = parse_camera_time(shown).value();
    stamp.make = "RECONYX";
    const auto bytes = value_or_throw(media::stamp_exif(bytes_of(jpeg(shade)), stamp));
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Three photos of one camera in China; two of them two minutes apart, so one event, and one a day later.
class CorrectClockTest : public testing::Test {
protected:
    CorrectClockTest() {
        bring("2024-05-02T06:00:00", 1);
        bring("2024-05-02T06:02:00", 2);
        bring("2024-05-03T06:00:00", 3);
        read_media(house, project.project_id, photos);
        group_events(house, project.project_id, card.deployment_id.value());
    }

    void bring(const std::string& shown, std::uint8_t shade) {
        const auto bytes = photo_taken_at(shown, shade);
        const auto file = announced("IMG_" + std::to_string(shade) + ".JPG", bytes);
        const auto wanted = announce(house, li.viewer(), project.project_id, card.upload_id, std::span(&file, 1));
        Arrival arrival(house, li.viewer(), project.project_id, card.upload_id, wanted.front().upload_file_id);
        arrival.write(bytes_of(bytes));
        photos.push_back(*arrival.finish().media_id);
    }
    GivenCorrection offset(std::chrono::seconds by, const std::string& reason = "a watch") {
        GivenCorrection given;
        given.offset = by;
        given.reason = reason;
        return given;
    }
    ClockCorrection record(const GivenCorrection& given) {
        const auto row = record_correction(house, li.viewer(), project.project_id, card.deployment_id.value(), given);
        derive_times(house, project.project_id, card.deployment_id.value());
        return row;
    }
    ClockPreview preview(const GivenCorrection& given) {
        return preview_correction(house, li.viewer(), project.project_id, card.deployment_id.value(), given);
    }
    std::vector<std::string> moments() {
        std::vector<std::string> out;
        for (const auto& id : photos)
            out.push_back(to_text(*media(house, li.viewer(), project.project_id, id).media.facts.captured_at));
        return out;
    }
    Code refused(const std::function<void()>& work) {
        try {
            work();
        } catch (const Failure& failure) {
            return failure.problem().code;
        }
        return Code::internal;
    }

    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    Project project = World::the().new_project(li);
    Location point = World::the().new_location(li, project.project_id);
    Upload card = begin_upload(house, li.viewer(), project.project_id, {{}, point.location_id, "card 1"});
    std::vector<MediaId> photos;
};

TEST_F(CorrectClockTest, AnOffsetMovesEveryPhotoAndTakingItBackMovesThemBack) {
    const std::vector<std::string> as_shown{"2024-05-01T22:00:00Z", "2024-05-01T22:02:00Z", "2024-05-02T22:00:00Z"};
    EXPECT_EQ(moments(), as_shown);
    const auto row = record(offset(12h));
    EXPECT_EQ(row.account_name, "Li");
    EXPECT_THAT(moments(), ElementsAre("2024-05-02T10:00:00Z", "2024-05-02T10:02:00Z", "2024-05-03T10:00:00Z"));
    // What the camera wrote stays.
    EXPECT_EQ(to_text(*media(house, li.viewer(), project.project_id, photos[0]).media.facts.camera_time),
              "2024-05-02T06:00:00");

    const auto back =
        retract_correction(house, li.viewer(), project.project_id, card.deployment_id.value(), row.clock_correction_id);
    EXPECT_TRUE(back.retracted_at);
    EXPECT_EQ(back.retracted_by, "Li");
    derive_times(house, project.project_id, card.deployment_id.value());
    EXPECT_EQ(moments(), as_shown);
    EXPECT_EQ(list_clock_corrections(house, li.viewer(), project.project_id, card.deployment_id.value()).size(), 1U);
    EXPECT_EQ(refused([&] {
                  retract_correction(house, li.viewer(), project.project_id, card.deployment_id.value(),
                                     row.clock_correction_id);
              }),
              Code::conflict);
}

TEST_F(CorrectClockTest, APreviewTellsWhatMovesAndChangesNothing) {
    const auto would = preview(offset(-90s));
    EXPECT_EQ(would.media, 3);
    EXPECT_EQ(would.moved, 3);
    EXPECT_EQ(to_text(*would.first_before), "2024-05-01T22:00:00Z");
    EXPECT_EQ(to_text(*would.last_before), "2024-05-02T22:00:00Z");
    EXPECT_EQ(to_text(*would.first_after), "2024-05-01T21:58:30Z");
    EXPECT_EQ(to_text(*would.last_after), "2024-05-02T21:58:30Z");
    EXPECT_EQ(would.events_before, 2);
    EXPECT_EQ(would.events_after, 2);
    EXPECT_EQ(would.events_regrouped, 0);
    EXPECT_TRUE(list_clock_corrections(house, li.viewer(), project.project_id, card.deployment_id.value()).empty());
    EXPECT_EQ(moments().front(), "2024-05-01T22:00:00Z");
}

TEST_F(CorrectClockTest, ADriftPullsAnEventApartAndThePreviewSaysSo) {
    // The clock ran at half its speed: what it showed as two minutes were nearly four, more than the gap of 120 s.
    GivenCorrection drift;
    drift.kind = CorrectionKind::drift;
    drift.references = {{photos[0], {}, parse_camera_time("2024-05-02T06:00:00")},
                        {photos[2], {}, parse_camera_time("2024-05-04T05:00:00")}};
    drift.reason = "two watches";
    const auto would = preview(drift);
    EXPECT_EQ(would.moved, 2);  // the first is where the clock was right
    EXPECT_EQ(would.events_before, 2);
    EXPECT_EQ(would.events_after, 3);
    EXPECT_EQ(would.events_regrouped, 2);
    record(drift);
    // 47 h in 24 shown hours: two minutes are 3 min 55 s.
    EXPECT_THAT(moments(), ElementsAre("2024-05-01T22:00:00Z", "2024-05-01T22:03:55Z", "2024-05-03T21:00:00Z"));
}

TEST_F(CorrectClockTest, AReferencePhotoIsReadByTheClockAsItIsBelievedNow) {
    record(offset(1h, "summer time"));
    GivenCorrection watch;
    watch.references = {{photos[0], {}, parse_camera_time("2024-05-02T07:05:00")}};
    watch.reason = "a watch in the picture";
    // 06:00 on the camera, 07:00 by the first correction: five minutes are missing.
    EXPECT_EQ(record(watch).correction.offset, 5min);
    EXPECT_EQ(moments().front(), "2024-05-01T23:05:00Z");
}

TEST_F(CorrectClockTest, AYearFixStartsFromTheFirstPhotoWhereNothingElseIsSaid) {
    GivenCorrection year;
    year.kind = CorrectionKind::year_fix;
    year.years = 1;
    year.reason = "year typed wrong";
    const auto row = record(year);
    EXPECT_EQ(to_text(*row.correction.set_at), "2024-05-02T06:00:00");
    EXPECT_EQ(moments().front(), "2025-05-01T22:00:00Z");
}

TEST_F(CorrectClockTest, PhotosThatComeLaterAreCorrectedWhenTheyAreRead) {
    record(offset(-1h));
    bring("2024-05-04T06:00:00", 4);
    read_media(house, project.project_id, std::span(&photos.back(), 1));
    EXPECT_EQ(moments().back(), "2024-05-03T21:00:00Z");
}

TEST_F(CorrectClockTest, ALifeTellsOfTheCorrections) {
    record(offset(-300s, "Photo of a watch"));
    const auto text = as_text(explain_media(house, li.viewer(), project.project_id, photos[0]));
    EXPECT_THAT(text, HasSubstr("offset -300 s by Li at "));
    EXPECT_THAT(text, HasSubstr("Photo of a watch"));
}

TEST_F(CorrectClockTest, BadCorrectionsAreRefusedAndNothingIsRecorded) {
    auto both = offset(1h);
    both.references = {{photos[0], {}, parse_camera_time("2024-05-02T07:05:00")}};
    GivenCorrection foreign;
    foreign.references = {{MediaId::make(), {}, parse_camera_time("2024-05-02T07:05:00")}};
    foreign.reason = "x";
    GivenCorrection no_right;
    no_right.references = {{photos[0], {}, {}}};
    no_right.reason = "x";
    for (const auto& bad : {offset(0s), offset(1h, ""), offset(1h, "  "), both, foreign, no_right})
        EXPECT_EQ(refused([&] { record(bad); }), Code::invalid);
    EXPECT_TRUE(list_clock_corrections(house, li.viewer(), project.project_id, card.deployment_id.value()).empty());
}

TEST_F(CorrectClockTest, OthersNeitherSeeNorCorrectAClock) {
    const auto wang = World::the().newcomer("Wang");
    const auto id = card.deployment_id.value();
    EXPECT_EQ(refused([&] { list_clock_corrections(house, wang.viewer(), project.project_id, id); }), Code::not_found);
    EXPECT_EQ(refused([&] { record_correction(house, wang.viewer(), project.project_id, id, offset(1h)); }),
              Code::not_found);
    EXPECT_EQ(refused([&] { preview_correction(house, wang.viewer(), project.project_id, id, offset(1h)); }),
              Code::not_found);
    EXPECT_EQ(refused([&] { examine_clock(house, wang.viewer(), project.project_id, id); }), Code::not_found);
}

TEST_F(CorrectClockTest, TheDoctorShowsTheFramesAndTheNightsTheyLieIn) {
    const auto told = examine_clock(house, li.viewer(), project.project_id, card.deployment_id.value());
    EXPECT_EQ(told.diagnosis.verdict, ecology::ClockVerdict::cannot_tell);
    ASSERT_EQ(told.frames.size(), 3U);
    EXPECT_EQ(to_text(told.frames[0].first), "2024-05-02T06:00:00");
    EXPECT_EQ(told.frames[0].second, camtrap::Light::infrared);  // the test's pictures are grey
    ASSERT_EQ(told.nights.size(), 2U);
    // 33.5° N 107.8° E in early May: sunrise about 5:57, sunset about 19:35 of China's clock.
    ASSERT_EQ(told.nights[0].dark.size(), 2U);
    EXPECT_NEAR(told.nights[0].dark[0].second, 5.95, 0.1);
    EXPECT_NEAR(told.nights[0].dark[1].first, 19.55, 0.1);
}

}  // namespace
}  // namespace serow::journeys
