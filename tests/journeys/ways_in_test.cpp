// The ways in beside the upload: a folder on the machine, cameras' keys, and a folder that an FTP server fills.
#include <gtest/gtest.h>

#include <fstream>
#include <iostream>

#include "journeys/browse.h"
#include "journeys/camera_drop.h"
#include "journeys/card_receipt.h"
#include "journeys/drop_folder.h"
#include "journeys/dropped.h"
#include "journeys/import_card.h"
#include "journeys/named.h"
#include "journeys/room.h"
#include "store/bucket.h"
#include "store/s3_server.h"
#include "world.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

class WaysInTest : public testing::Test {
protected:
    WaysInTest() {
        std::string pattern = (fs::temp_directory_path() / "serow-ways-XXXXXX").string();
        folder = ::mkdtemp(pattern.data());
    }
    ~WaysInTest() override { fs::remove_all(folder); }

    void put(const fs::path& path, const std::string& content) {
        fs::create_directories((folder / path).parent_path());
        std::ofstream(folder / path, std::ios::binary) << content;
    }
    DeploymentId new_deployment(const std::string& camera, const std::string& start = "") {
        DeploymentChange fields;
        fields.location_id = point.location_id;
        fields.camera_id = camera;
        if (!start.empty()) fields.deployment_start = parse_instant(start);
        return create_deployment(house, li.viewer(), project.project_id, fields).deployment_id;
    }
    std::vector<std::string> files_in_project() {
        std::vector<std::string> names;
        for (const auto& one : list_media(house, li.viewer(), project.project_id, {}, {}, 100).items)
            names.push_back(one.media.file_name);
        std::ranges::sort(names);
        return names;
    }
    static Code code_of(const std::function<void()>& work) {
        try {
            work();
        } catch (const Failure& failure) {
            return failure.problem().code;
        }
        return Code::internal;
    }

    using Names = std::vector<std::string>;
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    Project project = World::the().new_project(li);
    Location point = World::the().new_location(li, project.project_id);
    std::atomic<bool> stop{false};
    fs::path folder;
};

TEST_F(WaysInTest, AFolderIsImportedOnceAndIsThenSafe) {
    put("DCIM/a.jpg", jpeg(1));
    put("DCIM/b.jpg", jpeg(2));
    put("DCIM/copy of a.jpg", jpeg(1));
    put("notes.txt", "no media");
    card::HashBook book;
    const auto import = [&] {
        const auto source = folder_source(folder, book);
        return import_card(house, project.project_id, {{}, point.location_id, "card 1"}, *source, stop,
                           [](const ImportProgress&) {});
    };
    const auto first = import();
    EXPECT_EQ(first.progress.stored, 2u);
    EXPECT_EQ(first.progress.duplicates, 1u);
    EXPECT_EQ(first.left_out.size(), 1u);
    EXPECT_EQ(files_in_project().size(), 2u);
    EXPECT_NE(first.receipt.find(sha256_of(jpeg(2)).hex + " "), std::string::npos);
    EXPECT_TRUE(house.store.verify(sha256_of(jpeg(1))));
    const auto again = import();
    EXPECT_EQ(again.upload_id, first.upload_id);
    EXPECT_EQ(again.progress.here, 3u);
    EXPECT_EQ(again.progress.stored, 0u);
    // A file that changed is another one.
    put("DCIM/b.jpg", jpeg(3));
    EXPECT_EQ(import().progress.stored, 1u);
    EXPECT_TRUE(fs::exists(folder / "DCIM/a.jpg"));
}

TEST_F(WaysInTest, OfTwoNamesThatReadAlikeTheSecondIsToldOfAndTheCardIsNotSafe) {
    put("羚牛.jpg", jpeg(31));
    put("\xC1\xE7\xC5\xA3.jpg", jpeg(32));  // the same in GB18030
    put("other.jpg", jpeg(33));
    card::HashBook book;
    for (const bool again : {false, true}) {
        SCOPED_TRACE(again);
        const auto source = folder_source(folder, book);
        const auto result = import_card(house, project.project_id, {{}, point.location_id, "card 1"}, *source, stop,
                                        [](const ImportProgress&) {});
        EXPECT_EQ(result.progress.stored, again ? 0u : 2u);
        EXPECT_EQ(result.progress.here, again ? 2u : 0u);
        ASSERT_EQ(result.failures.size(), 1u);
        EXPECT_EQ(result.failures.front().first, "羚牛.jpg");
        EXPECT_NE(result.failures.front().second.find("reads like that of another file"), std::string::npos);
        EXPECT_EQ(result.receipt, "");
    }
    EXPECT_EQ(files_in_project().size(), 2u);
}

