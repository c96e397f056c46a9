#include "journeys/continue_file.h"

#include <gtest/gtest.h>

#include "world.h"

namespace serow::journeys {
namespace {

class ContinueFileTest : public testing::Test {
protected:
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    Project project = World::the().new_project(li);
    Location point = World::the().new_location(li, project.project_id);
    Upload card = begin_upload(house, li.viewer(), project.project_id, {{}, point.location_id, "card 1"});

    UploadFile announce_one(const std::string& path, const std::string& bytes) {
        const auto file = announced(path, bytes);
        return announce(house, li.viewer(), project.project_id, card.upload_id, std::span(&file, 1)).front();
    }
    // What a program leaves behind that was killed after the last byte and before the answer.
    void come_without_end(const UploadFile& file, const std::string& announced_bytes, const std::string& bytes) {
        FileStretch stretch(house, li.viewer(), project.project_id, card.upload_id, file.upload_file_id,
                            FileStretch::Begin{announced_bytes.size(), ""});
        stretch.write(bytes_of(bytes));
    }
    FileProgress ask(const UploadFile& file) {
        return file_progress(house, li.viewer(), project.project_id, card.upload_id, file.upload_file_id);
    }
};

TEST_F(ContinueFileTest, WhatIsToldAsWholeIsStored) {
    const auto bytes = jpeg(101);
    const auto file = announce_one("a.jpg", bytes);
    come_without_end(file, bytes, bytes);
    EXPECT_EQ(announce_one("a.jpg", bytes).received, bytes.size());
    const auto progress = ask(file);
    EXPECT_EQ(progress.received, bytes.size());
    EXPECT_EQ(progress.file.state, "stored");
    EXPECT_TRUE(house.store.verify(sha256_of(bytes)));
    EXPECT_EQ(announce_one("a.jpg", bytes).state, "stored");
}

TEST_F(ContinueFileTest, WrongBytesThatCameWholeAreForgotten) {
    const auto bytes = jpeg(102);
    auto wrong = bytes;
    wrong.back() = static_cast<char>(wrong.back() + 1);
    const auto file = announce_one("a.jpg", bytes);
    come_without_end(file, bytes, wrong);
    try {
        ask(file);
        FAIL() << "the bytes are not those announced";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.problem().code, Code::hash_mismatch);
    }
    EXPECT_EQ(announce_one("a.jpg", bytes).received, 0u);
}

TEST_F(ContinueFileTest, APartIsToldAsAPart) {
    const auto bytes = jpeg(103);
    const auto file = announce_one("a.jpg", bytes);
    come_without_end(file, bytes, bytes.substr(0, 10));
    EXPECT_EQ(ask(file).received, 10u);
    EXPECT_EQ(ask(file).file.state, "wanted");
}

}  // namespace
}  // namespace serow::journeys
