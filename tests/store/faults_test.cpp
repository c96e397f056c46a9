// Between the store and a real S3 server stands a proxy that misbehaves: nothing is lost, nothing is half visible.
#include <gtest/gtest.h>
#include <unistd.h>

#include <format>
#include <fstream>
#include <iostream>

#include "store/s3_server.h"
#include "store/store.h"

namespace serow::store {
namespace {

namespace fs = std::filesystem;

class S3Faults : public testing::Test {
protected:
    void SetUp() override {
        server = S3Server::the();
        if (server == nullptr) {
            std::cerr << no_s3_server << '\n';
            GTEST_SKIP() << no_s3_server;
        }
        server->misbehave("[]");
        options = server->options(server->faulty, folder);
        store = open_s3_store(options);
        // 2.6 MB: three parts.
        for (int i = 0; large.size() < 2'600'000; ++i) large += std::to_string(i) + ' ';
    }
    void TearDown() override {
        if (server != nullptr) server->misbehave("[]");
        store.reset();
        fs::remove_all(folder);
    }
    void put(std::string_view text) {
        auto incoming = store->receive();
        incoming->write(std::as_bytes(std::span(text)));
        incoming->keep(sha256_of(text));
    }
    // As somebody sees it who neither shares our disk nor our proxy.
    bool is_whole(std::string_view text) const {
        const auto beside = open_s3_store(server->options(server->endpoint, folder));
        return beside->has(sha256_of(text)) && beside->verify(sha256_of(text)).has_value();
    }
    bool is_absent(std::string_view text) const {
        return !open_s3_store(server->options(server->endpoint, folder))->has(sha256_of(text));
    }
    std::string fetched(std::string_view text) {
        fs::remove_all(folder / "cache");
        const auto held = store->original(sha256_of(text));
        std::ifstream in(held.path(), std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    void expect_all_happened() const { EXPECT_EQ(server->told().waiting, 0) << "a fault did not happen"; }
    Code code_of_failure(const std::function<void()>& body) {
        try {
            body();
        } catch (const Failure& failure) {
            said = failure.problem().detail;
            return failure.problem().code;
        }
        ADD_FAILURE() << "no failure";
        return Code::internal;
    }

    const S3Server* server = nullptr;
    fs::path folder =
        fs::temp_directory_path() /
        std::format("serow-faults-{}-{}", ::getpid(), testing::UnitTest::GetInstance()->current_test_info()->name());
    S3Options options;
    std::unique_ptr<Store> store;
    std::string large;
    std::string said;
};

TEST_F(S3Faults, OneFaultOfEachKindLosesNoSmallFile) {
    for (const std::string fault : {"stall", "500", "503", "after", "cut", "etag", "spoil"}) {
        const auto text = "a photo after the fault " + fault;
        server->misbehave(std::format(R"([{{"fault": "{}", "method": "PUT"}}])", fault));
        put(text);
        expect_all_happened();
        EXPECT_TRUE(is_whole(text)) << fault;
        EXPECT_EQ(fetched(text), text) << fault;
    }
}

TEST_F(S3Faults, OneFaultOfEachKindInAPartLosesNoLargeFile) {
    for (const std::string fault : {"stall", "500", "503", "after", "cut", "etag", "spoil"}) {
        const auto text = large + fault;
        server->misbehave(std::format(R"([{{"fault": "{}", "contains": "partNumber=2"}}])", fault));
        put(text);
        expect_all_happened();
        EXPECT_TRUE(is_whole(text)) << fault;
    }
}

TEST_F(S3Faults, TheBeginningAndTheEndOfALargeFileMayFail) {
    for (const std::string fault : {"500", "503", "after", "cut", "etag"})
        for (const std::string step : {"uploads=", "uploadId="}) {
            const auto text = large + fault + step;
            server->misbehave(std::format(R"([{{"fault": "{}", "method": "POST", "contains": "{}"}}])", fault, step));
            put(text);
            expect_all_happened();
            EXPECT_TRUE(is_whole(text)) << fault << ' ' << step;
        }
}

TEST_F(S3Faults, OneFaultOfEachKindSpoilsNoReading) {
    put(large);
    for (const std::string fault : {"stall", "500", "503", "after", "cut", "etag", "flip"}) {
        server->misbehave(std::format(R"([{{"fault": "{}", "method": "GET"}}])", fault));
        EXPECT_TRUE(fetched(large) == large) << fault;
        expect_all_happened();
    }
}

TEST_F(S3Faults, ACutReadingGoesOnWhereItWas) {
    put(large);
    server->misbehave(R"([{"fault": "cut", "method": "GET", "times": 3}])");
    std::string got;
    store->read(sha256_of(large), 1000, 2'000'000, [&](std::span<const std::byte> piece) {
        got.append(reinterpret_cast<const char*>(piece.data()), piece.size());
    });
    EXPECT_TRUE(got == large.substr(1000, 2'000'000)) << "each byte once, and in its order";
    expect_all_happened();
}

TEST_F(S3Faults, AQuestionIsAskedAgain) {
    put("abc");
    for (const std::string fault : {"500", "503", "after", "stall"}) {
        server->misbehave(std::format(R"([{{"fault": "{}", "method": "HEAD"}}])", fault));
        EXPECT_TRUE(store->has(sha256_of("abc"))) << fault;
        expect_all_happened();
    }
}

TEST_F(S3Faults, AServiceThatStaysAwayIsAFailureAndNothingIsHalfVisible) {
    options.attempts = 3;
    store = open_s3_store(options);
    server->misbehave(R"([{"fault": "503", "method": "PUT", "times": 1000}])");
    EXPECT_EQ(code_of_failure([&] { put("abc"); }), Code::unavailable);
    EXPECT_NE(said.find("SlowDown"), std::string::npos) << said;
    EXPECT_TRUE(is_absent("abc"));
    EXPECT_EQ(code_of_failure([&] { put(large); }), Code::unavailable);
    EXPECT_TRUE(is_absent(large));
    EXPECT_TRUE(fs::is_empty(folder / "incoming"));
    EXPECT_FALSE(store->original_at_hand(sha256_of("abc"))) << "what was not kept is not in the cache";
    server->misbehave("[]");
    put("abc");
    EXPECT_TRUE(is_whole("abc")) << "sent again, it is there";
}

TEST_F(S3Faults, ALastPartThatNeverComesLeavesNoObjectAndNoParts) {
    options.attempts = 2;
    store = open_s3_store(options);
    server->misbehave(R"([{"fault": "500", "contains": "partNumber=3", "times": 1000}])");
    EXPECT_EQ(code_of_failure([&] { put(large); }), Code::unavailable);
    EXPECT_TRUE(is_absent(large));
    server->misbehave("[]");
    EXPECT_EQ(store->sweep_unfinished(std::chrono::floor<milliseconds>(std::chrono::system_clock::now()) +
                                      std::chrono::hours(1)),
              0U)
        << "they were ended at once";
}

TEST_F(S3Faults, PartsThatCouldNotBeEndedAreFoundBySweeping) {
    options.attempts = 1;
    store = open_s3_store(options);
    server->misbehave(R"([{"fault": "500", "contains": "partNumber=2"}, {"fault": "500", "method": "DELETE"}])");
    EXPECT_EQ(code_of_failure([&] { put(large); }), Code::unavailable);
    server->misbehave("[]");
    const auto now = std::chrono::floor<milliseconds>(std::chrono::system_clock::now());
    EXPECT_EQ(store->sweep_unfinished(now - std::chrono::hours(1)), 0U) << "young ones may still be written";
    EXPECT_EQ(store->sweep_unfinished(now + std::chrono::hours(1)), 1U);
    EXPECT_EQ(store->sweep_unfinished(now + std::chrono::hours(1)), 0U);
}

TEST_F(S3Faults, BytesThatAlwaysComeWrongAreNeverGivenOut) {
    put("abc");
    fs::remove_all(folder / "cache");
    server->misbehave(R"([{"fault": "flip", "method": "GET", "times": 1000}])");
    EXPECT_EQ(code_of_failure([&] { (void)store->original(sha256_of("abc")); }), Code::hash_mismatch);
    EXPECT_FALSE(store->original_at_hand(sha256_of("abc")));
    EXPECT_EQ(store->verify(sha256_of("abc")).error().code, Code::hash_mismatch);
}

TEST_F(S3Faults, AWrongKeyIsRefusedOnceAndNotShown) {
    options.keys.secret_key = "not-the-secret";
    store = open_s3_store(options);
    server->misbehave("[]");
    EXPECT_EQ(code_of_failure([&] { (void)store->has(sha256_of("abc")); }), Code::unavailable);
    EXPECT_EQ(server->told().passed_on, 1) << "asking again does not help";
    EXPECT_NE(said.find("s3-region"), std::string::npos) << said;
    EXPECT_EQ(said.find("not-the-secret"), std::string::npos);
}

TEST_F(S3Faults, AMissingBucketIsNoMissingFile) {
    options.url = "s3://no-such-bucket/x";
    store = open_s3_store(options);
    EXPECT_EQ(store->verify(sha256_of("abc")).error().code, Code::unavailable);
    EXPECT_EQ(code_of_failure([&] { put("abc"); }), Code::unavailable);
}

TEST(S3Options, WhatCannotBeIsSaidAtStart) {
    const auto folder = fs::temp_directory_path() / std::format("serow-s3-options-{}", ::getpid());
    S3Options good;
    good.url = "s3://bucket/some/where";
    good.endpoint = "http://127.0.0.1:1";
    good.keys = {"id", "secret"};
    good.folder = folder;
    EXPECT_NO_THROW(open_s3_store(good));
    const auto refused = [&](auto spoil) {
        auto options = good;
        spoil(options);
        try {
            open_s3_store(options);
        } catch (const Failure& failure) {
            return failure.problem().code == Code::invalid;
        }
        return false;
    };
    EXPECT_TRUE(refused([](auto& o) { o.url = "http://bucket"; }));
    EXPECT_TRUE(refused([](auto& o) { o.url = "s3:///prefix"; }));
    EXPECT_TRUE(refused([](auto& o) { o.keys.secret_key = ""; }));
    EXPECT_TRUE(refused([](auto& o) { o.endpoint = "s3.example.org"; }));
    EXPECT_TRUE(refused([](auto& o) { o.endpoint = "https://s3.example.org/path"; }));
    fs::remove_all(folder);
}

}  // namespace
}  // namespace serow::store
