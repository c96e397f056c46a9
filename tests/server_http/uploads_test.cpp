#include <gtest/gtest.h>

#include <atomic>
#include <format>
#include <memory>
#include <string>

#include "base/digest.h"
#include "server_http/talk.h"

using namespace serow;
using namespace serow::server;

namespace {

struct Seen {
    std::atomic<int> opened{0}, broken{0}, ended{0};
    std::atomic<std::size_t> largest{0}, received{0};
};

// Answers with size and SHA-256 of what came.
class Hashing final : public BodySink {
public:
    explicit Hashing(Seen& seen) : seen_(seen) { ++seen_.opened; }
    ~Hashing() override {
        if (!ended_) ++seen_.broken;
    }
    void on_bytes(std::span<const std::byte> bytes) override {
        size_ += bytes.size();
        if (bytes.size() > seen_.largest) seen_.largest = bytes.size();
        seen_.received += bytes.size();
        if (size_ == 13) throw Failure(Code::hash_mismatch, "thirteen bytes are unlucky");
        hash_.add(bytes);
    }
    Response on_end() override {
        ended_ = true;
        ++seen_.ended;
        return Response::text(std::format("{} {}", size_, hash_.finish().hex));
    }

private:
    Seen& seen_;
    bool ended_ = false;
    std::size_t size_ = 0;
    Sha256Stream hash_;
};

Router routes(Seen& seen) {
    Router router;
    router.upload("PUT", "/files/{name}",
                  [&seen](const Request& r) -> std::unique_ptr<BodySink> {
                      if (r.parameter("name") == "forbidden") throw Failure(Code::forbidden, "not yours");
                      return std::make_unique<Hashing>(seen);
                  },
                  {.body_limit = 20'000'000});
    return router;
}

std::string put(std::string_view name, std::string_view headers) {
    return std::format("PUT /files/{} HTTP/1.1\r\nHost: t\r\n{}\r\n", name, headers);
}

}  // namespace

TEST(Uploads, ArriveInPiecesAndInOrder) {
    Seen seen;
    const Running running(routes(seen), quick());
    std::string body;
    for (int i = 0; body.size() < 10'000'000; ++i) body += std::to_string(i);
    const std::string expected = std::format("{} {}", body.size(), sha256_of(body).hex);
    Talk talk(running.port());
    for (int i = 0; i < 2; ++i) {  // the connection is kept
        talk.send(put("a", std::format("Content-Length: {}\r\n", body.size())));
        talk.send(body);
        EXPECT_EQ(talk.hear().body, expected);
    }
    talk.send(put("a", "Transfer-Encoding: chunked\r\n"));
    for (std::size_t at = 0; at < body.size(); at += 777'777) {
        const auto chunk = std::string_view(body).substr(at, 777'777);
        talk.send(std::format("{:x}\r\n{}\r\n", chunk.size(), chunk));
    }
    talk.send("0\r\n\r\n");
    EXPECT_EQ(talk.hear().body, expected);
    EXPECT_LE(seen.largest, 512U * 1024);
    EXPECT_EQ(seen.ended, 3);
    EXPECT_EQ(seen.broken, 0);
}

TEST(Uploads, OfNothingAreFiles) {
    Seen seen;
    const Running running(routes(seen), quick());
    // SHA-256 of no bytes (FIPS 180-4's well-known value).
    EXPECT_EQ(running.ask(put("a", "Content-Length: 0\r\n")).body,
              "0 e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Uploads, AreRefusedBeforeTheirBody) {
    Seen seen;
    const Running running(routes(seen), quick());
    Talk talk(running.port());
    talk.send(put("forbidden", "Expect: 100-continue\r\nContent-Length: 1000000\r\n"));
    EXPECT_EQ(talk.hear().status, 403);
    EXPECT_EQ(running.ask(put("a", "Expect: 100-continue\r\nContent-Length: 20000001\r\n")).status, 413);
    EXPECT_EQ(seen.opened, 0);
}

TEST(Uploads, AreAskedForWhenExpected) {
    Seen seen;
    const Running running(routes(seen), quick());
    Talk talk(running.port());
    talk.send(put("a", "Expect: 100-continue\r\nContent-Length: 3\r\n"));
    EXPECT_EQ(talk.hear().status, 100);
    talk.send("abc");
    // SHA-256 of "abc": FIPS 180-4's example.
    EXPECT_EQ(talk.hear().body, "3 ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Uploads, ARefusalReachesTheClientThatStillSends) {
    Seen seen;
    const Running running(routes(seen), quick());
    Talk talk(running.port());
    talk.send(put("forbidden", "Content-Length: 19000000\r\n"));
    talk.send(std::string(19'000'000, 'x'));
    EXPECT_EQ(talk.hear().status, 403);
}

TEST(Uploads, ThatBreakOffAreToldToTheSink) {
    Seen seen;
    const Running running(routes(seen), quick());
    Talk leaving(running.port());
    leaving.send(put("a", "Content-Length: 100\r\n") + "abc");
    EXPECT_TRUE(Running::eventually([&] { return seen.opened == 1; }));
    leaving.reset();
    EXPECT_TRUE(Running::eventually([&] { return seen.broken == 1; }));
    EXPECT_EQ(seen.received, 3U);  // it can be gone on from there

    Talk stalling(running.port());
    stalling.send(put("a", "Content-Length: 100\r\n") + "abc");
    EXPECT_EQ(stalling.hear().status, 408);
    EXPECT_EQ(seen.broken, 2);

    EXPECT_EQ(running.ask(put("a", "Content-Length: 13\r\n") + "thirteenbytes").status, 460);
    EXPECT_EQ(seen.broken, 3);

    Talk large(running.port());
    large.send(put("a", "Transfer-Encoding: chunked\r\n"));
    for (int i = 0; i < 21; ++i) large.send("f4240\r\n" + std::string(1'000'000, 'x') + "\r\n");
    EXPECT_EQ(large.hear().status, 413);
    EXPECT_EQ(seen.broken, 4);
    EXPECT_EQ(seen.ended, 0);
}

TEST(Uploads, ThatPauseAreKeptAsFarAsTheyCame) {
    Seen seen;
    ServerOptions options = quick();
    options.stall_timeout = std::chrono::seconds(20);
    const Running running(routes(seen), options);
    Talk pausing(running.port());
    pausing.send(put("a", "Content-Length: 6\r\n") + "ab");
    EXPECT_TRUE(Running::eventually([&] { return seen.received == 2; }));
    pausing.send("c");
    EXPECT_TRUE(Running::eventually([&] { return seen.received == 3; }));
    pausing.send("def");
    EXPECT_EQ(pausing.hear().status, 200);
}

TEST(Uploads, AreBoundedInNumber) {
    Seen seen;
    ServerOptions options = quick();
    options.max_uploads = 1;
    options.stall_timeout = std::chrono::seconds(5);
    const Running running(routes(seen), options);
    Talk first(running.port());
    first.send(put("a", "Content-Length: 6\r\n") + "abc");
    EXPECT_TRUE(Running::eventually([&] { return seen.opened == 1; }));
    const Heard second = running.ask(put("a", "Content-Length: 3\r\n") + "abc");
    EXPECT_EQ(second.status, 503);
    EXPECT_EQ(second.header("Retry-After"), "5");
    first.send("def");
    EXPECT_EQ(first.hear().status, 200);
}