TEST_F(WaysInTest, AFaultOfTheProgramWhileAFolderIsBroughtIsAProblem) {
    for (int i = 40; i < 50; ++i) put("IMG_" + std::to_string(i) + ".JPG", jpeg(i));
    card::HashBook book;
    const auto source = folder_source(folder, book);
    EXPECT_EQ(code_of([&] {
                  import_card(house, project.project_id, {{}, point.location_id, "card"}, *source, stop,
                              [](const ImportProgress&) { throw std::length_error("too long a line"); });
              }),
              Code::internal);
}

TEST_F(WaysInTest, ABucketsFolderIsImportedOnceAndIsThenSafe) {
    const auto* server = store::S3Server::the();
    if (server == nullptr) {
        std::cerr << store::no_s3_server << '\n';
        GTEST_SKIP() << store::no_s3_server;
    }
    const auto options = server->options(server->endpoint, folder);
    store::Bucket bucket(options);
    for (const auto& [key, bytes] : {std::pair{"DCIM/a.jpg", jpeg(51)},
                                     {"DCIM/sub/b.jpg", jpeg(52)},
                                     {"DCIM/copy of a.jpg", jpeg(51)},
                                     {"notes.txt", std::string("no media")},
                                     {"DCIM/../../escape.jpg", jpeg(53)}})
        bucket.put(key, bytes, sha256_of(bytes));
    const auto import = [&] {
        const auto source = bucket_source(options);
        return import_card(house, project.project_id, {{}, point.location_id, "card 1"}, *source, stop,
                           [](const ImportProgress&) {});
    };
    const auto first = import();
    EXPECT_EQ(first.progress.stored, 2u);
    EXPECT_EQ(first.progress.duplicates, 1u);
    EXPECT_EQ(first.left_out.size(), 2u) << "the text, and the name that leads out of the card";
    EXPECT_EQ(files_in_project().size(), 2u);
    EXPECT_NE(first.receipt.find(sha256_of(jpeg(52)).hex + " "), std::string::npos);
    EXPECT_EQ(import().progress.here, 3u) << "nothing is read again";
}

TEST_F(WaysInTest, AStoppedImportSaysThatItGoesOn) {
    put("a.jpg", jpeg(11));
    card::HashBook book;
    const auto source = folder_source(folder, book);
    stop = true;
    EXPECT_EQ(code_of([&] {
                  import_card(house, project.project_id, {{}, point.location_id, "card"}, *source, stop,
                              [](const ImportProgress&) {});
              }),
              Code::interrupted);
}

TEST_F(WaysInTest, WhatTheAdministratorNamesIsFoundOrTold) {
    EXPECT_EQ(find_project(house, project.project_id.text()), project.project_id);
    EXPECT_EQ(find_location(house, project.project_id, "P01"), point.location_id);
    EXPECT_EQ(code_of([&] { find_location(house, project.project_id, "P99"); }), Code::not_found);
}

