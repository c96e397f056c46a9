#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <thread>

#include "store/store.h"

namespace serow::store {
namespace {

namespace fs = std::filesystem;

std::span<const std::byte> bytes_of(std::string_view text) {
    return std::as_bytes(std::span(text));
}

class LocalStoreTest : public testing::Test {
protected:
    void TearDown() override {
        store.reset();
        fs::remove_all(folder);
    }
    std::size_t files_in(const char* part) const {
        std::size_t n = 0;
        for (const auto& entry : fs::recursive_directory_iterator(folder / part)) n += entry.is_regular_file() ? 1 : 0;
        return n;
    }
    fs::path folder = fs::temp_directory_path() / ("serow-store-" + std::to_string(::getpid()) + "-" +
                                                   testing::UnitTest::GetInstance()->current_test_info()->name());
    std::unique_ptr<Store> store = open_local_store(folder, 0);
};

// "abc" and its hash: FIPS 180-4.
const Sha256 abc{"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"};

TEST_F(LocalStoreTest, AFileIsFoundUnderItsHashAndReadOnly) {
    auto incoming = store->receive();
    incoming->write(bytes_of("ab"));
    incoming->write(bytes_of("c"));
    EXPECT_FALSE(store->has(abc)) << "nothing half-written may be seen";
    incoming->keep(abc);
    ASSERT_TRUE(store->has(abc));
    std::ifstream file(store->original(abc));
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), "abc");
    EXPECT_EQ(fs::status(store->original(abc)).permissions() & fs::perms::owner_write, fs::perms::none);
    EXPECT_TRUE(store->verify(abc));
}

TEST_F(LocalStoreTest, OtherBytesThanAnnouncedAreRefusedAndLeaveNothing) {
    {
        auto incoming = store->receive();
        incoming->write(bytes_of("abd"));
        try {
            incoming->keep(abc);
            FAIL() << "kept";
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.problem().code, Code::hash_mismatch);
        }
    }
    EXPECT_FALSE(store->has(abc));
    EXPECT_EQ(files_in("incoming"), 0u);
}

TEST_F(LocalStoreTest, AnAbandonedFileLeavesNothing) {
    store->receive()->write(bytes_of("half a photo"));
    EXPECT_EQ(files_in("incoming"), 0u);
    EXPECT_EQ(files_in("originals"), 0u);
}

TEST_F(LocalStoreTest, TheSameBytesFromManyHandsAreStoredOnce) {
    {
        std::vector<std::jthread> hands;
        for (int i = 0; i < 8; ++i)
            hands.emplace_back([this] {
                auto incoming = store->receive();
                incoming->write(bytes_of("abc"));
                incoming->keep(abc);
            });
    }
    EXPECT_EQ(files_in("originals"), 1u);
    EXPECT_EQ(files_in("incoming"), 0u);
    EXPECT_TRUE(store->verify(abc));
}

TEST_F(LocalStoreTest, DamageIsFoundByVerify) {
    auto incoming = store->receive();
    incoming->write(bytes_of("abc"));
    incoming->keep(abc);
    const auto path = store->original(abc);
    fs::permissions(path, fs::perms::owner_write, fs::perm_options::add);
    std::ofstream(path) << "abd";
    const auto result = store->verify(abc);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Code::hash_mismatch);
}

TEST_F(LocalStoreTest, AFullDiskIsSaidBeforeItIsFull) {
    auto full = open_local_store(folder, std::uint64_t{1} << 62);
    EXPECT_EQ(full->free_bytes(), 0u);
    try {
        full->receive()->write(bytes_of("abc"));
        FAIL() << "written";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.problem().code, Code::storage_full);
    }
}

TEST_F(LocalStoreTest, RenditionsAreReplaced) {
    EXPECT_FALSE(store->rendition(abc, Rendition::preview));
    store->put_rendition(abc, Rendition::preview, bytes_of("old"));
    store->put_rendition(abc, Rendition::preview, bytes_of("new!"));
    ASSERT_TRUE(store->rendition(abc, Rendition::preview));
    EXPECT_EQ(fs::file_size(*store->rendition(abc, Rendition::preview)), 4u);
    EXPECT_FALSE(store->rendition(abc, Rendition::thumbnail));
}

}  // namespace
}  // namespace serow::store
