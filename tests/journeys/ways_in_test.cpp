// The ways in beside the upload: a folder on the machine, cameras' keys, and a folder that an FTP server fills.
#include <gtest/gtest.h>

#include <fstream>

#include "journeys/browse.h"
#include "journeys/camera_drop.h"
#include "journeys/drop_folder.h"
#include "journeys/dropped.h"
#include "journeys/import_card.h"
#include "journeys/named.h"
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
