#include "journeys/examine_store.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "catalog/jobs.h"
#include "journeys/browse.h"
#include "journeys/read_media.h"
#include "journeys/run_jobs.h"
#include "world.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;

// Unlike any other test's.
std::string photo(int number) {
    return jpeg(7) + std::to_string(number);
}

// The house is shared with other tests: what is said about other files is left aside.
class ExamineStoreTest : public testing::Test {
protected:
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    Project project = World::the().new_project(li);
    Location point = World::the().new_location(li, project.project_id);
    Upload card = begin_upload(house, li.viewer(), project.project_id, {{}, point.location_id, "card 1"});
    fs::path cards = house.config.data_folder / "cards";

    void TearDown() override { fs::remove_all(cards); }
    // Brought in and read.
    MediaId bring(const std::string& path, const std::string& bytes) {
        const auto file = announced(path, bytes);
        const auto wanted =
            announce(house, li.viewer(), project.project_id, card.upload_id, std::span(&file, 1)).front();
        Arrival arrival(house, li.viewer(), project.project_id, card.upload_id, wanted.upload_file_id);
        arrival.write(bytes_of(bytes));
        const auto media = *arrival.finish().media_id;
        read_media(house, project.project_id, std::vector{media});
        return media;
    }
    void keep_without_a_row(const std::string& bytes) {
        auto incoming = house.store.receive();
        incoming->write(bytes_of(bytes));
        incoming->keep(sha256_of(bytes));
    }
    void damage(const Sha256& sha256, const std::string& with) {
        const auto path = house.store.original(sha256).path();
        fs::permissions(path, fs::perms::owner_write, fs::perm_options::add);
        std::ofstream(path, std::ios::binary) << with;
    }
    std::optional<Ailment> ailment(const StoreReport& report, const Sha256& sha256) {
        const auto found = std::ranges::find(report.ailments, sha256.hex, &Ailment::sha256);
        return found == report.ailments.end() ? std::nullopt : std::optional(*found);
    }
    // The media whose pictures wait to be made; they are taken out of the queue.
    std::vector<std::string> queued_renditions() {
        return house.catalog.transaction([&](catalog::Transaction& tx) {
            const std::vector<std::string> kinds{job::make_renditions};
            std::vector<std::string> media;
            std::vector<JobId> ids;
            for (const auto& job : catalog::claim_jobs(tx, "test", kinds, 1000, std::chrono::seconds(30))) {
                ids.push_back(job.job_id);
                media.push_back(job.subject);
            }
            catalog::finish_jobs(tx, "test", ids);
            return media;
        });
    }
};

TEST_F(ExamineStoreTest, AWellStoreIsSaidToBeWell) {
    const auto bytes = photo(101);
    bring("a.jpg", bytes);
    const auto report = examine_store(house, {.depth = Examination::Depth::deep, .other_copies = {}});
    EXPECT_GE(report.blobs, 1);
    EXPECT_FALSE(ailment(report, sha256_of(bytes)));
    EXPECT_TRUE(report.is_healthy()) << as_text(report);
}

TEST_F(ExamineStoreTest, WhatIsMissingIsNamedAndPutBackFromACard) {
    const auto bytes = photo(102);
    const auto sha256 = sha256_of(bytes);
    const auto id = bring("DCIM/lost.jpg", bytes);
    house.store.remove(sha256);

    const auto first = examine_store(house, {.other_copies = {}});
    EXPECT_FALSE(first.is_healthy());
    ASSERT_TRUE(ailment(first, sha256));
    EXPECT_EQ(ailment(first, sha256)->problem.code, Code::not_found);
    EXPECT_EQ(ailment(first, sha256)->file_path, "DCIM/lost.jpg");
    EXPECT_NE(as_text(first).find("DCIM/lost.jpg"), std::string::npos);

    fs::create_directories(cards / "one");
    auto spoilt = bytes;
    spoilt.back() = static_cast<char>(spoilt.back() ^ 1);
    std::ofstream(cards / "one" / "same-size.jpg", std::ios::binary) << spoilt;
    EXPECT_FALSE(examine_store(house, {.other_copies = {cards}}).is_healthy())
        << "a file of that size is not that file";
    std::ofstream(cards / "one" / "IMG_7.JPG", std::ios::binary) << bytes;
    const auto second = examine_store(house, {.other_copies = {cards}});
    EXPECT_TRUE(second.is_healthy()) << as_text(second);
    EXPECT_NE(ailment(second, sha256)->repaired_from.find("IMG_7.JPG"), std::string::npos);
    EXPECT_TRUE(house.store.verify(sha256));
    EXPECT_GE(second.renditions_queued, 1);
    EXPECT_THAT(queued_renditions(), testing::Contains(id.text()));
}

