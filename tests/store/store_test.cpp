// What every store promises, tried on each: a folder, and a bucket of a real S3 server.
#include "store/store.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <set>
#include <thread>

#include "store/bucket.h"
#include "store/code_of.h"
#include "store/s3_server.h"

namespace serow::store {
namespace {

namespace fs = std::filesystem;

std::span<const std::byte> bytes_of(std::string_view text) {
    return std::as_bytes(std::span(text));
}

std::string text_of(const HeldFile& file) {
    std::ifstream in(file.path(), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

// "abc" and its hash: FIPS 180-4.
const Sha256 abc{"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"};

enum class Kind { local, s3 };

class StoreTest : public testing::TestWithParam<Kind> {
protected:
    void SetUp() override {
        auto name = std::string(testing::UnitTest::GetInstance()->current_test_info()->name());
        name = name.substr(0, name.find('/'));
        folder = fs::temp_directory_path() / ("serow-store-" + std::to_string(::getpid()) + "-" + name);
        if (GetParam() == Kind::s3 && S3Server::the() == nullptr) {
            std::cerr << no_s3_server << '\n';
            GTEST_SKIP() << no_s3_server;
        }
        store = open(0);
    }
    void TearDown() override {
        store.reset();
        fs::remove_all(folder);
    }
    std::unique_ptr<Store> open(std::uint64_t reserve_bytes) const {
        if (GetParam() == Kind::local) return open_local_store(folder, reserve_bytes);
        auto options = S3Server::the()->options(S3Server::the()->endpoint, folder);
        options.reserve_bytes = reserve_bytes;
        return open_s3_store(options);
    }
    void put(std::string_view text) {
        auto incoming = store->receive();
        incoming->write(bytes_of(text));
        incoming->keep(sha256_of(text));
    }
    std::size_t unfinished() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder / "incoming"), {}));
    }
    std::size_t originals() const {
        std::size_t n = 0;
        store->each_file([&](const StoredFile& file) { n += file.rendition ? 0 : 1; });
        return n;
    }
    fs::path folder;
    std::unique_ptr<Store> store;
};

// Into a folder through this machine; into a bucket of the same service by its own copying.
TEST_P(StoreTest, an_object_of_another_bucket_is_taken_in) {
    if (S3Server::the() == nullptr) {
        std::cerr << no_s3_server << '\n';
        GTEST_SKIP() << no_s3_server;
    }
    const std::string key = "DCIM/100 羚牛/IMG_0001 (1).JPG";
    Bucket from(S3Server::the()->options(S3Server::the()->endpoint, folder.string() + "-card"));
    from.put(key, std::string("abc"), abc);
    for (int i = 0; i < 2; ++i) {
        const auto taken = store->take_object(from, key);
        EXPECT_EQ(taken.sha256, abc);
        EXPECT_EQ(taken.bytes, 3u);
        EXPECT_EQ(taken.cloned, GetParam() == Kind::s3);
    }
    EXPECT_EQ(text_of(store->original(abc)), "abc");
    EXPECT_TRUE(store->verify(abc));
    EXPECT_TRUE(from.head(key)) << "it stays where it was";
    EXPECT_EQ(code_of([&] { store->take_object(from, "DCIM/none.JPG"); }), Code::not_found);
    from.put("empty.JPG", std::string(""), sha256_of(""));
    EXPECT_EQ(store->take_object(from, "empty.JPG").bytes, 0u);
    from.remove(key);
    from.remove("empty.JPG");
}

TEST(Buckets, an_object_that_changed_since_is_not_copied) {
    if (S3Server::the() == nullptr) {
        std::cerr << no_s3_server << '\n';
        GTEST_SKIP() << no_s3_server;
    }
    Bucket bucket(S3Server::the()->options(S3Server::the()->endpoint, "/tmp/serow-copied"));
    bucket.put("a", std::string("abc"), abc);
    const auto etag = bucket.head("a")->etag;
    bucket.put("a", std::string("abd"), sha256_of("abd"));
    const std::string md5_of_abc = "900150983cd24fb0d6963f7d28e17f72";  // RFC 1321
    EXPECT_EQ(code_of([&] { bucket.copy(bucket, "a", etag, "b", abc, md5_of_abc); }), Code::conflict);
    EXPECT_FALSE(bucket.head("b"));
    // Nor is it believed to hold other bytes than it does.
    EXPECT_EQ(code_of([&] { bucket.copy(bucket, "a", bucket.head("a")->etag, "b", abc, md5_of_abc); }),
              Code::unavailable);
    EXPECT_FALSE(bucket.head("b"));
    bucket.remove("a");
}

