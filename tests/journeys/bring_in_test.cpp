#include "journeys/bring_in.h"

#include <gtest/gtest.h>

#include "catalog/jobs.h"
#include "journeys/browse.h"
#include "journeys/read_media.h"
#include "world.h"

namespace serow::journeys {
namespace {

class BringInTest : public testing::Test {
protected:
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    Project project = World::the().new_project(li);
    Location point = World::the().new_location(li, project.project_id);
    Upload card = begin_upload(house, li.viewer(), project.project_id, {{}, point.location_id, "card 1"});

    UploadFile announce_one(const AnnouncedFile& file) {
        return announce(house, li.viewer(), project.project_id, card.upload_id, std::span(&file, 1)).front();
    }
    UploadFile send(const UploadFile& file, const std::string& bytes) {
        Arrival arrival(house, li.viewer(), project.project_id, card.upload_id, file.upload_file_id);
        arrival.write(bytes_of(bytes));
        return arrival.finish();
    }
    Code code_of_sending(const UploadFile& file, const std::string& bytes) {
        try {
            send(file, bytes);
        } catch (const Failure& failure) {
            return failure.problem().code;
        }
        return Code::internal;
    }
};

TEST_F(BringInTest, AnAcknowledgedFileIsStoredAndHasARowAndAJob) {
    const auto bytes = jpeg(10);
    const auto wanted = announce_one(announced("DCIM/IMG_0001.JPG", bytes));
    EXPECT_EQ(wanted.state, "wanted");
    const auto stored = send(wanted, bytes);
    EXPECT_EQ(stored.state, "stored");
    EXPECT_TRUE(house.store.verify(sha256_of(bytes)));
    const auto row = media(house, li.viewer(), project.project_id, *stored.media_id).media;
    EXPECT_EQ(row.file_path, "DCIM/IMG_0001.JPG");
    EXPECT_EQ(row.file_name, "IMG_0001.JPG");
    EXPECT_EQ(row.state, "received");
    EXPECT_EQ(progress(house, li.viewer(), project.project_id).waiting, 1);
}

TEST_F(BringInTest, AFileAnnouncedAndSentTwiceIsThereOnce) {
    const auto bytes = jpeg(20);
    const auto first = send(announce_one(announced("a.jpg", bytes)), bytes);
    EXPECT_EQ(announce_one(announced("a.jpg", bytes)).state, "stored");
    // The answer was lost and the client sends again.
    EXPECT_EQ(send(first, bytes).media_id, first.media_id);
    EXPECT_EQ(project.project_id, ProjectId(project.project_id));
    EXPECT_EQ(list_media(house, li.viewer(), project.project_id, {}, {}, 10).items.size(), 1u);
}

TEST_F(BringInTest, TheSameBytesUnderAnotherNameAreADuplicateThatPointsToTheFirst) {
    const auto bytes = jpeg(30);
    const auto first = send(announce_one(announced("a.jpg", bytes)), bytes);
    const auto second = announce_one(announced("copy of a.jpg", bytes));
    EXPECT_EQ(second.state, "duplicate");
    EXPECT_EQ(second.media_id, first.media_id);
}

TEST_F(BringInTest, OtherBytesThanAnnouncedAreRefusedShownAsFailedAndMayBeSentAgain) {
    const auto bytes = jpeg(40);
    auto damaged = bytes;
    damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 1);
    const auto wanted = announce_one(announced("a.jpg", bytes));
    EXPECT_EQ(code_of_sending(wanted, damaged), Code::hash_mismatch);
    const auto failed = list_upload_files(house, li.viewer(), project.project_id, card.upload_id, "failed", {}, 10);
    ASSERT_EQ(failed.items.size(), 1u);
    EXPECT_EQ(failed.items[0].problem_code, "hash-mismatch");
    EXPECT_FALSE(house.store.has(sha256_of(damaged)));
    EXPECT_EQ(send(wanted, bytes).state, "stored");
}

TEST_F(BringInTest, MoreBytesThanAnnouncedAreCutOffAtOnce) {
    const auto bytes = jpeg(50);
    EXPECT_EQ(code_of_sending(announce_one(announced("a.jpg", bytes)), bytes + "x"), Code::conflict);
}

TEST_F(BringInTest, BytesOfTheSameOrganisationAreNotSentAgainThoseOfAnotherAre) {
    const auto bytes = jpeg(60);
    send(announce_one(announced("a.jpg", bytes)), bytes);

    const auto sister = World::the().new_project(li, "Sister project");
    const auto there = World::the().new_location(li, sister.project_id);
    const auto upload = begin_upload(house, li.viewer(), sister.project_id, {{}, there.location_id, ""});
    const auto file = announced("b.jpg", bytes);
    EXPECT_EQ(announce(house, li.viewer(), sister.project_id, upload.upload_id, std::span(&file, 1)).front().state,
              "stored");

    const auto stranger = World::the().newcomer("Wang");
    const auto other = World::the().new_project(stranger, "Elsewhere");
    const auto place = World::the().new_location(stranger, other.project_id);
    const auto theirs = begin_upload(house, stranger.viewer(), other.project_id, {{}, place.location_id, ""});
    EXPECT_EQ(announce(house, stranger.viewer(), other.project_id, theirs.upload_id, std::span(&file, 1)).front().state,
              "wanted")
        << "knowing a hash must neither give a file nor tell that it exists";
}

TEST_F(BringInTest, PathsThatLeaveTheCardAreRefused) {
    for (const auto* path : {"../a.jpg", "a/../../b.jpg", "/etc/passwd", "folder/", ""}) {
        const auto file = announced(path, "x");
        EXPECT_THROW(announce(house, li.viewer(), project.project_id, card.upload_id, std::span(&file, 1)), Failure)
            << path;
    }
    EXPECT_EQ(announce_one(announced("..hidden/红外..jpg", "x")).state, "wanted")
        << "dots inside a name are no way out";
}

TEST_F(BringInTest, AViewerMayNotBringAnythingIn) {
    const auto guest = World::the().newcomer("Guest");
    set_member(house, li.viewer(), project.project_id, guest.email, people::Role::viewer);
    try {
        begin_upload(house, guest.viewer(), project.project_id, {{}, point.location_id, ""});
        FAIL() << "begun";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.problem().code, Code::forbidden);
    }
}

