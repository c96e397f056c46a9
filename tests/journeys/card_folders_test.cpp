// A card by folders, from the proposal to the gate, and moving it: on a real house.
#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <future>
#include <thread>

#include "catalog/card_facts.h"
#include "catalog/deployments.h"
#include "journeys/browse.h"
#include "journeys/card_receipt.h"
#include "journeys/correct_clock.h"
#include "journeys/examine_card.h"
#include "journeys/group_events.h"
#include "journeys/map_card.h"
#include "journeys/move_card.h"
#include "journeys/read_media.h"
#include "media/stamp.h"
#include "world.h"

namespace serow::journeys {
namespace {

class CardFoldersTest : public testing::Test {
protected:
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    Project project = World::the().new_project(li);
    ProjectId id = project.project_id;
    Location p01 = World::the().new_location(li, id, "P01");

    static GivenFolder known(const std::string& folder, const Location& point, const std::string& camera = "") {
        GivenFolder given;
        given.folder = folder;
        given.location_id = point.location_id;
        given.camera_id = camera;
        return given;
    }
    static GivenFolder fresh(const std::string& folder, const std::string& name, double latitude = 33.6) {
        GivenFolder given;
        given.folder = folder;
        given.point = GivenPoint{name, latitude, 107.9, "North slope"};
        return given;
    }
    Upload begin(const std::vector<GivenFolder>& folders) {
        return begin_upload(house, li.viewer(), id, {{}, {}, "May", folders});
    }
    // A photo with the camera's time and model, other bytes for each shade.
    static std::string photo(std::uint8_t shade, const std::string& time, const std::string& model = "HC500") {
        media::Stamp stamp;
        stamp.taken = *parse_camera_time(time);
        stamp.make = "RECONYX";
        stamp.model = model;
        const auto plain = jpeg(shade);
        const auto bytes = value_or_throw(media::stamp_exif(bytes_of(plain), stamp));
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
    UploadFile bring(const Upload& card, const std::string& path, const std::string& bytes) {
        const auto file = announced(path, bytes);
        auto row = announce(house, li.viewer(), id, card.upload_id, std::span(&file, 1)).front();
        if (row.state != "wanted") return row;
        Arrival arrival(house, li.viewer(), id, card.upload_id, row.upload_file_id);
        arrival.write(bytes_of(bytes));
        row = arrival.finish();
        read_media(house, id, std::vector{*row.media_id});
        return row;
    }
    Code code_of(const std::function<void()>& act) {
        try {
            act();
        } catch (const Failure& failure) {
            return failure.problem().code;
        }
        return Code::internal;
    }
    MediaWithObservations media_of(const UploadFile& file) { return media(house, li.viewer(), id, *file.media_id); }
};

TEST_F(CardFoldersTest, points_are_made_on_confirmation_and_files_go_to_their_folder) {
    const auto before = list_locations(house, li.viewer(), id).size();
    const std::vector<card::FolderSeen> seen{{"p-1/DCIM/100MEDIA", 5, 50, {}},
                                             {"样点２/DCIM", 5, 50, {{{}, "", "", "", camtrap::Place{33.6, 107.9}}}}};
    const auto proposal = propose_folders(house, li.viewer(), id, seen, "", {});
    EXPECT_EQ(list_locations(house, li.viewer(), id).size(), before) << "a proposal makes nothing";
    ASSERT_EQ(proposal.destinations.size(), 2U);
    EXPECT_EQ(proposal.destinations[0].location_id, p01.location_id);
    EXPECT_EQ(proposal.destinations[1].source, card::PointSource::fresh);

    const auto card = begin({known("p-1", p01), fresh("样点２", "样点２")});
    EXPECT_FALSE(card.deployment_id);
    EXPECT_EQ(card.folders, 2);
    EXPECT_EQ(card.locations, 2);
    const auto points = list_locations(house, li.viewer(), id);
    ASSERT_EQ(points.size(), before + 1);
    const auto made = std::ranges::find(points, "样点２", &Location::name);
    ASSERT_NE(made, points.end());
    EXPECT_EQ(made->place, (camtrap::Place{33.6, 107.9}));
    EXPECT_EQ(list_areas(house, li.viewer(), id).front().name, "North slope");

    EXPECT_EQ(
        media_of(bring(card, "p-1/DCIM/100MEDIA/IMG_0001.JPG", photo(1, "2024-05-01T10:00:00"))).media.location_name,
        "P01");
    EXPECT_EQ(media_of(bring(card, "样点２/DCIM/IMG_0001.JPG", photo(2, "2024-05-01T10:00:00"))).media.location_name,
              "样点２");
    for (const auto& folder : list_folders(house, li.viewer(), id, card.upload_id))
        EXPECT_EQ(folder.stored, 1) << folder.folder;
}

TEST_F(CardFoldersTest, folders_of_one_point_and_camera_share_a_deployment_and_others_do_not) {
    const auto card =
        begin({known("P01/A/100MEDIA", p01, "A"), known("P01/A/101MEDIA", p01, "a"), known("P01/B", p01, "B")});
    const auto folders = list_folders(house, li.viewer(), id, card.upload_id);
    ASSERT_EQ(folders.size(), 3U);
    EXPECT_EQ(folders[0].deployment_id, folders[1].deployment_id);
    EXPECT_NE(folders[0].deployment_id, folders[2].deployment_id);
}

TEST_F(CardFoldersTest, a_file_in_no_folder_is_refused_with_a_reason_until_its_folder_is_given) {
    const auto card = begin({known("P01", p01)});
    const auto bytes = photo(3, "2024-05-01T10:00:00");
    const auto refused = bring(card, "P011/IMG_0001.JPG", bytes);
    EXPECT_EQ(refused.state, "failed");
    EXPECT_EQ(refused.problem_code, "conflict");
    EXPECT_NE(refused.problem_detail.find("none of the folders"), std::string::npos) << refused.problem_detail;
    EXPECT_EQ(code_of([&] { Arrival(house, li.viewer(), id, card.upload_id, refused.upload_file_id); }), Code::conflict)
        << "nor is it taken when it is sent all the same";
    EXPECT_EQ(code_of([&] { complete_upload(house, li.viewer(), id, card.upload_id, 1); }), Code::conflict);
    const std::vector<GivenFolder> more{fresh("P011", "P011")};
    EXPECT_EQ(add_folders(house, li.viewer(), id, card.upload_id, more).size(), 2U);
    EXPECT_EQ(bring(card, "P011/IMG_0001.JPG", bytes).state, "stored");
}

TEST_F(CardFoldersTest, what_is_not_allowed_makes_nothing) {
    const auto points = list_locations(house, li.viewer(), id).size();
    EXPECT_EQ(code_of([&] { begin({fresh("a", "New"), fresh("a", "New 2")}); }), Code::invalid) << "a folder twice";
    EXPECT_EQ(code_of([&] { begin({fresh("a", "New"), fresh("../b", "New 2")}); }), Code::invalid);
    EXPECT_EQ(code_of([&] { begin({fresh("a", "New"), fresh("b", "Far", 99)}); }), Code::invalid);
    EXPECT_EQ(code_of([&] { begin({fresh("a", "New"), fresh("b", "P01")}); }), Code::conflict)
        << "a name that is taken";
    GivenFolder nowhere;
    nowhere.folder = "x";
    EXPECT_EQ(code_of([&] { begin({fresh("a", "New"), nowhere}); }), Code::invalid);
    EXPECT_EQ(list_locations(house, li.viewer(), id).size(), points) << "all or nothing";

    const auto helper = World::the().newcomer("Helper");
    set_member(house, li.viewer(), id, helper.email, people::Role::annotator);
    const NewUpload by_helper{{}, {}, "", {known("P01", p01)}}, with_point{{}, {}, "", {fresh("N", "New")}};
    EXPECT_NO_THROW(begin_upload(house, helper.viewer(), id, by_helper));
    EXPECT_EQ(code_of([&] { begin_upload(house, helper.viewer(), id, with_point); }), Code::forbidden)
        << "points are made by managers";
}

TEST_F(CardFoldersTest, a_deployment_of_another_project_is_no_destination) {
    const auto other = World::the().new_project(li, "Other");
    const auto there = World::the().new_location(li, other.project_id, "X");
    EXPECT_EQ(code_of([&] { begin({known("a", there)}); }), Code::not_found);
    DeploymentChange fields;
    fields.location_id = there.location_id;
    GivenFolder given;
    given.folder = "a";
    given.deployment_id = create_deployment(house, li.viewer(), other.project_id, fields).deployment_id;
    EXPECT_EQ(code_of([&] { begin({given}); }), Code::not_found);
}

TEST_F(CardFoldersTest, a_clean_card_needs_nobody_and_an_odd_one_is_confirmed_by_somebody) {
    auto card = begin_upload(house, li.viewer(), id, {{}, p01.location_id, "clean"});
    for (int i = 1; i <= 6; ++i)
        bring(card, "DCIM/100MEDIA/IMG_000" + std::to_string(i) + ".JPG",
              photo(static_cast<std::uint8_t>(10 + i), "2024-05-0" + std::to_string(i) + "T10:00:00"));
    EXPECT_TRUE(examine_card(house, li.viewer(), id, card.upload_id).clean);

    card = begin_upload(house, li.viewer(), id, {{}, p01.location_id, "odd"});
    for (int i = 1; i <= 6; ++i)
        bring(
            card, "DCIM/100MEDIA/IMG_000" + std::to_string(i) + ".JPG",
            photo(static_cast<std::uint8_t>(30 + i),
                  i < 4 ? "2024-06-0" + std::to_string(i) + "T10:00:00" : "2000-01-01T00:0" + std::to_string(i) + ":00",
                  i == 6 ? "119537" : "HC500"));
    const auto report = examine_card(house, li.viewer(), id, card.upload_id);
    std::vector<std::string> kinds;
    for (const auto& finding : report.findings) kinds.emplace_back(card::word(finding.kind));
    EXPECT_EQ(kinds, (std::vector<std::string>{"mixedCameras", "clockReset", "timeBackwards"}));
    EXPECT_FALSE(report.clean);
    EXPECT_FALSE(report.card.confirmed_at);
    const auto seen = confirm_card(house, li.viewer(), id, card.upload_id);
    EXPECT_TRUE(seen.card.confirmed_at);
    EXPECT_EQ(seen.card.confirmed_by, "Li");
    // Files that come later were not seen. They open only a card that was complete.
    complete_upload(house, li.viewer(), id, card.upload_id, 6);
    const auto later = announced("DCIM/100MEDIA/IMG_0007.JPG", "not here yet");
    announce(house, li.viewer(), id, card.upload_id, std::span(&later, 1));
    EXPECT_FALSE(upload(house, li.viewer(), id, card.upload_id).confirmed_at);
    EXPECT_EQ(code_of([&] { confirm_card(house, li.viewer(), id, card.upload_id); }), Code::conflict)
        << "a file is to come";
}

TEST_F(CardFoldersTest, the_card_of_another_point_is_seen_by_the_camera_of_its_last_card) {
    const auto first = begin_upload(house, li.viewer(), id, {{}, p01.location_id, "April"});
    bring(first, "IMG_0001.JPG", photo(50, "2024-04-01T10:00:00", "HC500"));
    const auto second = begin_upload(house, li.viewer(), id, {{}, p01.location_id, "May"});
    bring(second, "IMG_0001.JPG", photo(51, "2024-05-01T10:00:00", "HF2X"));
    const auto report = examine_card(house, li.viewer(), id, second.upload_id);
    ASSERT_EQ(report.findings.size(), 1U);
    EXPECT_EQ(report.findings[0].kind, card::FindingKind::wrong_camera);
    EXPECT_NE(report.findings[0].sentence.find("April"), std::string::npos);
    EXPECT_TRUE(examine_card(house, li.viewer(), id, first.upload_id).clean)
        << "the earlier card is not judged by the later";
}

TEST_F(CardFoldersTest, a_card_that_is_moved_takes_its_media_times_and_events_along) {
    const auto card = begin({known("P01", p01), known("other", p01, "B")});
    const auto one = bring(card, "P01/IMG_0001.JPG", photo(60, "2024-05-01T10:00:00"));
    const auto two = bring(card, "P01/IMG_0002.JPG", photo(61, "2024-05-01T10:00:30"));
    const auto rest = bring(card, "other/IMG_0001.JPG", photo(62, "2024-05-01T10:00:00"));
    const auto from = media_of(one).media.deployment_id;
    group_events(house, id, from);
    const auto p02 = World::the().new_location(li, id, "P02");
    DeploymentChange fields;
    fields.location_id = p02.location_id;
    fields.time_zone = "Asia/Urumqi";  // UTC+6; the project's zone is UTC+8
    const auto there = create_deployment(house, li.viewer(), id, fields).deployment_id;

    EXPECT_EQ(code_of([&] { move_card(house, li.viewer(), id, card.upload_id, {"no such folder", there, {}}); }),
              Code::not_found);
    const auto moved = move_card(house, li.viewer(), id, card.upload_id, {"P01", there, {}});
    EXPECT_EQ(moved.media, 2);
    EXPECT_EQ(media_of(one).media.deployment_id, there);
    EXPECT_EQ(media_of(rest).media.deployment_id,
              list_folders(house, li.viewer(), id, card.upload_id).at(1).deployment_id)
        << "the other folder stays";
    derive_times(house, id, from);
    derive_times(house, id, there);
    EXPECT_EQ(media_of(one).media.facts.captured_at, parse_instant("2024-05-01T04:00:00Z"));
    EXPECT_EQ(media_of(one).media.event_id, media_of(two).media.event_id);
    EXPECT_TRUE(media_of(one).media.event_id);
    // What is still to come of the folder follows.
    EXPECT_EQ(media_of(bring(card, "P01/IMG_0003.JPG", photo(63, "2024-05-01T11:00:00"))).media.deployment_id, there);

    const auto all = move_card(house, li.viewer(), id, card.upload_id, {{}, {}, p02.location_id});
    EXPECT_EQ(all.media, 4);
    EXPECT_EQ(all.card.folders, 0);
    EXPECT_EQ(all.card.location_name, "P02");
    const auto helper = World::the().newcomer("Mover");
    set_member(house, li.viewer(), id, helper.email, people::Role::annotator);
    EXPECT_EQ(code_of([&] { move_card(house, helper.viewer(), id, card.upload_id, {{}, there, {}}); }),
              Code::forbidden);
}

TEST_F(CardFoldersTest, a_file_that_is_being_stored_while_its_card_is_moved_comes_along) {
    const auto card = begin_upload(house, li.viewer(), id, {{}, p01.location_id, "moving"});
    bring(card, "IMG_0001.JPG", photo(80, "2024-05-01T10:00:00"));
    DeploymentChange fields;
    fields.location_id = World::the().new_location(li, id, "P03").location_id;
    const auto there = create_deployment(house, li.viewer(), id, fields).deployment_id;
    const auto bytes = photo(81, "2024-05-01T10:05:00");
    const auto file = announced("IMG_0002.JPG", bytes);
    const auto wanted = announce(house, li.viewer(), id, card.upload_id, std::span(&file, 1)).front();
    const auto until_waiting = [&](std::size_t sessions) {
        for (int tries = 0; tries < 500; ++tries, std::this_thread::sleep_for(std::chrono::milliseconds(20))) {
            auto tx = house.catalog.begin();
            if (tx.connection()
                    .execute("select from pg_stat_activity where wait_event_type = 'Lock'"
                             " and backend_type = 'client backend'")
                    .size() == sessions)
                return;
        }
        ADD_FAILURE() << "they do not wait for each other";
    };
    // The mover has the old deployment and waits for the new one; the file waits for the old one.
    auto holds_new = house.catalog.begin();
    catalog::lock_deployment(holds_new, {li.viewer(), id, 1}, there);
    auto moved = std::async(std::launch::async,
                            [&] { return move_card(house, li.viewer(), id, card.upload_id, {{}, there, {}}); });
    until_waiting(1);
    auto late = std::async(std::launch::async, [&] {
        Arrival arrival(house, li.viewer(), id, card.upload_id, wanted.upload_file_id);
        arrival.write(bytes_of(bytes));
        return arrival.finish();
    });
    until_waiting(2);
    holds_new.commit();
    EXPECT_EQ(moved.get().media, 2);
    EXPECT_EQ(media_of(late.get()).media.deployment_id, there);
}

TEST_F(CardFoldersTest, a_file_whose_deployment_was_looked_up_before_the_move_comes_along) {
    const auto card = begin_upload(house, li.viewer(), id, {{}, p01.location_id, "moving"});
    bring(card, "IMG_0001.JPG", photo(82, "2024-05-01T10:00:00"));
    const auto file = announced("IMG_0002.JPG", photo(83, "2024-05-01T10:05:00"));
    const auto wanted = announce(house, li.viewer(), id, card.upload_id, std::span(&file, 1)).front();
    // It sees what was true when it began, and has written nothing yet.
    auto tx = house.catalog.begin();
    tx.connection().execute("set transaction isolation level repeatable read");
    tx.connection().execute("lock table media in row exclusive mode");
    catalog::upload_file_by_id(tx, {li.viewer(), id, 1}, card.upload_id, wanted.upload_file_id);
    DeploymentChange fields;
    fields.location_id = World::the().new_location(li, id, "P04").location_id;
    const auto there = create_deployment(house, li.viewer(), id, fields).deployment_id;
    auto moved = std::async(std::launch::async,
                            [&] { return move_card(house, li.viewer(), id, card.upload_id, {{}, there, {}}); });
    EXPECT_EQ(moved.wait_for(std::chrono::seconds(1)), std::future_status::timeout);
    catalog::receive_file(tx, {li.viewer(), id, 1}, wanted.upload_file_id, "arrival", 0);
    tx.commit();
    EXPECT_EQ(moved.get().media, 2);
}

TEST_F(CardFoldersTest, a_card_that_is_being_read_is_not_moved) {
    const auto card = begin_upload(house, li.viewer(), id, {{}, p01.location_id, "unread"});
    const auto bytes = photo(70, "2024-05-01T10:00:00");
    const auto file = announced("IMG_0001.JPG", bytes);
    const auto wanted = announce(house, li.viewer(), id, card.upload_id, std::span(&file, 1)).front();
    Arrival arrival(house, li.viewer(), id, card.upload_id, wanted.upload_file_id);
    arrival.write(bytes_of(bytes));
    arrival.finish();
    EXPECT_EQ(code_of([&] { move_card(house, li.viewer(), id, card.upload_id, {{}, {}, p01.location_id}); }),
              Code::conflict);
    EXPECT_EQ(code_of([&] { confirm_card(house, li.viewer(), id, card.upload_id); }), Code::conflict);
}

}  // namespace
}  // namespace serow::journeys