TEST_F(WaysInTest, ACamerasKeyBringsFilesToItsDeploymentUntilItIsTakenBack) {
    const auto deployment = new_deployment("CAM-07");
    const auto made = create_camera_key(house, li.viewer(), project.project_id, deployment, " CAM-07 ");
    EXPECT_EQ(made.key.name, "CAM-07");
    const auto bring = [&](const std::string& name, const std::string& bytes) {
        CameraFile file(house, camera_of_key(house, made.secret), name);
        for (const auto& half : {bytes.substr(0, bytes.size() / 2), bytes.substr(bytes.size() / 2)})
            file.write(bytes_of(half));
        return file.finish();
    };
    EXPECT_TRUE(bring("IMG_0001.JPG", jpeg(21)).is_new);
    EXPECT_FALSE(bring("IMG_0001.JPG", jpeg(21)).is_new);
    EXPECT_TRUE(bring("IMG_0001.JPG", jpeg(22)).is_new) << "cameras use their names again";
    EXPECT_EQ(files_in_project(), (Names{"IMG_0001.JPG", "IMG_0001.JPG"}));
    const auto uploads = list_uploads(house, li.viewer(), project.project_id);
    ASSERT_EQ(uploads.size(), 1u);
    EXPECT_EQ(uploads.front().deployment_id, deployment);
    EXPECT_EQ(uploads.front().counts.files, 2);
    EXPECT_EQ(list_camera_keys(house, li.viewer(), project.project_id, deployment).front().files, 3);

    EXPECT_EQ(code_of([&] { bring("page.html", std::string(6000, '<')); }), Code::unsupported);
    EXPECT_EQ(code_of([&] { bring("empty.jpg", ""); }), Code::invalid);
    const auto stranger = World::the().newcomer("Wang");
    EXPECT_EQ(code_of([&] { list_camera_keys(house, stranger.viewer(), project.project_id, deployment); }),
              Code::not_found);
    EXPECT_EQ(code_of([&] {
                  revoke_camera_key(house, stranger.viewer(), project.project_id, deployment, made.key.camera_key_id);
              }),
              Code::not_found);
    revoke_camera_key(house, li.viewer(), project.project_id, deployment, made.key.camera_key_id);
    EXPECT_EQ(code_of([&] { bring("IMG_0002.JPG", jpeg(23)); }), Code::unauthenticated);
    EXPECT_EQ(code_of([&] { camera_of_key(house, "serow_" + std::string(43, 'A')); }), Code::unauthenticated);
    EXPECT_EQ(files_in_project().size(), 2u);
}

TEST_F(WaysInTest, AKeysLimitsHoldForFilesAndForBytesWhateverBecomesOfThem) {
    const auto deployment = new_deployment("CAM-08");
    const auto made = create_camera_key(house, li.viewer(), project.project_id, deployment, "CAM-08");
    const auto key = camera_of_key(house, made.secret);
    const auto used = [&](std::int64_t files, std::int64_t bytes) {
        return *house.catalog.single(
            [&](catalog::Transaction& tx) { return catalog::count_camera_use(tx, key, files, bytes); });
    };
    {
        CameraFile never_ended(house, key, "IMG_0001.JPG");
        for (int i = 0; i < 17; ++i) never_ended.write(bytes_of(jpeg(41) + std::string((1 << 20) - 3000, 'x')));
    }
    EXPECT_GE(used(0, 0).day_bytes, std::int64_t{16} << 20) << "bytes count while they come";
    EXPECT_EQ(used(0, 0).hour_files, 1);

    used(0, camera_bytes_a_day - used(0, 0).day_bytes - 10);
    const auto bytes = jpeg(42) + "that nobody else brings";
    CameraFile too_much(house, key, "IMG_0002.JPG");
    too_much.write(bytes_of(bytes));
    EXPECT_EQ(code_of([&] { too_much.finish(); }), Code::rate_limited);
    EXPECT_FALSE(house.store.has(sha256_of(bytes)));

    const auto other = create_camera_key(house, li.viewer(), project.project_id, deployment, "CAM-08 again");
    const auto fresh = camera_of_key(house, other.secret);
    house.catalog.single(
        [&](catalog::Transaction& tx) { return catalog::count_camera_use(tx, fresh, camera_files_an_hour - 1, 0); });
    EXPECT_NO_THROW(CameraFile(house, fresh, "the last of this hour.jpg"));
    EXPECT_EQ(code_of([&] { CameraFile(house, fresh, "one more.jpg"); }), Code::rate_limited);
}

TEST_F(WaysInTest, AFileOnItsWayIsRefusedWhenItsKeyIsTakenBack) {
    const auto deployment = new_deployment("CAM-09");
    const auto made = create_camera_key(house, li.viewer(), project.project_id, deployment, "CAM-09");
    CameraFile file(house, camera_of_key(house, made.secret), "IMG_0001.JPG");
    file.write(bytes_of(jpeg(43)));
    revoke_camera_key(house, li.viewer(), project.project_id, deployment, made.key.camera_key_id);
    EXPECT_EQ(code_of([&] { file.finish(); }), Code::unauthenticated);
    EXPECT_TRUE(files_in_project().empty());
}