TEST_F(BringInTest, AGoodPhotoBecomesReadyABrokenOneIsKeptWithTheReason) {
    const auto bytes = jpeg(70);
    const auto good = *send(announce_one(announced("good.jpg", bytes)), bytes).media_id;
    const std::string page = "<html>404 not found</html>";
    const auto broken = *send(announce_one(announced("broken.jpg", page)), page).media_id;
    read_media(house, project.project_id, std::vector{good});
    read_media(house, project.project_id, std::vector{broken});

    const auto ready = media(house, li.viewer(), project.project_id, good).media;
    EXPECT_EQ(ready.state, "ready");
    EXPECT_EQ(ready.facts.file_mediatype, "image/jpeg");
    EXPECT_EQ(ready.facts.width, 64);
    EXPECT_EQ(ready.facts.camera_time_source, "file") << "no EXIF: the file's own date, and marked so";
    EXPECT_EQ(ready.facts.captured_at, parse_instant("2024-05-01T02:00:00Z"));
    EXPECT_EQ(to_text(*ready.facts.camera_time), "2024-05-01T10:00:00") << "on a clock of Asia/Shanghai";
    EXPECT_TRUE(
        std::filesystem::exists(media_file(house, li.viewer(), project.project_id, good, MediaForm::thumbnail).path));

    // Read once more, as after a worker that ended before it was noted: the first classification may be done by then,
    // and a second one would be a second answer.
    const auto classifications = [&] {
        return house.catalog.transaction([&](catalog::Transaction& tx) {
            return tx.connection()
                .execute("select count(*) as n from job where kind = 'classify_media' and subject = $1",
                         {good.text()})[0]
                .as<std::int64_t>("n");
        });
    };
    EXPECT_EQ(classifications(), 1);
    house.catalog.transaction([&](catalog::Transaction& tx) {
        tx.connection().execute(
            "update job set state = 'done', finished_at = now() where kind = 'classify_media' and subject = $1",
            {good.text()});
    });
    read_media(house, project.project_id, std::vector{good});
    EXPECT_EQ(classifications(), 1);

    const auto kept = media(house, li.viewer(), project.project_id, broken).media;
    EXPECT_EQ(kept.state, "unreadable");
    EXPECT_FALSE(kept.problem_detail.empty());
    EXPECT_TRUE(house.store.verify(sha256_of(page))) << "its bytes stay";
}

}  // namespace
}  // namespace serow::journeys
