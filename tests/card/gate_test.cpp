#include "card/gate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <format>

#include "card/counters.h"

namespace serow::card {
namespace {

using namespace std::chrono_literals;

const Instant now = *parse_instant("2024-07-01T00:00:00Z");

// A healthy card: IMG_0001 … IMG_0020, one an hour from 1 May 2024 on, by one camera.
class Gate : public ::testing::Test {
protected:
    Gate() {
        CardPlace place;
        place.deployment_id = DeploymentId::make();
        place.location_name = "P01";
        places = {place};
        for (int i = 1; i <= 20; ++i)
            add(std::format("DCIM/100MEDIA/IMG_{:04}.JPG", i), *parse_camera_time("2024-05-01T00:00:00") + i * 1h);
    }
    CardFact& add(const std::string& path, std::optional<CameraTime> time) {
        CardFact file;
        file.path = path;
        file.photo = true;
        file.camera = {"RECONYX", "HC500", "HF01"};
        set_time(file, time);
        files.push_back(file);
        return files.back();
    }
    // A clock on UTC.
    static void set_time(CardFact& file, std::optional<CameraTime> time) {
        file.camera_time = time;
        file.captured_at = time ? std::optional(Instant(time->time_since_epoch())) : std::nullopt;
    }
    std::vector<Finding> found() { return examine_card(files, places, others, now); }
    Finding only(FindingKind kind) {
        const auto all = found();
        EXPECT_EQ(all.size(), 1U);
        if (all.size() != 1) return {};
        EXPECT_EQ(word(all[0].kind), word(kind));
        EXPECT_FALSE(all[0].sentence.empty());
        return all[0];
    }