TEST_F(WaysInTest, TheQuotaHoldsForFilesThatCamerasSendAndForImports) {
    const auto organisation = list_organisations(house, li.viewer()).front().organisation_id;
    const auto deployment = new_deployment("CAM-10");
    const auto made = create_camera_key(house, li.viewer(), project.project_id, deployment, "CAM-10");
    const auto bring = [&](const std::string& bytes) {
        CameraFile file(house, camera_of_key(house, made.secret), "IMG_0001.JPG");
        file.write(bytes_of(bytes));
        return file.finish();
    };
    bring(jpeg(44));
    set_quota(house, organisation, static_cast<std::int64_t>(jpeg(44).size()) + 10);
    EXPECT_FALSE(bring(jpeg(44)).is_new) << "what is here needs no room";
    EXPECT_EQ(code_of([&] { bring(jpeg(45)); }), Code::storage_full);
    EXPECT_FALSE(house.store.has(sha256_of(jpeg(45)))) << "nothing is kept of it";

    put("a.jpg", jpeg(46));
    card::HashBook book;
    const auto source = folder_source(folder, book);
    EXPECT_EQ(code_of([&] {
                  import_card(house, project.project_id, {{}, point.location_id, "card"}, *source, stop,
                              [](const ImportProgress&) {});
              }),
              Code::storage_full);
    set_quota(house, organisation, static_cast<std::int64_t>(jpeg(44).size()));
    EXPECT_EQ(code_of([&] { bring(jpeg(45)); }), Code::storage_full) << "refused before its first byte";
    EXPECT_EQ(files_in_project(), Names{"IMG_0001.JPG"});
}

TEST_F(WaysInTest, ACardThatACameraSendsAFileForIsCompleteNoMore) {
    const auto deployment = new_deployment("CAM-11");
    const auto made = create_camera_key(house, li.viewer(), project.project_id, deployment, "CAM-11");
    const auto bring = [&](std::uint8_t number) {
        CameraFile file(house, camera_of_key(house, made.secret), "IMG_0001.JPG");
        file.write(bytes_of(jpeg(number)));
        return file.finish();
    };
    bring(47);
    const auto card = list_uploads(house, li.viewer(), project.project_id).front().upload_id;
    complete_upload(house, li.viewer(), project.project_id, card, 1);
    EXPECT_TRUE(upload(house, li.viewer(), project.project_id, card).completed_at);
    bring(47);
    EXPECT_TRUE(upload(house, li.viewer(), project.project_id, card).completed_at) << "nothing new came";
    bring(48);
    EXPECT_FALSE(upload(house, li.viewer(), project.project_id, card).completed_at);
}

TEST_F(WaysInTest, ADropFolderLeavesPeoplesCardsAloneAndGoesOnAfterAKill) {
    const auto deployment = new_deployment("CAM-12");
    const auto peoples = begin_upload(house, li.viewer(), project.project_id, {deployment, {}, "CAM-12"});
    put(".taken/CAM-12/IMG_0001.JPG", jpeg(49));  // a run that was killed before it had removed it
    DropOptions options;
    options.folder = folder;
    options.project = project.project_id;
    options.settle = 5s;
    DropFolder drop(house, options, [](const std::string&) {});
    drop.look({});
    EXPECT_TRUE(fs::exists(folder / "CAM-12/IMG_0001.JPG"));
    EXPECT_EQ(drop.look(std::chrono::steady_clock::time_point{} + 5s), 1u);
    EXPECT_FALSE(fs::exists(folder / ".taken/CAM-12/IMG_0001.JPG"));
    EXPECT_EQ(upload(house, li.viewer(), project.project_id, peoples.upload_id).counts.files, 0);
    EXPECT_EQ(files_in_project(), Names{"IMG_0001.JPG"});
}