TEST_F(ExamineStoreTest, DamageIsFoundBySizeAtOnceAndByBytesWhenReadDeeply) {
    const auto bytes = photo(103);
    const auto sha256 = sha256_of(bytes);
    bring("b.jpg", bytes);
    auto spoilt = bytes;
    spoilt[spoilt.size() / 2] = static_cast<char>(spoilt[spoilt.size() / 2] ^ 1);
    damage(sha256, spoilt);
    EXPECT_FALSE(ailment(examine_store(house, {.other_copies = {}}), sha256)) << "its size is right";
    const auto deep = examine_store(house, {.depth = Examination::Depth::deep, .other_copies = {}});
    ASSERT_TRUE(ailment(deep, sha256));
    EXPECT_EQ(ailment(deep, sha256)->problem.code, Code::hash_mismatch);
    damage(sha256, "short");
    ASSERT_TRUE(ailment(examine_store(house, {.other_copies = {}}), sha256));

    fs::create_directories(cards);
    std::ofstream(cards / "copy", std::ios::binary) << bytes;
    EXPECT_TRUE(examine_store(house, {.depth = Examination::Depth::deep, .other_copies = {cards}}).is_healthy());
    EXPECT_TRUE(house.store.verify(sha256));
}

TEST_F(ExamineStoreTest, MissingPicturesAreQueuedAndMadeAnew) {
    const auto bytes = photo(104);
    const auto sha256 = sha256_of(bytes);
    const auto id = bring("c.jpg", bytes);
    queued_renditions();
    const auto before = media(house, li.viewer(), project.project_id, id).media;
    fs::remove(house.store.rendition(sha256, store::Rendition::thumbnail)->path());
    const auto report = examine_store(house, {.other_copies = {}});
    EXPECT_TRUE(report.is_healthy());
    EXPECT_GE(report.renditions_queued, 1);
    EXPECT_THAT(queued_renditions(), testing::Contains(id.text()));
    make_renditions(house, project.project_id, std::vector{id});
    EXPECT_TRUE(house.store.rendition(sha256, store::Rendition::thumbnail));
    EXPECT_EQ(media(house, li.viewer(), project.project_id, id).media.state, before.state);
    examine_store(house, {.other_copies = {}});
    EXPECT_THAT(queued_renditions(), testing::Not(testing::Contains(id.text())));
}

TEST_F(ExamineStoreTest, OrphansAreListedAndTakenAwayWhenTheyAreOldEnough) {
    const std::string bytes = "bytes that no row knows";
    keep_without_a_row(bytes);
    const auto kept = photo(105);
    bring("d.jpg", kept);
    Examination examination{.other_copies = {}};
    EXPECT_GE(examine_store(house, examination).orphans, 1);
    EXPECT_EQ(examine_store(house, examination).swept, 0);
    examination.orphans = Examination::Orphans::sweep;
    EXPECT_EQ(examine_store(house, examination).swept, 0) << "younger than a day";
    EXPECT_TRUE(house.store.has(sha256_of(bytes)));
    examination.safety_age = std::chrono::hours(-1);
    EXPECT_GE(examine_store(house, examination).swept, 1);
    EXPECT_FALSE(house.store.has(sha256_of(bytes)));
    EXPECT_TRUE(house.store.verify(sha256_of(kept))) << "what a row knows stays";
    EXPECT_EQ(examine_store(house, examination).orphans, 0);
}

TEST_F(ExamineStoreTest, AFolderThatIsNotThereIsSaid) {
    EXPECT_THROW(examine_store(house, {.other_copies = {"/no/such/card"}}), Failure);
}

}  // namespace
}  // namespace serow::journeys