INSTANTIATE_TEST_SUITE_P(Each, StoreTest, testing::Values(Kind::local, Kind::s3),
                         [](const auto& kind) { return kind.param == Kind::local ? "local" : "s3"; });

TEST_P(StoreTest, AFileIsFoundUnderItsHashAndReadOnly) {
    auto incoming = store->receive();
    incoming->write(bytes_of("ab"));
    incoming->write(bytes_of("c"));
    EXPECT_EQ(incoming->size(), 3U);
    EXPECT_FALSE(store->has(abc)) << "nothing half-written may be seen";
    EXPECT_FALSE(store->original_at_hand(abc));
    incoming->keep(abc);
    ASSERT_TRUE(store->has(abc));
    const auto original = store->original(abc);
    EXPECT_EQ(text_of(original), "abc");
    EXPECT_EQ(fs::status(original.path()).permissions() & fs::perms::owner_write, fs::perms::none);
    EXPECT_TRUE(store->verify(abc));
    EXPECT_EQ(unfinished(), 0U);
}

TEST_P(StoreTest, WhatIsThereIsFoundByAnotherProcess) {
    put("abc");
    if (GetParam() == Kind::s3) fs::remove_all(folder / "cache");
    store = open(0);
    ASSERT_TRUE(store->has(abc));
    EXPECT_EQ(text_of(store->original(abc)), "abc");
    EXPECT_TRUE(store->original_at_hand(abc));
}

TEST_P(StoreTest, OtherBytesThanAnnouncedAreRefusedAndLeaveNothing) {
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
    EXPECT_EQ(unfinished(), 0u);
    EXPECT_EQ(originals(), 0u);
}

TEST_P(StoreTest, AnAbandonedFileLeavesNothing) {
    store->receive()->write(bytes_of("half a photo"));
    EXPECT_EQ(unfinished(), 0u);
    EXPECT_EQ(originals(), 0u);
}

TEST_P(StoreTest, WhatACrashLeftBehindIsSweptAtStartAndWhatIsBeingWrittenIsNot) {
    const auto incoming = store->receive();
    incoming->write(bytes_of("abc"));
    std::ofstream(folder / "incoming" / "left-behind") << "half a photo";
    fs::create_directories(folder / "partial");
    std::ofstream(folder / "partial" / "to-be-resumed") << "half a video";
    ASSERT_EQ(unfinished(), 2U);
    const auto beside = open(0);
    EXPECT_FALSE(fs::exists(folder / "incoming" / "left-behind"));
    EXPECT_TRUE(fs::exists(folder / "partial" / "to-be-resumed"));
    incoming->keep(abc);
    EXPECT_EQ(text_of(beside->original(abc)), "abc");
    EXPECT_EQ(unfinished(), 0U);
}

TEST_P(StoreTest, TheSameBytesFromManyHandsAreStoredOnce) {
    {
        std::vector<std::jthread> hands;
        for (int i = 0; i < 8; ++i) hands.emplace_back([this] { put("abc"); });
    }
    EXPECT_EQ(originals(), 1u);
    EXPECT_EQ(unfinished(), 0u);
    EXPECT_TRUE(store->verify(abc));
}

TEST_P(StoreTest, AnEmptyFileIsAFile) {
    put("");
    const auto empty = sha256_of("");
    EXPECT_TRUE(store->has(empty));
    EXPECT_TRUE(store->verify(empty));
    EXPECT_EQ(text_of(store->original(empty)), "");
}

TEST_P(StoreTest, ALargeFileComesBackWholeAndInParts) {
    // 3.5 MB: four parts in the bucket of these tests.
    std::string large;
    for (int i = 0; large.size() < 3'500'000; ++i) large += std::to_string(i) + ' ';
    put(large);
    const auto sha256 = sha256_of(large);
    if (GetParam() == Kind::s3) fs::remove_all(folder / "cache");
    EXPECT_TRUE(store->verify(sha256));
    const auto part = [&](std::uint64_t offset, std::uint64_t length) {
        std::string got;
        store->read(sha256, offset, length, [&](std::span<const std::byte> piece) {
            got.append(reinterpret_cast<const char*>(piece.data()), piece.size());
        });
        return got;
    };
    EXPECT_EQ(part(0, 10), large.substr(0, 10));
    EXPECT_EQ(part(1'048'570, 100), large.substr(1'048'570, 100)) << "across two parts";
    EXPECT_EQ(part(large.size() - 5, 5), large.substr(large.size() - 5));
    EXPECT_EQ(part(7, 0), "");
    if (GetParam() == Kind::s3) {
        EXPECT_FALSE(store->original_at_hand(sha256)) << "a part is read without the whole";
    }
    EXPECT_TRUE(text_of(store->original(sha256)) == large);
    try {
        part(large.size() - 5, 6);
        FAIL() << "read beyond the end";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.problem().code, Code::unreadable) << failure.problem().detail;
    }
}