TEST_F(WaysInTest, AFileThatDoesNotFitStaysInTheDropFolderAndHindersNoOther) {
    new_deployment("CAM-13");
    DropOptions options;
    options.folder = folder;
    options.project = project.project_id;
    options.settle = 5s;
    DropFolder drop(house, options, [](const std::string&) {});
    const std::chrono::steady_clock::time_point start{};
    put("CAM-13/IMG_0001.JPG", jpeg(54));
    drop.look(start);
    EXPECT_EQ(drop.look(start + 5s), 1u);

    const auto organisation = list_organisations(house, li.viewer()).front().organisation_id;
    set_quota(house, organisation, static_cast<std::int64_t>(jpeg(54).size()));
    put("CAM-13/IMG_0002.JPG", jpeg(55));
    put("CAM-13/IMG_0003.JPG", jpeg(54));
    drop.look(start + 10s);
    EXPECT_EQ(code_of([&] { drop.look(start + 15s); }), Code::storage_full);
    EXPECT_TRUE(fs::exists(folder / "CAM-13/IMG_0002.JPG"));
    EXPECT_FALSE(fs::exists(folder / "CAM-13/IMG_0003.JPG")) << "its bytes are here already";
    EXPECT_FALSE(house.store.has(sha256_of(jpeg(55)))) << "nothing is kept of it";

    set_quota(house, organisation, {});
    EXPECT_EQ(drop.look(start + 20s), 1u);
    EXPECT_EQ(files_in_project(), (Names{"IMG_0001.JPG", "IMG_0002.JPG"}));
}

TEST_F(WaysInTest, ADropFolderIsEmptiedIntoTheDeploymentThatRuns) {
    new_deployment("CAM-07", "2024-05-01T00:00:00Z");
    const auto now_running = new_deployment("CAM-07", "2025-05-01T00:00:00Z");
    std::vector<std::string> said;
    DropOptions options;
    options.folder = folder;
    options.project = project.project_id;
    options.settle = 5s;
    options.patience = 60s;
    DropFolder drop(house, options, [&](const std::string& line) { said.push_back(line); });
    const std::chrono::steady_clock::time_point start{};

    put("CAM-07/IMG_0001.JPG", jpeg(31));
    put("CAM-07/page.JPG", "<html>");
    put("CAM-07/half.JPG", jpeg(32).substr(0, 600));
    put("CAM-99/IMG_0001.JPG", jpeg(33));
    EXPECT_EQ(drop.look(start), 0u) << "still written, perhaps";
    EXPECT_EQ(drop.look(start + 5s), 1u);
    EXPECT_FALSE(fs::exists(folder / "CAM-07/IMG_0001.JPG"));
    EXPECT_EQ(files_in_project(), Names{"IMG_0001.JPG"});
    EXPECT_EQ(list_uploads(house, li.viewer(), project.project_id).front().deployment_id, now_running);
    EXPECT_TRUE(fs::exists(folder / "refused/CAM-07/page.JPG"));
    EXPECT_TRUE(fs::exists(folder / "refused/CAM-07/page.JPG.why.txt"));
    EXPECT_TRUE(fs::exists(folder / "CAM-07/half.JPG")) << "the camera may go on with it";
    EXPECT_TRUE(fs::exists(folder / "CAM-99/IMG_0001.JPG")) << "no such camera yet";

    drop.look(start + 66s);
    EXPECT_TRUE(fs::exists(folder / "refused/CAM-07/half.JPG"));
    new_deployment("CAM-99");
    // After a restart, and with the name used again.
    put("CAM-07/IMG_0001.JPG", jpeg(34));
    options.done = folder / ".done";
    DropFolder again(house, options, [](const std::string&) {});
    again.look(start);
    EXPECT_EQ(again.look(start + 5s), 2u);
    EXPECT_EQ(files_in_project().size(), 3u);
    EXPECT_TRUE(fs::exists(folder / ".done/CAM-07/IMG_0001.JPG"));
    EXPECT_TRUE(std::ranges::any_of(said, [](const std::string& line) { return line.contains("CAM-99"); }));
}

TEST(FileNames, AreMadeOfWhatCamerasSay) {
    EXPECT_EQ(file_name_from("IMG_0001.JPG"), "IMG_0001.JPG");
    EXPECT_EQ(file_name_from("../../etc/passwd"), "passwd");
    EXPECT_EQ(file_name_from("C:\\DCIM\\a.jpg"), "a.jpg");
    EXPECT_EQ(file_name_from("a\nb.jpg"), "ab.jpg");
    EXPECT_EQ(file_name_from(".."), "file");
    EXPECT_EQ(file_name_from(""), "file");
    EXPECT_EQ(file_name_from(std::string(500, 'a')).size(), 200u);
}

}  // namespace
}  // namespace serow::journeys