    std::vector<CardFact> files;
    std::vector<CardPlace> places;
    std::vector<std::string> others;
};

TEST_F(Gate, a_healthy_card_is_clean) {
    EXPECT_TRUE(found().empty());
    EXPECT_TRUE(is_clean(found()));
}

TEST_F(Gate, an_empty_card_is_told_of) {
    files.clear();
    EXPECT_EQ(only(FindingKind::empty).severity, Severity::warn);
    for (int i = 0; i < 3; ++i) {
        add(std::format("IMG_{:04}.JPG", i), {}).state = CardFact::State::unreadable;
        files.back().problem = "the file is empty (0 bytes)";
    }
    const auto both = found();
    ASSERT_EQ(both.size(), 2U);
    EXPECT_EQ(both[0].kind, FindingKind::empty);
    EXPECT_EQ(both[1].kind, FindingKind::unreadable);
    EXPECT_EQ(both[1].evidence[0].detail, "the file is empty (0 bytes)");
}

TEST_F(Gate, files_that_cannot_be_read_are_listed) {
    files[3].state = CardFact::State::unreadable;
    files[3].problem = "cut short";
    const auto finding = only(FindingKind::unreadable);
    EXPECT_EQ(finding.count, 1);
    EXPECT_EQ(finding.evidence.at(0).path, "DCIM/100MEDIA/IMG_0004.JPG");
}

TEST_F(Gate, another_serial_than_the_deployments_is_a_wrong_camera) {
    places[0].camera_id = "H500HF01184232";
    const auto finding = only(FindingKind::wrong_camera);
    EXPECT_EQ(finding.expected, "H500HF01184232");
    EXPECT_EQ(finding.found, "RECONYX HC500 (HF01)");
    EXPECT_EQ(finding.count, 20);
    for (auto& file : files) file.camera.serial = "h500hf01184232";
    EXPECT_TRUE(found().empty()) << "the same, whatever the case";
    places[0].camera_id = "C03";
    EXPECT_TRUE(found().empty()) << "a label of people's is no serial";
}

TEST_F(Gate, another_model_than_the_deployments_is_a_wrong_camera) {
    for (const auto* same : {"", "HC500", "RECONYX-HC500", "Reconyx HC500 Hyperfire"}) {
        places[0].camera_model = same;
        EXPECT_TRUE(found().empty()) << same;
    }
    places[0].camera_model = "Bushnell-119537";
    EXPECT_EQ(only(FindingKind::wrong_camera).expected, "Bushnell-119537");
}

TEST_F(Gate, another_camera_than_that_of_the_points_last_card_is_asked_about) {
    places[0].last_card = "card of April";
    places[0].last_camera = CameraSeen{"RECONYX", "HC500", "HF01"};
    EXPECT_TRUE(found().empty());
    places[0].last_camera = CameraSeen{"RECONYX", "HC500", "HF02"};
    EXPECT_NE(only(FindingKind::wrong_camera).sentence.find("card of April"), std::string::npos);
    places[0].last_camera = CameraSeen{"RECONYX", "HC500", ""};
    EXPECT_TRUE(found().empty()) << "without a serial the model decides";
}

TEST_F(Gate, two_cameras_on_one_card_are_mixed) {
    for (int i = 15; i < 20; ++i) files[i].camera.serial = "HF02";
    const auto finding = only(FindingKind::mixed_cameras);
    EXPECT_EQ(finding.count, 5) << "the files of the fewer";
    EXPECT_EQ(finding.evidence.at(0).path, "DCIM/100MEDIA/IMG_0016.JPG");
    // At two deployments they are as they should be.
    places.push_back(places[0]);
    for (int i = 15; i < 20; ++i) {
        files[i].place = 1;
        files[i].path.replace(0, 4, "P02/");
    }
    EXPECT_TRUE(found().empty());
}

TEST_F(Gate, a_camera_that_stood_elsewhere_by_two_readings_is_told_of) {
    places[0].position = camtrap::Place{33.5, 107.8};
    files[0].position = camtrap::Place{33.51, 107.8};  // 1112 m
    EXPECT_TRUE(found().empty()) << "one reading may be any";
    files[1].position = camtrap::Place{33.51, 107.8};
    const auto finding = only(FindingKind::elsewhere);
    EXPECT_EQ(finding.found, "1112");
    EXPECT_EQ(finding.count, 2);
    for (int i = 2; i < 5; ++i) files[i].position = camtrap::Place{33.5, 107.801};
    EXPECT_TRUE(found().empty()) << "most are near";
}

TEST_F(Gate, a_clock_that_goes_back_while_the_counter_goes_on_is_told_of) {
    set_time(files[10], *files[9].camera_time - 2min);
    EXPECT_TRUE(found().empty()) << "two minutes are within a burst";
    for (int i = 10; i < 20; ++i) set_time(files[i], *files[i].camera_time - 48h);
    const auto finding = only(FindingKind::time_backwards);
    EXPECT_EQ(finding.count, 1);
    EXPECT_EQ(finding.evidence.at(0).path, "DCIM/100MEDIA/IMG_0010.JPG");
    EXPECT_EQ(finding.evidence.at(0).to, "DCIM/100MEDIA/IMG_0011.JPG");
    EXPECT_EQ(finding.evidence.at(0).seconds, 48 * 3600 + 120);
    files[10].photo = false;
    EXPECT_EQ(only(FindingKind::time_backwards).evidence.at(0).to, "DCIM/100MEDIA/IMG_0012.JPG")
        << "the time of a video does not say what came first";
}

TEST_F(Gate, missing_numbers_are_gaps_and_those_of_videos_are_not) {
    files.erase(files.begin() + 10, files.begin() + 13);  // 11, 12, 13
    const auto finding = only(FindingKind::counter_gaps);
    EXPECT_EQ(finding.count, 3);
    EXPECT_EQ(finding.evidence.at(0).path, "DCIM/100MEDIA/IMG_0010.JPG");
    EXPECT_EQ(finding.evidence.at(0).to, "DCIM/100MEDIA/IMG_0014.JPG");
    for (int i = 11; i <= 13; ++i) add(std::format("DCIM/100MEDIA/VID_{:04}.MP4", i), {}).photo = false;
    EXPECT_TRUE(std::ranges::none_of(found(), [](const Finding& f) { return f.kind == FindingKind::counter_gaps; }));
}

TEST_F(Gate, files_outside_the_deployment_are_counted_on_either_side) {
    places[0].start = parse_instant("2024-05-01T03:00:00Z");
    places[0].end = parse_instant("2024-05-01T18:00:00Z");
    const auto finding = only(FindingKind::outside_period);
    EXPECT_EQ(finding.count, 4) << "1, 2 h before; 19, 20 h after; both bounds belong to it";
    EXPECT_EQ(finding.found, "2, 2");
    places[0].end.reset();
    EXPECT_EQ(only(FindingKind::outside_period).count, 2);
}

TEST_F(Gate, clocks_of_2000_and_2099_are_told_of) {
    set_time(files[0], parse_camera_time("2000-01-01T00:00:30"));
    EXPECT_EQ(only(FindingKind::clock_reset).count, 1);
    for (auto& file : files) set_time(file, *file.camera_time + std::chrono::days(27'400));
    const auto all = found();
    EXPECT_TRUE(std::ranges::any_of(all, [](const Finding& f) {
        return f.kind == FindingKind::future && f.count == 20;
    })) << "all are from 2075 on";
}

TEST_F(Gate, a_photo_of_tomorrow_east_of_here_is_not_ahead) {
    for (auto& file : files) set_time(file, CameraTime(now.time_since_epoch()) + 25h);
    EXPECT_TRUE(found().empty());
    for (auto& file : files) set_time(file, CameraTime(now.time_since_epoch()) + 27h);
    EXPECT_EQ(only(FindingKind::future).count, 20);
}

TEST_F(Gate, files_without_a_time_are_noted_and_the_card_stays_clean) {
    set_time(files[19], {});
    EXPECT_EQ(only(FindingKind::no_time).severity, Severity::note);
    EXPECT_TRUE(is_clean(found()));
}

TEST_F(Gate, bytes_that_came_before_are_told_by_card) {
    others = {"card 7 (P02)"};
    files[0].known_from = 0;
    files[1].same_card = true;
    EXPECT_EQ(found().size(), 2U);
    EXPECT_TRUE(is_clean(found()));
    for (int i = 0; i < 11; ++i) files[i].known_from = 0;
    EXPECT_FALSE(is_clean(found())) << "more than half of the card";
    EXPECT_EQ(found()[0].found, "card 7 (P02)");
}

TEST_F(Gate, only_the_first_fifty_files_are_listed_but_all_are_counted) {
    for (int i = 21; i <= 200; ++i)
        add(std::format("DCIM/100MEDIA/IMG_{:04}.JPG", i), *parse_camera_time("2000-01-01T00:00:00") + i * 1min);
    const auto all = found();
    const auto reset = std::ranges::find(all, FindingKind::clock_reset, &Finding::kind);
    ASSERT_NE(reset, all.end());
    EXPECT_EQ(reset->count, 180);
    EXPECT_EQ(reset->evidence.size(), most_evidence);
}

std::vector<CounterRun> runs_of(const std::vector<std::string>& paths, const std::vector<CameraTime>& times = {}) {
    std::vector<NumberedFile> files;
    for (std::size_t i = 0; i < paths.size(); ++i)
        files.push_back({paths[i], i < times.size() ? std::optional(times[i]) : std::nullopt});
    return counter_runs(files);
}

std::vector<std::string> named(std::string_view before, int digits, std::initializer_list<std::pair<int, int>> ranges) {
    std::vector<std::string> names;
    for (const auto& [from, to] : ranges)
        for (int i = from; i <= to; ++i) names.push_back(std::format("{}{:0{}}.JPG", before, i, digits));
    return names;
}

TEST(Counters, after_9999_comes_1_and_that_is_no_gap) {
    const auto runs = runs_of(named("100MEDIA/IMG_", 4, {{1, 10}, {9990, 9999}}));
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_TRUE(runs[0].gaps.empty());
    EXPECT_EQ(runs[0].files.front(), 10U) << "it begins at 9990";
    EXPECT_EQ(runs[0].files.back(), 9U);
    EXPECT_TRUE(runs_of(named("IMG_", 4, {{0, 10}, {9990, 9999}}))[0].gaps.empty()) << "with a 0000";
}

TEST(Counters, photos_and_videos_with_one_counter_begin_again_together) {
    // 9996 P, 9997 P, 9998 P, 9999 V, 1 P, 2 V, 3 P, 4 P: of the photos alone nothing would be seen.
    auto names = named("IMG_", 4, {{9990, 9998}, {1, 1}, {3, 4}});
    for (const auto* video : {"VID_9985.MP4", "VID_9986.MP4", "VID_9987.MP4", "VID_9988.MP4", "VID_9989.MP4",
                              "VID_9999.MP4", "VID_0002.MP4"})
        names.emplace_back(video);
    const auto runs = runs_of(names);
    ASSERT_EQ(runs.size(), 2U);
    EXPECT_EQ(runs[0].numbers.front(), 9990);
    EXPECT_EQ(runs[0].numbers.back(), 10003) << "4 comes after 9999";
    EXPECT_TRUE(runs[0].gaps.empty());
    EXPECT_EQ(runs[1].numbers.front(), 9985);
    EXPECT_EQ(runs[1].numbers.back(), 10001);
    EXPECT_TRUE(runs[1].gaps.empty()) << "what lies between has the photos' numbers";
    // One is really missing.
    std::erase(names, "VID_0002.MP4");
    const auto gap = runs_of(names)[0].gaps;
    ASSERT_EQ(gap.size(), 1U);
    EXPECT_EQ(gap[0].missing, 1);
}

TEST(Counters, photos_and_videos_that_count_for_themselves_do_not_spoil_each_other) {
    // The photos go on from 9999 to 1, the videos count from 4000.
    auto names = named("IMG_", 4, {{9990, 9999}, {1, 10}});
    for (int i = 4000; i < 4006; ++i) names.push_back(std::format("VID_{}.MP4", i));
    for (const auto& run : runs_of(names)) EXPECT_TRUE(run.gaps.empty());
    // The photos go from 1 to 9999 without a break; the first video is younger.
    names = named("IMG_", 4, {{1, 5000}, {5003, 9999}});
    std::vector<CameraTime> times;
    for (std::size_t i = 0; i < names.size(); ++i) times.push_back(CameraTime(std::chrono::minutes(i)));
    for (int i = 0; i < 6; ++i) {
        names.push_back(std::format("AVI_{:04}.AVI", i));
        times.push_back(CameraTime(std::chrono::minutes(20'000 + i)));
    }
    const auto runs = runs_of(names, times);
    const auto photos = std::ranges::find(runs, std::size_t{0}, [](const auto& run) { return run.files.front(); });
    ASSERT_NE(photos, runs.end()) << "they begin at 1";
    ASSERT_EQ(photos->gaps.size(), 1U);
    EXPECT_EQ(photos->gaps[0].missing, 2);
}

TEST(Counters, a_full_folder_with_a_hole_has_a_gap_where_the_time_says_that_1_was_first) {
    const auto names = named("IMG_", 4, {{1, 5000}, {5011, 9999}});
    std::vector<CameraTime> times;
    for (std::size_t i = 0; i < names.size(); ++i) times.push_back(CameraTime(std::chrono::minutes(i)));
    const auto runs = runs_of(names, times);
    ASSERT_EQ(runs[0].gaps.size(), 1U);
    EXPECT_EQ(runs[0].gaps[0].missing, 10);
}

TEST(Counters, each_folder_counts_for_itself) {
    auto names = named("100EK113/EK", 6, {{1, 6}});
    for (const auto& name : named("101EK113/EK", 6, {{100, 106}})) names.push_back(name);
    const auto runs = runs_of(names);
    ASSERT_EQ(runs.size(), 2U);
    EXPECT_TRUE(runs[0].gaps.empty() && runs[1].gaps.empty());
}

TEST(Counters, names_that_count_nothing_make_no_run) {
    EXPECT_TRUE(runs_of({"20240501_063012.jpg", "20240501_063015.jpg", "20240501_070000.jpg", "20240501_080000.jpg",
                         "20240501_090000.jpg"})
                    .empty())
        << "times of day";
    EXPECT_TRUE(runs_of({"100001.jpg", "293847.jpg", "583920.jpg", "774411.jpg", "998877.jpg"}).empty())
        << "random numbers";
    EXPECT_TRUE(runs_of({"a (1).jpg", "a (2).jpg", "a (4).jpg", "a (5).jpg", "a (9).jpg"}).empty()) << "copies";
    EXPECT_TRUE(runs_of({"IMG_0001.JPG", "IMG_0009.JPG"}).empty()) << "too few";
    EXPECT_TRUE(runs_of({"a.jpg", "b.jpg"}).empty());
}

TEST(Counters, names_with_the_date_before_the_number_are_one_run) {
    const auto runs = runs_of({"20210531-RCNX0031.JPG", "20210531-RCNX0032.JPG", "20210601-RCNX0033.JPG",
                               "20210601-RCNX0034.JPG", "20210602-RCNX0037.JPG"});
    ASSERT_EQ(runs.size(), 1U);
    ASSERT_EQ(runs[0].gaps.size(), 1U);
    EXPECT_EQ(runs[0].gaps[0].missing, 2);
}

TEST(Counters, a_photo_and_its_video_of_the_same_number_are_one_step) {
    auto names = named("IMG_", 4, {{1, 6}});
    names.push_back("IMG_0003.MP4");
    const auto runs = runs_of(names);
    ASSERT_EQ(runs.size(), 1U);
    EXPECT_EQ(runs[0].files.size(), 6U);
    EXPECT_TRUE(runs[0].gaps.empty());
}

}  // namespace
}  // namespace serow::card