TEST_P(StoreTest, AReaderThatStopsIsHeard) {
    put("abc");
    EXPECT_THROW(store->read(abc, 0, 3, [](auto) { throw Failure(Code::interrupted, "enough"); }), Failure);
}

TEST_P(StoreTest, WhatIsNotThereIsNotFound) {
    EXPECT_FALSE(store->has(abc));
    EXPECT_FALSE(store->original_at_hand(abc));
    EXPECT_EQ(store->verify(abc).error().code, Code::not_found);
    try {
        (void)store->original(abc);
        FAIL() << "found";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.problem().code, Code::not_found);
    }
    EXPECT_THROW(store->read(abc, 0, 1, [](auto) {}), Failure);
    EXPECT_NO_THROW(store->remove(abc));
}

TEST_P(StoreTest, AFullDiskIsSaidBeforeItIsFull) {
    auto full = open(std::uint64_t{1} << 62);
    EXPECT_EQ(full->free_bytes(), 0u);
    try {
        full->receive()->write(bytes_of("abc"));
        FAIL() << "written";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.problem().code, Code::storage_full);
    }
}

TEST_P(StoreTest, RenditionsAreReplaced) {
    EXPECT_FALSE(store->rendition(abc, Rendition::preview));
    store->put_rendition(abc, Rendition::preview, bytes_of("old"));
    store->put_rendition(abc, Rendition::preview, bytes_of("new!"));
    store->flush_renditions();
    const auto look = [&] {
        const auto found = store->rendition(abc, Rendition::preview);
        return found ? text_of(*found) : "none";
    };
    EXPECT_EQ(look(), "new!");
    if (GetParam() == Kind::s3) fs::remove_all(folder / "cache");
    EXPECT_EQ(look(), "new!");
    EXPECT_FALSE(store->rendition(abc, Rendition::thumbnail));
}

TEST_P(StoreTest, ADraftIsKeptWholeOrLeavesNothing) {
    {
        const auto draft = store->draft_rendition();
        std::ofstream(draft->path()) << "half a vi";
        EXPECT_EQ(unfinished(), 1U);
        EXPECT_FALSE(store->rendition(abc, Rendition::proxy));
    }
    EXPECT_EQ(unfinished(), 0U);
    EXPECT_FALSE(store->rendition(abc, Rendition::proxy));
    for (const std::string text : {"a video", "the video again"}) {
        const auto draft = store->draft_rendition();
        std::ofstream(draft->path()) << text;
        // Another process sweeps at its start: what is being written is left alone.
        open(0);
        draft->keep(abc, Rendition::proxy);
        if (GetParam() == Kind::s3) fs::remove_all(folder / "cache");
        ASSERT_TRUE(store->rendition(abc, Rendition::proxy));
        EXPECT_EQ(text_of(*store->rendition(abc, Rendition::proxy)), text);
        EXPECT_EQ(unfinished(), 0U);
    }
    EXPECT_FALSE(store->rendition(abc, Rendition::preview));
    int listed = 0;
    store->each_file([&](const StoredFile& one) { listed += one.rendition == Rendition::proxy ? 1 : 0; });
    EXPECT_EQ(listed, 1);
    store->remove(abc);
    EXPECT_FALSE(store->rendition(abc, Rendition::proxy));
}

