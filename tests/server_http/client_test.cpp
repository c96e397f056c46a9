// The client of src/net against this server: each is the other's witness.
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <format>
#include <fstream>

#include "base/digest.h"
#include "base/problem.h"
#include "net/http_client.h"
#include "server_http/talk.h"

using namespace serow;
using namespace serow::server;
using net::HttpClient;
using net::HttpRequest;

namespace {

class Echoing final : public BodySink {
public:
    void on_bytes(std::span<const std::byte> bytes) override { hash_.add(bytes); }
    Response on_end() override { return Response::text(hash_.finish().hex); }

private:
    Sha256Stream hash_;
};

class Client : public testing::Test {
protected:
    std::filesystem::path folder_ = std::filesystem::temp_directory_path() / std::format("serow-client-{}", ::getpid());
    std::string bytes_;
    HttpClient client_;

    void SetUp() override {
        std::filesystem::create_directories(folder_);
        for (int i = 0; bytes_.size() < 3'000'000; ++i) bytes_ += std::to_string(i);
        std::ofstream(folder_ / "photo", std::ios::binary) << bytes_;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    Router routes() {
        Router router;
        router.get("/photo", [this](const Request&) {
            return Response::file({.path = folder_ / "photo", .length = {}}, "image/jpeg");
        });
        router.get("/away", [](const Request&) { return Response::redirect("/photo", 302); });
        router.get("/circle", [](const Request&) { return Response::redirect("/circle", 302); });
        router.get("/to-file", [](const Request&) { return Response::redirect("file:///etc/passwd", 302); });
        router.get("/cut", [](const Request&) {
            return Response::stream(
                [](ResponseWriter& out) {
                    out.write("part");
                    throw Failure(Code::unavailable, "gone");
                },
                "text/plain");
        });
        for (const std::string method : {"GET", "POST", "DELETE", "PATCH"})
            router.add(method, "/echo", [](const Request& r) {
                return Response::text(std::format("{} {} {} {}", r.method, r.header("X-Empty").value_or("-"),
                                                  r.content_type(), r.body),
                                      201)
                    .header("X-Peer", "yes");
            });
        router.upload("PUT", "/store", [](const Request&) { return std::make_unique<Echoing>(); },
                      {.body_limit = 1 << 30});
        return router;
    }
    std::string read(const std::filesystem::path& path) {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
};

}  // namespace

TEST_F(Client, SendsAndReceives) {
    const Running running(routes(), quick());
    HttpRequest request{.method = "POST",
                        .url = running.url("/echo"),
                        .headers = {{"Content-Type", "text/plain"}, {"X-Empty", ""}},
                        .body = "hello",
                        .timeout = {}};
    auto response = client_.send(request);
    ASSERT_TRUE(response) << response.error().detail;
    EXPECT_EQ(response->status, 201);
    EXPECT_EQ(response->body, "POST  text/plain hello");
    EXPECT_EQ(response->header("x-peer"), "yes");
    EXPECT_EQ(response->header("absent"), std::nullopt);
    request = {.method = "DELETE", .url = running.url("/echo"), .headers = {}, .body = {}, .timeout = {}};
    EXPECT_EQ(client_.send(request)->body, "DELETE -  ");
    request.method = "HEAD";
    EXPECT_EQ(client_.send(request)->body, "");
    request.url = running.url("/away");
    request.method = "GET";
    EXPECT_EQ(client_.send(request)->status, 302);
}

TEST_F(Client, KeepsItsConnection) {
    const Running running(routes(), quick());
    for (int i = 0; i < 20; ++i)
        ASSERT_TRUE(client_.send({.url = running.url("/echo"), .headers = {}, .body = {}, .timeout = {}}));
    EXPECT_EQ(running.server.connections(), 1U);
}

TEST_F(Client, SendsAPartOfAFile) {
    const Running running(routes(), quick());
    const auto put = [&](std::uint64_t offset, std::optional<std::uint64_t> size) {
        return client_.send({.method = "PUT",
                             .url = running.url("/store"),
                             .headers = {},
                             .body = net::FilePart{folder_ / "photo", offset, size},
                             .timeout = {}});
    };
    EXPECT_EQ(put(0, {})->body, sha256_of(bytes_).hex);
    EXPECT_EQ(put(1000, 2'000'000)->body, sha256_of(std::string_view(bytes_).substr(1000, 2'000'000)).hex);
    EXPECT_EQ(put(5, 0)->body, sha256_of("").hex);
}

TEST_F(Client, DownloadsWholeFiles) {
    const Running running(routes(), quick());
    const auto target = folder_ / "copy";
    std::uint64_t last = 0;
    const auto done =
        client_.download(running.url("/away"), target, [&](std::uint64_t received, std::optional<std::uint64_t>) {
            EXPECT_GE(received, last);
            last = received;
            return true;
        });
    ASSERT_TRUE(done) << done.error().detail;
    EXPECT_TRUE(read(target) == bytes_);
    EXPECT_EQ(last, bytes_.size());
}

TEST_F(Client, GivesABodyPieceByPiece) {
    const Running running(routes(), quick());
    HttpClient small({.body_limit = 1000});
    std::string got;
    const net::BodyReceiver receiver = [&](const net::HttpResponse& head, std::string_view piece) -> Result<void> {
        EXPECT_EQ(head.status, 200);
        EXPECT_EQ(head.header("Content-Length"), std::to_string(bytes_.size()));
        got += piece;
        return {};
    };
    HttpRequest request{.url = running.url("/photo"), .headers = {}, .body = {}, .timeout = {}};
    const auto response = small.send(request, receiver);
    ASSERT_TRUE(response) << response.error().detail;
    EXPECT_TRUE(got == bytes_);
    EXPECT_EQ(response->body, "");
    const auto stopped = small.send(request, [](const auto&, auto) { return problem(Code::interrupted, "enough"); });
    EXPECT_EQ(stopped.error().code, Code::interrupted);
    got.clear();
    request.url = running.url("/nowhere");
    const auto missing = small.send(request, receiver);
    ASSERT_TRUE(missing);
    EXPECT_EQ(missing->status, 404);
    EXPECT_EQ(got, "") << "what tells of an error is no body that was asked for";
    EXPECT_NE(missing->body, "");
}

TEST_F(Client, LeavesNothingOfAnUnfinishedDownload) {
    const Running running(routes(), quick());
    const auto target = folder_ / "copy";
    EXPECT_EQ(client_.download(running.url("/nowhere"), target).error().code, Code::not_found);
    EXPECT_EQ(client_.download(running.url("/circle"), target).error().code, Code::unavailable);
    EXPECT_FALSE(client_.download(running.url("/to-file"), target));
    EXPECT_EQ(client_.download(running.url("/cut"), target).error().code, Code::unavailable);
    EXPECT_EQ(client_.download(running.url("/photo"), target, [](auto, auto) { return false; }).error().code,
              Code::interrupted);
    EXPECT_FALSE(std::filesystem::exists(target));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "copy.part"));
}

TEST_F(Client, KeepsNoMoreThanItMay) {
    const Running running(routes(), quick());
    HttpClient small({.body_limit = 1000});
    EXPECT_EQ(small.send({.url = running.url("/photo"), .headers = {}, .body = {}, .timeout = {}}).error().code,
              Code::too_large);
    EXPECT_EQ(
        small.send({.method = "GET", .url = running.url("/echo"), .headers = {}, .body = {}, .timeout = {}})->status,
        201);
}
