// What photos of many makes say about themselves. Expected values were read with a hex editor from the files,
// or stand in labels.csv, which was written without this program.
#include "media/facts.h"

#include <gmock/gmock.h>

#include <map>

#include "base/json.h"
#include "media/shared.h"

namespace serow::media {
namespace {

using ::testing::HasSubstr;
using testing::photo;

Facts facts_of(const std::filesystem::path& path) {
    auto facts = read_facts(path);
    EXPECT_TRUE(facts.has_value()) << path << ": " << (facts ? "" : facts.error().detail);
    return facts.value_or(Facts{});
}

TEST(Facts, AReconyxHyperFireTellsTimeTemperatureSerialAndSequence) {
    SEROW_NEEDS_SHARED();
    const auto facts = facts_of(photo("buow_00_IMG_0708.JPG"));
    EXPECT_EQ(facts.type.mediatype, "image/jpeg");
    EXPECT_EQ(facts.width, 2048);
    EXPECT_EQ(facts.height, 1536);
    ASSERT_TRUE(facts.camera_time);
    EXPECT_EQ(to_text(*facts.camera_time), "2020-04-16T10:10:32");
    EXPECT_EQ(facts.camera_time_source, "exif");
    EXPECT_EQ(facts.make, "RECONYX");
    EXPECT_EQ(facts.model, "PC900 PROFESSIONAL");
    EXPECT_EQ(facts.serial, "P900FF03149458");
    EXPECT_EQ(facts.user_label, "PC900 PROFESSIONAL");
    EXPECT_EQ(facts.temperature_c, 28.0);  // beside 82 °F
    EXPECT_EQ(facts.battery_v, 8.470);
    EXPECT_EQ(facts.moon_phase, 6);  // last quarter was on 14 April 2020
    EXPECT_EQ(facts.sequence_number, 3);
    EXPECT_EQ(facts.sequence_total, 3);
    EXPECT_EQ(facts.event_number, 236);
    EXPECT_EQ(facts.trigger_mode, "motion");
    EXPECT_EQ(facts.flash_fired, false);
    EXPECT_FALSE(facts.place);
    EXPECT_TRUE(facts.warnings.empty());
}

TEST(Facts, TenShotsOfOneHyperFire2TriggerCountFromOneToTen) {
    SEROW_NEEDS_SHARED();
    int expected = 1;
    for (const auto& path : testing::files_below(testing::shared() / "media" / "images")) {
        if (!path.filename().string().starts_with("mica_")) continue;
        const auto facts = facts_of(path);
        EXPECT_EQ(facts.sequence_number, expected) << path;
        EXPECT_EQ(facts.sequence_total, 10) << path;
        EXPECT_EQ(facts.event_number, 4) << path;
        EXPECT_EQ(facts.serial, "H2RXEM06043616") << path;
        EXPECT_EQ(facts.user_label, "MICA 318") << path;
        EXPECT_EQ(facts.temperature_c, 2.0) << path;  // beside 35 °F
        // 7.814 V in the first shot, and no battery changes by a quarter volt within six seconds.
        EXPECT_NEAR(facts.battery_v.value(), 7.9, 0.1) << path;
        EXPECT_EQ(facts.flash_fired, true) << path;
        ++expected;
    }
    EXPECT_EQ(expected, 11);
}

TEST(Facts, AReconyxUltraFireIsReadFromItsPackedNote) {
    SEROW_NEEDS_SHARED();
    const auto facts = facts_of(photo("md_2.jpg"));
    EXPECT_EQ(to_text(facts.camera_time.value()), "2016-01-28T15:14:45");
    EXPECT_EQ(facts.serial, "UXR6BI02004234");
    EXPECT_EQ(facts.user_label, "AM100");
    EXPECT_EQ(facts.sequence_number, 4);
    EXPECT_EQ(facts.sequence_total, 5);
    EXPECT_EQ(facts.event_number, 122);
    EXPECT_EQ(facts.temperature_c, 4.0);  // beside 39 °F
    EXPECT_EQ(facts.moon_phase, 5);       // full on 24 January 2016
}

TEST(Facts, AReconyxRapidFireIsReadFromItsComment) {
    SEROW_NEEDS_SHARED();
    const auto facts = facts_of(photo("nd_MDF144.jpg"));
    EXPECT_EQ(facts.model, "RC55 RAPIDFIRE");
    EXPECT_EQ(facts.serial, "RC33AC12107611");
    EXPECT_EQ(facts.sequence_number, 1);
    EXPECT_EQ(facts.sequence_total, 3);
    EXPECT_EQ(facts.event_number, 3);
    EXPECT_DOUBLE_EQ(facts.temperature_c.value(), 10.0);  // 50 °F
    EXPECT_EQ(facts.battery_v, 7.170);
    EXPECT_EQ(facts.trigger_mode, "motion");
}

TEST(Facts, EveryStatedTimeAndMakeOfTheLabelsIsFound) {
    SEROW_NEEDS_SHARED();
    const auto rows = testing::labels();
    std::map<std::string, std::size_t> column;
    for (std::size_t i = 0; i < rows.front().size(); ++i) column[rows.front()[i]] = i;
    int times = 0;
    int makes = 0;
    for (std::size_t r = 1; r < rows.size(); ++r) {
        const auto& row = rows[r];
        const auto& file = row[column["file"]];
        if (!file.starts_with("images/")) continue;
        const auto facts = facts_of(testing::shared() / "media" / file);
        // Ten carry the zone of their Camtrap DP package as well ("…09+01:00").
        const auto stated = parse_camera_time(row[column["timestamp"]].substr(0, 19));
        if (stated && facts.camera_time) {
            EXPECT_EQ(to_text(*facts.camera_time), to_text(*stated)) << file;
            ++times;
        } else {
            // The jaguars' times are those of their file names: these scans have no EXIF.
            EXPECT_FALSE(facts.camera_time) << file << ": a time that nobody stated";
            EXPECT_EQ(stated.has_value(), file.starts_with("images/jag_")) << file;
        }
        if (const auto& make = row[column["exif_make"]]; !make.empty()) {
            EXPECT_EQ(facts.make, make) << file;
            EXPECT_EQ(facts.model, row[column["exif_model"]]) << file;
            ++makes;
        }
    }
    EXPECT_EQ(times, 252);
    EXPECT_EQ(makes, 179);
}

TEST(Facts, NotesOfAllReconyxPhotosAreInTheRangesOfTheField) {
    SEROW_NEEDS_SHARED();
    int with_note = 0;
    for (const auto& path : testing::files_below(testing::shared() / "media" / "images")) {
        const auto facts = facts_of(path);
        if (facts.make != "RECONYX" && facts.make != "Reconyx") continue;
        ++with_note;
        ASSERT_TRUE(facts.temperature_c) << path;
        EXPECT_GE(*facts.temperature_c, -40) << path;
        EXPECT_LE(*facts.temperature_c, 60) << path;
        EXPECT_EQ(facts.serial.size(), 14u) << path << " " << facts.serial;
        EXPECT_FALSE(facts.trigger_mode.empty()) << path;
        ASSERT_TRUE(facts.battery_v) << path;
        EXPECT_GT(*facts.battery_v, 4) << path;
        EXPECT_LT(*facts.battery_v, 14) << path;
    }
    EXPECT_EQ(with_note, 94);  // rows of labels.csv whose make is Reconyx in any spelling
}

TEST(Facts, APositionThatTheFactorySetIsNoPlace) {
    SEROW_NEEDS_SHARED();
    EXPECT_FALSE(facts_of(photo("nd_MDF0.jpg")).place);                // 0° 0' 0" N, 0° 0' 0" W
    const auto dummy = facts_of(photo("sw_2021-07-24_SYFR0655.JPG"));  // 1° 1' 21" N, 1° 1' 21" E
    EXPECT_FALSE(dummy.place);
    EXPECT_THAT(dummy.warnings, ::testing::Contains(HasSubstr("factory value")));
}

TEST(Facts, ExifTravelsAsJsonWithoutThePlace) {
    SEROW_NEEDS_SHARED();
    const auto facts = facts_of(photo("mica_20210531082538-RCNX0031.JPG"));
    const auto tags = parse_json(facts.exif_json, "exif");
    ASSERT_TRUE(tags) << facts.exif_json;
    EXPECT_EQ(tags->at("Image").at("Make"), "RECONYX");
    EXPECT_EQ(tags->at("Photo").at("ISOSpeedRatings"), 1600);
    EXPECT_EQ(tags->at("Photo").at("ExposureTime"), "320/9600");
    EXPECT_EQ(tags->at("MakerNote").at("sequence"), "1/10");
    EXPECT_EQ(tags->at("MakerNote").at("ambientTemperature"), 2);
    for (const auto& path : testing::files_below(testing::shared() / "media" / "images")) {
        const auto other = facts_of(path);
        EXPECT_LE(other.exif_json.size(), 65536u) << path;
        EXPECT_TRUE(parse_json(other.exif_json, "exif")) << path;
        EXPECT_THAT(other.exif_json, ::testing::Not(HasSubstr("GPS"))) << path;
    }
}

TEST(Facts, AClockThatWasNeverSetIsSaidNotGuessed) {
    SEROW_NEEDS_SHARED();
    const auto bad = testing::shared() / "bad" / "generated";
    // DateTimeOriginal says 0000:00:00 or 30 February there; DateTime and the maker note keep the true time.
    for (const auto* name : {"exif_date_00000000000000.jpg", "exif_date_20210230256161.jpg"}) {
        const auto facts = facts_of(bad / name);
        EXPECT_EQ(to_text(facts.camera_time.value()), "2020-04-16T10:10:32") << name;
        EXPECT_EQ(facts.camera_time_source, "exif") << name;
        EXPECT_THAT(facts.warnings, ::testing::Contains(HasSubstr("no real date"))) << name;
    }
    EXPECT_EQ(to_text(facts_of(bad / "exif_date_19700101000000.jpg").camera_time.value()), "1970-01-01T00:00:00");
    EXPECT_FALSE(facts_of(bad / "exif_none.jpg").camera_time);
}

TEST(Facts, AnOffsetAndAnOutOfRangePositionAreToldApart) {
    SEROW_NEEDS_SHARED();
    const auto bad = testing::shared() / "bad" / "generated";
    EXPECT_TRUE(facts_of(bad / "exif_offset_time.jpg").offset_minutes);
    const auto lost = facts_of(bad / "exif_gps_out_of_range.jpg");
    EXPECT_FALSE(lost.place);
    EXPECT_THAT(lost.warnings, ::testing::Contains(HasSubstr("out of range")));
}

TEST(Facts, VideosTellDurationRateAndCodec) {
    SEROW_NEEDS_SHARED();
    const auto rotated = facts_of(testing::shared() / "bad" / "generated" / "video_rotated90.mp4");
    EXPECT_LT(rotated.width, rotated.height);
    EXPECT_EQ(rotated.codec, "h264");
    const auto chimp = facts_of(testing::clip("zb_chimp.mp4"));
    EXPECT_EQ(chimp.width, 320);
    EXPECT_EQ(chimp.height, 180);
    EXPECT_EQ(chimp.type.kind, Kind::video);
    const auto avi = facts_of(testing::clip("zt_00.AVI"));
    EXPECT_EQ(avi.type.mediatype, "video/x-msvideo");
    EXPECT_GT(avi.duration_s, 0);
}

TEST(Facts, AFileThatIsNoMediaIsRefusedWithItsReason) {
    SEROW_NEEDS_SHARED();
    const auto bad = testing::shared() / "bad" / "generated";
    EXPECT_EQ(read_facts(bad / "html_error_page.jpg").error().code, Code::unsupported);
    EXPECT_THAT(read_facts(bad / "empty_0_bytes.jpg").error().detail, HasSubstr("empty"));
    EXPECT_EQ(read_facts(bad / "image_declares_65500x65500.jpg").error().code, Code::too_large);
    EXPECT_THROW((void)read_facts(std::filesystem::path("no/such/file.jpg")), Failure);
}

}  // namespace
}  // namespace serow::media