TEST_P(StoreTest, OriginalsAreListedAndTakenAway) {
    std::set<std::string> expected;
    for (const std::string text : {"abc", "de", "f"}) {
        put(text);
        expected.insert(sha256_of(text).hex);
    }
    store->put_rendition(abc, Rendition::thumbnail, bytes_of("small"));
    std::set<std::string> listed;
    std::uint64_t bytes = 0;
    int renditions = 0;
    const auto begun = std::chrono::system_clock::now() - std::chrono::minutes(5);
    store->each_file([&](const StoredFile& one) {
        if (one.rendition) {
            EXPECT_EQ(one.rendition, Rendition::thumbnail);
            EXPECT_EQ(one.bytes, 5U);
            ++renditions;
            return;
        }
        listed.insert(one.sha256.hex);
        bytes += one.bytes;
        EXPECT_GT(one.changed_at, begun);
    });
    EXPECT_EQ(listed, expected);
    EXPECT_EQ(bytes, 6U);
    EXPECT_EQ(renditions, 1);
    store->remove(abc);
    EXPECT_FALSE(store->has(abc));
    EXPECT_FALSE(store->original_at_hand(abc));
    EXPECT_FALSE(store->rendition(abc, Rendition::thumbnail));
    EXPECT_EQ(originals(), 2U);
}

TEST_P(StoreTest, AFileOfThisMachineIsTakenAndStaysWhereItIs) {
    const auto file = folder / "IMG_0001.JPG";
    std::ofstream(file, std::ios::binary) << "abc";
    for (int twice = 0; twice < 2; ++twice) {
        const auto taken = store->take(file);
        EXPECT_EQ(taken.sha256, abc);
        EXPECT_EQ(taken.bytes, 3U);
    }
    EXPECT_EQ(text_of(store->original(abc)), "abc");
    EXPECT_TRUE(store->verify(abc));
    // Another one with its name later leaves what is stored alone.
    std::ofstream(file, std::ios::binary) << "abd";
    EXPECT_NE(store->take(file).sha256, abc);
    EXPECT_EQ(text_of(store->original(abc)), "abc");
    for (const auto& none : {folder / "no such file", folder}) {
        try {
            store->take(none);
            ADD_FAILURE() << none;
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.problem().code, Code::unreadable);
        }
    }
}

TEST_P(StoreTest, BytesOfWhichNobodyKnowsTheHashAreKeptUnderIt) {
    auto incoming = store->receive();
    incoming->write(bytes_of("ab"));
    incoming->write(bytes_of("c"));
    EXPECT_EQ(incoming->hash(), abc);
    EXPECT_FALSE(store->has(abc));
    incoming->keep(incoming->hash());
    EXPECT_EQ(text_of(store->original(abc)), "abc");
}

// As the first versions arranged it, and backups of them still do.
TEST(LocalStore, WhatLiesASecondFolderDeepIsFoundToo) {
    const auto folder = fs::temp_directory_path() / ("serow-store-deep-" + std::to_string(::getpid()));
    const auto deep = [&](const char* part) {
        fs::create_directories(folder / part / "ba" / "78");
        return folder / part / "ba" / "78" / abc.hex;
    };
    std::ofstream(deep("originals"), std::ios::binary) << "abc";
    std::ofstream(deep("renditions").string() + ".thumbnail.jpg", std::ios::binary) << "small";
    const auto store = open_local_store(folder, 0);
    EXPECT_TRUE(store->has(abc));
    EXPECT_TRUE(store->verify(abc));
    EXPECT_EQ(text_of(store->original(abc)), "abc");
    EXPECT_EQ(text_of(*store->rendition(abc, Rendition::thumbnail)), "small");
    // Sent again it is not stored twice; a rendition made anew stands before the old one.
    auto incoming = store->receive();
    incoming->write(bytes_of("abc"));
    incoming->keep(abc);
    store->put_rendition(abc, Rendition::thumbnail, bytes_of("new"));
    EXPECT_EQ(text_of(*store->rendition(abc, Rendition::thumbnail)), "new");
    int originals = 0;
    store->each_file([&](const StoredFile& file) { originals += file.rendition ? 0 : 1; });
    EXPECT_EQ(originals, 1);
    store->remove(abc);
    EXPECT_FALSE(store->has(abc));
    EXPECT_FALSE(store->rendition(abc, Rendition::thumbnail));
    fs::remove_all(folder);
}

TEST(LocalStore, DamageIsFoundByVerify) {
    const auto folder = fs::temp_directory_path() / ("serow-store-damage-" + std::to_string(::getpid()));
    const auto store = open_local_store(folder, 0);
    auto incoming = store->receive();
    incoming->write(bytes_of("abc"));
    incoming->keep(abc);
    const auto path = store->original(abc).path();
    fs::permissions(path, fs::perms::owner_write, fs::perm_options::add);
    std::ofstream(path) << "abd";
    const auto result = store->verify(abc);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, Code::hash_mismatch);
    fs::remove_all(folder);
}

}  // namespace
}  // namespace serow::store
