#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <format>
#include <fstream>
#include <string>

#include "server/http/static_files.h"
#include "server_http/talk.h"

using namespace serow;
using namespace serow::server;

namespace {

// Bytes whose every window can be told from every other nearby: the position's digits.
std::string numbered(std::size_t size) {
    std::string text;
    while (text.size() < size) text += std::format("{:08}", text.size());
    text.resize(size);
    return text;
}

class Files : public testing::Test {
protected:
    std::filesystem::path folder_ = std::filesystem::temp_directory_path() / std::format("serow-files-{}", ::getpid());
    std::filesystem::path file_ = folder_ / "photo.jpg";
    std::string bytes_ = numbered(3'000'000);

    void SetUp() override {
        std::filesystem::create_directories(folder_);
        std::ofstream(file_, std::ios::binary) << bytes_;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    Router routes() {
        Router router;
        router.get("/photo", [this](const Request&) {
            return Response::file({.path = file_, .length = {}}, "image/jpeg").etag("abc");
        });
        router.get("/window", [this](const Request&) {
            return Response::file({.path = file_, .offset = 100, .length = 50}, "image/jpeg");
        });
        // The same bytes from somewhere else.
        router.get("/parts", [this](const Request&) {
            return Response::parts(
                       bytes_.size(),
                       [this](ResponseWriter& out, std::uint64_t offset, std::uint64_t count) {
                           out.write(std::string_view(bytes_).substr(offset, count));
                       },
                       "video/mp4")
                .etag("abc");
        });
        router.get("/gone", [this](const Request&) {
            return Response::file({.path = folder_ / "none", .length = {}}, "image/jpeg");
        });
        router.get("/folder",
                   [this](const Request&) { return Response::file({.path = folder_, .length = {}}, "image/jpeg"); });
        return router;
    }
};

}  // namespace

TEST_F(Files, AreSentWhole) {
    const Running running(routes(), quick());
    Talk talk(running.port());
    for (int i = 0; i < 3; ++i) {  // on one connection
        talk.send("GET /photo HTTP/1.1\r\nHost: t\r\n\r\n");
        const Heard heard = talk.hear();
        EXPECT_EQ(heard.status, 200);
        EXPECT_EQ(heard.header("Content-Type"), "image/jpeg");
        EXPECT_EQ(heard.header("Accept-Ranges"), "bytes");
        EXPECT_NE(heard.header("Last-Modified"), "");
        EXPECT_TRUE(heard.body == bytes_);
    }
}

TEST_F(Files, InParts) {
    const Running running(routes(), quick());
    const Heard middle = running.get("/photo", "Range: bytes=1000000-1999999\r\n");
    EXPECT_EQ(middle.status, 206);
    EXPECT_EQ(middle.header("Content-Range"), "bytes 1000000-1999999/3000000");
    EXPECT_TRUE(middle.body == bytes_.substr(1'000'000, 1'000'000));
    EXPECT_EQ(running.get("/photo", "Range: bytes=-10\r\n").body, bytes_.substr(2'999'990));
    const Heard beyond = running.get("/photo", "Range: bytes=3000000-\r\n");
    EXPECT_EQ(beyond.status, 416);
    EXPECT_EQ(beyond.header("Content-Range"), "bytes */3000000");
    EXPECT_EQ(running.get("/photo", "Range: bytes=0-9\r\nIf-Range: \"other\"\r\n").status, 200);
    EXPECT_EQ(running.get("/photo", "Range: bytes=0-9\r\nIf-Range: \"abc\"\r\n").body, bytes_.substr(0, 10));
}

TEST_F(Files, PartsFromElsewhereAreCutToo) {
    const Running running(routes(), quick());
    const Heard whole = running.get("/parts");
    EXPECT_EQ(whole.status, 200);
    EXPECT_EQ(whole.header("Accept-Ranges"), "bytes");
    EXPECT_EQ(whole.header("Content-Length"), "3000000");
    EXPECT_TRUE(whole.body == bytes_);
    const Heard middle = running.get("/parts", "Range: bytes=1000000-1999999\r\n");
    EXPECT_EQ(middle.status, 206);
    EXPECT_EQ(middle.header("Content-Range"), "bytes 1000000-1999999/3000000");
    EXPECT_EQ(middle.header("Content-Length"), "1000000");
    EXPECT_TRUE(middle.body == bytes_.substr(1'000'000, 1'000'000));
    EXPECT_EQ(running.get("/parts", "Range: bytes=-10\r\n").body, bytes_.substr(2'999'990));
    EXPECT_EQ(running.get("/parts", "Range: bytes=3000000-\r\n").status, 416);
    EXPECT_EQ(running.get("/parts", "If-None-Match: \"abc\"\r\n").status, 304);
    const Heard head = running.ask("HEAD /parts HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_EQ(head.header("Content-Length"), "3000000");
}

TEST_F(Files, AWindowIsAFileOfItsOwn) {
    const Running running(routes(), quick());
    EXPECT_EQ(running.get("/window").body, bytes_.substr(100, 50));
    const Heard part = running.get("/window", "Range: bytes=10-19\r\n");
    EXPECT_EQ(part.header("Content-Range"), "bytes 10-19/50");
    EXPECT_EQ(part.body, bytes_.substr(110, 10));
}

TEST_F(Files, ThatTheClientHasAreNotSent) {
    const Running running(routes(), quick());
    EXPECT_EQ(running.get("/photo", "If-None-Match: \"abc\"\r\n").status, 304);
    const std::string changed = running.get("/window").header("Last-Modified");
    EXPECT_EQ(running.get("/window", "If-Modified-Since: " + changed + "\r\n").status, 304);
    const Heard head = running.ask("HEAD /photo HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_EQ(head.header("Content-Length"), "3000000");
    EXPECT_EQ(running.get("/gone").status, 404);
    EXPECT_EQ(running.get("/folder").status, 404);
}

TEST(StaticFiles, ArePagesAssetsAndNothingElse) {
    const std::string script = numbered(5000);
    const std::vector<EmbeddedFile> files{
        {"index.html", "<!doctype html>"}, {"assets/app-1a2b.js", script}, {"map.pmtiles", script}};
    auto pages = std::make_shared<StaticFiles>(files);
    Router router;
    router.fallback([pages](const Request& r) { return pages->answer(r); });
    const Running running(std::move(router), quick());
    for (const std::string page : {"/", "/projects/7/review", "/index.html"}) {
        const Heard heard = running.get(page);
        EXPECT_EQ(heard.body, "<!doctype html>") << page;
        EXPECT_EQ(heard.header("Content-Type"), "text/html; charset=utf-8");
        EXPECT_EQ(heard.header("Cache-Control"), "no-cache");
    }
    for (const std::string nothing : {"/api", "/api/v1/nothing", "/assets/none.js", "/favicon.ico"})
        EXPECT_EQ(running.get(nothing).status, 404) << nothing;
    const Heard asset = running.get("/assets/app-1a2b.js");
    EXPECT_EQ(asset.header("Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(asset.body, script);
    const Heard packed = running.get("/assets/app-1a2b.js", "Accept-Encoding: gzip\r\n");
    EXPECT_EQ(packed.header("Content-Encoding"), "gzip");
    EXPECT_LT(packed.body.size(), script.size());
    EXPECT_EQ(running.get("/assets/app-1a2b.js", "If-None-Match: " + packed.header("ETag") + "\r\n").status, 304);
    EXPECT_EQ(running.get("/map.pmtiles", "Range: bytes=8-15\r\n").body, script.substr(8, 8));
}
