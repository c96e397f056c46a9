#include "card/folder_proposal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <format>

#include "card/pattern_search.h"

namespace serow::card {
namespace {

using Folders = std::vector<FolderSeen>;

Folders folders_of(std::initializer_list<const char*> names) {
    Folders folders;
    for (const auto* name : names) folders.push_back({name, 10, 1000, {}});
    return folders;
}

KnownField field_of(std::initializer_list<const char*> points) {
    KnownField field;
    double latitude = 33.5;
    for (const auto* name : points) field.points.push_back({LocationId::make(), name, {latitude += 0.01, 107.8}});
    return field;
}

FolderProposal propose(const Folders& folders, const KnownField& field, std::optional<std::string> pattern = {},
                       std::string_view card = "") {
    return value_or_throw(propose_destinations(folders, field, card, pattern));
}

PhotoSample at(camtrap::Place place) {
    PhotoSample sample;
    sample.place = place;
    return sample;
}

TEST(FindPattern, trees_as_reserves_have_them) {
    struct Row {
        Folders folders;
        KnownField field;
        std::string pattern;
    };
    const std::vector<Row> rows{
        {folders_of({"P01/DCIM/100MEDIA", "P01/DCIM/101MEDIA", "P02/DCIM/100MEDIA"}), {}, "{point}"},
        {folders_of({"P01/DCIM/100MEDIA"}), {}, "{point}"},
        {folders_of({"SD cards/P01/100RECNX", "SD cards/P02/100RECNX", "SD cards/P03/100RECNX"}), {}, "*/{point}"},
        {folders_of({"North/P01/DCIM/100EK113", "North/P02/DCIM/100EK113", "South/P03/DCIM/100EK113"}),
         {},
         "{area}/{point}"},
        {folders_of({"P01/CAM1/100RECNX", "P01/CAM2/100RECNX", "P02/CAM1/100RECNX"}), {}, "{point}/{camera}"},
        {folders_of({"P01/H500HF01184232", "P02/H500HF01184299"}), {}, "{point}/{camera}"},
        {folders_of({"P01_20240501", "P02_20240501", "P03_20240502"}), {}, "{point}_{date}"},
        {folders_of({"20240501 P01", "20240501 P02"}), {}, "{date} {point}"},
        {folders_of({"2024-05/P01", "2024-05/P02", "2024-06/P01"}), {}, "{date}/{point}"},
        {folders_of({"P01/2024-05", "P01/2024-06", "P02/2024-05"}), {}, "{point}/{date}"},
        {folders_of({"Station 1/DCIM/100MEDIA", "Station 2/DCIM/100MEDIA"}), field_of({"1", "2", "3"}),
         "Station {point}"},
        {folders_of({"Station 1/DCIM/100MEDIA", "Station 2/DCIM/100MEDIA"}), field_of({"Station 1", "Station 2"}),
         "{point}"},
        {folders_of({"佛坪保护区/样点01/DCIM/100MEDIA", "佛坪保护区/样点02/DCIM/100MEDIA"}), {}, "*/{point}"},
        {folders_of({"P01-C03", "P02-C05"}),
         [] {
             auto field = field_of({"P01", "P02"});
             field.deployments.push_back({DeploymentId::make(), field.points[0].location_id, "C03", {}, {}});
             field.deployments.push_back({DeploymentId::make(), field.points[1].location_id, "C05", {}, {}});
             return field;
         }(),
         "{point}-{camera}"},
        // The project's points are the upper folders, whatever lies below.
        {folders_of({"P01/east", "P01/west", "P02/up"}), field_of({"P01", "P02"}), "{point}"},
        {folders_of({"DCIM/100MEDIA", ""}), {}, ""},
        {{}, {}, ""},
    };
    for (const auto& [folders, field, pattern] : rows)
        EXPECT_EQ(find_pattern(folders, field), pattern) << (folders.empty() ? "" : folders[0].folder);
}

TEST(FolderProposal, folders_of_known_points_are_theirs_whatever_the_spelling) {
    const auto field = field_of({"P01", "样点2", "Q-1-1"});
    const auto proposal = propose(
        folders_of({"p1/DCIM/100MEDIA", "p1/DCIM/101MEDIA", "样点 ０２/DCIM/100MEDIA", "Q 1 1/100EK113", "R9/DCIM"}),
        field);
    ASSERT_EQ(proposal.destinations.size(), 4U);
    const auto& p1 = proposal.destinations[0];
    EXPECT_EQ(p1.folder, "p1");
    EXPECT_EQ(p1.files, 20) << "both of the camera's folders";
    EXPECT_EQ(p1.source, PointSource::name);
    EXPECT_EQ(p1.location_id, field.points[0].location_id);
    EXPECT_EQ(proposal.destinations[1].folder, "Q 1 1");
    EXPECT_EQ(proposal.destinations[1].location_id, field.points[2].location_id);
    EXPECT_EQ(proposal.destinations[2].source, PointSource::fresh);
    EXPECT_EQ(proposal.destinations[2].point, "R9");
    EXPECT_EQ(proposal.destinations[3].location_id, field.points[1].location_id);
}

TEST(FolderProposal, two_points_whose_names_differ_in_little_are_told_apart_by_the_very_name) {
    const auto field = field_of({"P1", "P01"});
    EXPECT_EQ(propose(folders_of({"P01"}), field, "{point}").destinations[0].location_id, field.points[1].location_id);
    EXPECT_EQ(propose(folders_of({"P001"}), field, "{point}").destinations[0].source, PointSource::fresh);
}

TEST(FolderProposal, readings_name_the_point_of_a_folder_that_has_no_known_name) {
    auto field = field_of({"P01"});
    const auto home = field.points[0].place;
    auto folders = folders_of({"card A/DCIM", "card B/DCIM"});
    folders[0].samples = {at({home.latitude + 0.001, home.longitude})};  // 111 m
    folders[1].samples = {at({34.1, 108.2}), at({34.2, 108.4}), at({0, 0})};
    const auto proposal = propose(folders, field, "{point}");
    EXPECT_EQ(proposal.destinations[0].source, PointSource::gps);
    EXPECT_EQ(proposal.destinations[0].location_id, field.points[0].location_id);
    EXPECT_NEAR(*proposal.destinations[0].distance_m, 111.2, 0.1);
    EXPECT_EQ(proposal.destinations[1].source, PointSource::fresh);
    EXPECT_EQ(proposal.destinations[1].readings, 2);
    EXPECT_NEAR(proposal.destinations[1].place->latitude, 34.15, 1e-9);
    EXPECT_NEAR(proposal.destinations[1].place->longitude, 108.3, 1e-9);
}

TEST(FolderProposal, a_known_point_whose_camera_stood_elsewhere_is_told_of) {
    auto field = field_of({"P01", "P02"});
    auto folders = folders_of({"P01"});
    folders[0].samples = {at(field.points[1].place)};
    EXPECT_FALSE(propose(folders, field).destinations[0].move) << "one reading is no move";
    folders[0].samples.push_back(at(field.points[1].place));
    const auto moved = propose(folders, field).destinations[0];
    ASSERT_TRUE(moved.move);
    EXPECT_EQ(moved.location_id, field.points[0].location_id) << "the name still proposes the point";
    EXPECT_EQ(moved.near, field.points[1].location_id);
    EXPECT_NEAR(moved.move->distance_m, 1111.95, 0.1);
}

TEST(FolderProposal, a_deployment_that_waits_for_these_files_is_proposed) {
    auto field = field_of({"P01"});
    const auto waiting = DeploymentId::make();
    field.deployments.push_back(
        {waiting, field.points[0].location_id, "HF0118", parse_camera_time("2024-05-01T00:00:00"), {}});
    auto folders = folders_of({"P01/DCIM"});
    const auto taken = [&](const char* time, const char* serial) {
        PhotoSample sample;
        sample.camera_time = parse_camera_time(time);
        sample.serial = serial;
        folders[0].samples = {sample};
        return propose(folders, field).destinations[0].deployment_id;
    };
    EXPECT_EQ(taken("2024-05-02T10:00:00", "HF0118"), waiting);
    EXPECT_EQ(taken("2024-05-02T10:00:00", ""), waiting);
    EXPECT_EQ(taken("2024-04-30T10:00:00", "HF0118"), std::nullopt) << "before it began";
    EXPECT_EQ(taken("2024-05-02T10:00:00", "HF0999"), std::nullopt) << "another camera";
    field.deployments.push_back(
        {DeploymentId::make(), field.points[0].location_id, "", parse_camera_time("2024-01-01T00:00:00"), {}});
    EXPECT_EQ(taken("2024-05-02T10:00:00", "HF0118"), std::nullopt) << "two would do";
}

TEST(FolderProposal, several_cameras_in_one_folder_are_told_of) {
    auto folders = folders_of({"P01"});
    folders[0].samples = {{{}, "RECONYX", "HC500", "A1", {}}, {{}, "RECONYX", "HC500", "B2", {}}};
    const auto one = propose(folders, {}).destinations[0];
    EXPECT_EQ(one.cameras, (std::vector<std::string>{"A1", "B2"}));
    EXPECT_EQ(one.camera_id, "");
    EXPECT_EQ(one.camera_model, "RECONYX-HC500");
}

TEST(FolderProposal, a_card_without_names_is_one_destination) {
    const auto field = field_of({"P01"});
    const auto proposal = propose(folders_of({"DCIM/100MEDIA", "DCIM/101MEDIA"}), field, {}, "P-01");
    ASSERT_EQ(proposal.destinations.size(), 1U);
    EXPECT_EQ(proposal.destinations[0].folder, "");
    EXPECT_EQ(proposal.destinations[0].files, 20);
    EXPECT_EQ(proposal.destinations[0].location_id, field.points[0].location_id) << "the card's own name tells";
    EXPECT_EQ(propose(folders_of({"DCIM/100MEDIA"}), field, {}, "card 12").destinations[0].source, PointSource::none);
}

TEST(FolderProposal, what_does_not_fit_the_pattern_is_shown_and_left_to_people) {
    const auto proposal =
        propose(folders_of({"Station 1/DCIM", "Station 2/DCIM", "rest/DCIM/100MEDIA"}), {}, "Station {point}");
    ASSERT_EQ(proposal.destinations.size(), 3U);
    EXPECT_EQ(proposal.destinations[0].folder, "rest");
    EXPECT_EQ(proposal.destinations[0].source, PointSource::none);
    EXPECT_FALSE(propose_destinations(folders_of({"a"}), {}, "", "{nonsense}"));
}

TEST(FolderHolding, a_file_belongs_to_the_longest_folder_that_holds_it) {
    const std::unordered_set<std::string> folders{"P01", "P01/CAM2", "P02"};
    EXPECT_EQ(folder_holding("P01/DCIM/IMG_0001.JPG", folders), "P01");
    EXPECT_EQ(folder_holding("P01/CAM2/DCIM/IMG_0001.JPG", folders), "P01/CAM2");
    EXPECT_EQ(folder_holding("P01/CAM21/IMG_0001.JPG", folders), "P01") << "a folder, not the beginning of a name";
    EXPECT_EQ(folder_holding("P03/IMG_0001.JPG", folders), std::nullopt);
    EXPECT_EQ(folder_holding("P01", folders), std::nullopt) << "a file of that name";
    EXPECT_EQ(folder_holding("P03/IMG_0001.JPG", {""}), "") << "the root holds all";
}

TEST(FolderProposal, a_thousand_folders_with_chinese_names) {
    Folders folders;
    KnownField field;
    for (int i = 1; i <= 1000; ++i) {
        folders.push_back(
            {std::format("2024年春季/{}坡/样点{:04}/DCIM/100MEDIA", i % 2 == 0 ? "东" : "西", i), 20, 1, {}});
        if (i <= 500) field.points.push_back({LocationId::make(), std::format("样点{}", i), {30.0 + i * 0.01, 103}});
    }
    const auto proposal = propose(folders, field);
    EXPECT_EQ(proposal.pattern, "*/{area}/{point}");
    ASSERT_EQ(proposal.destinations.size(), 1000U);
    EXPECT_EQ(std::ranges::count(proposal.destinations, PointSource::name, &Destination::source), 500);
    EXPECT_EQ(std::ranges::count(proposal.destinations, PointSource::fresh, &Destination::source), 500);
}

}  // namespace
}  // namespace serow::card
