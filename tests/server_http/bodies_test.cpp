#include <gtest/gtest.h>
#include <zlib.h>

#include <format>
#include <string>

#include "server/http/json.h"
#include "server_http/talk.h"

using namespace serow;
using namespace serow::server;

namespace {

std::string gunzipped(const std::string& packed) {
    std::string out(1 << 20, '\0');
    z_stream stream{};
    inflateInit2(&stream, 15 + 16);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    inflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

Router routes() {
    Router router;
    router.get("/list",
               [](const Request&) { return Response::json_text("[" + std::string(5000, ' ') + "]").etag("v1"); });
    router.get("/short", [](const Request&) { return Response::json_text("[]"); });
    router.get("/page", [](const Request&) { return Response::bytes("<p>", "text/html; charset=utf-8"); });
    router.get("/split", [](const Request&) { return Response::text("x").header("X-Bad", "a\r\nSet-Cookie: b=c"); });
    router.get("/forbidden", [](const Request&) -> Response { throw Failure(Code::forbidden, "ask an \"owner\" 虎"); });
    router.post("/json", [](const Request& r) { return json_response(json_object_body(r).at("a")); });
    router.get("/who", [](const Request& r) {
        return Response::text(std::format("{} {} {} {}", r.remote_address, r.is_secure, r.cookie("a").value_or("-"),
                                          r.integer_query("n", 5, 1, 9)));
    });
    router.get("/cookie", [](const Request&) {
        Cookie cookie{.name = "serow_session", .value = "v", .max_age = std::chrono::seconds(60)};
        cookie.transport = Cookie::Transport::secure_only;
        return Response::no_content().set_cookie(cookie).attachment("鹿 \"1\".zip");
    });
    return router;
}

}  // namespace

TEST(Answers, LargeTextIsCompressedForWhoTakesIt) {
    const Running running(routes(), quick());
    const Heard plain = running.get("/list");
    EXPECT_EQ(plain.body.size(), 5002U);
    EXPECT_EQ(plain.header("ETag"), "\"v1\"");
    EXPECT_EQ(plain.header("Vary"), "Accept-Encoding");
    const Heard packed = running.get("/list", "Accept-Encoding: gzip, br\r\n");
    EXPECT_EQ(packed.header("Content-Encoding"), "gzip");
    EXPECT_EQ(packed.header("ETag"), "\"v1-gzip\"");
    EXPECT_LT(packed.body.size(), 200U);
    EXPECT_EQ(gunzipped(packed.body), plain.body);
    EXPECT_EQ(running.get("/list", "If-None-Match: \"v1-gzip\"\r\n").status, 304);
    EXPECT_EQ(running.get("/short", "Accept-Encoding: gzip\r\n").header("Content-Encoding"), "");
}

TEST(Answers, CarryTheHeadersThatProtectBrowsers) {
    const Running running(routes(), quick());
    const Heard page = running.get("/page");
    EXPECT_EQ(page.header("X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(page.header("Referrer-Policy"), "same-origin");
    EXPECT_EQ(page.header("X-Frame-Options"), "DENY");
    EXPECT_NE(page.header("Content-Security-Policy").find("default-src 'self'"), std::string::npos);
    EXPECT_EQ(running.get("/short").header("Content-Security-Policy"), "");
}

TEST(Answers, AHeaderCannotBeSplit) {
    const Running running(routes(), quick());
    const Heard heard = running.get("/split");
    EXPECT_EQ(heard.status, 500);
    EXPECT_EQ(heard.header("Set-Cookie"), "");
}

TEST(Answers, ProblemsAreRfc9457) {
    const Running running(routes(), quick());
    const Heard heard = running.get("/forbidden");
    EXPECT_EQ(heard.status, 403);
    EXPECT_EQ(heard.header("Content-Type"), "application/problem+json");
    const auto object = json::parse(heard.body).as_object();
    EXPECT_EQ(object.at("type"), "/problems/forbidden");
    EXPECT_EQ(object.at("title"), "This account may not do that");
    EXPECT_EQ(object.at("status"), 403);
    EXPECT_EQ(object.at("detail"), "ask an \"owner\" 虎");
    EXPECT_EQ(object.at("code"), "forbidden");
}

TEST(Requests, JsonIsReadOrRefused) {
    const Running running(routes(), quick());
    const auto post = [&](std::string_view type, std::string_view body) {
        return running.ask(
            std::format("POST /json HTTP/1.1\r\nHost: t\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n{}", type,
                        body.size(), body));
    };
    EXPECT_EQ(post("application/json; charset=utf-8", R"({"a":[1,2]})").body, "[1,2]");
    EXPECT_EQ(post("text/plain", R"({"a":1})").status, 415);
    EXPECT_EQ(post("application/json", R"({"a":)").status, 400);
    EXPECT_EQ(post("application/json", "[]").status, 400);
}

TEST(Requests, TheProxyIsBelievedOnlyWhereTrusted) {
    const std::string headers =
        "X-Forwarded-For: 203.0.113.9, 198.51.100.7\r\nX-Forwarded-Proto: https\r\nCookie: b=1; a=2\r\n";
    const Running direct(routes(), quick());
    EXPECT_EQ(direct.get("/who?n=9", headers).body, "127.0.0.1 false 2 9");
    EXPECT_EQ(direct.get("/who?n=10").status, 400);
    EXPECT_EQ(direct.get("/who?n=1x").status, 400);
    ServerOptions options = quick();
    options.trust_proxy = true;
    const Running behind(routes(), options);
    EXPECT_EQ(behind.get("/who", headers).body, "198.51.100.7 true 2 5");
    EXPECT_EQ(behind.get("/who").body, "127.0.0.1 false - 5");
}

TEST(Answers, CookiesAndFileNames) {
    const Running running(routes(), quick());
    const Heard heard = running.get("/cookie");
    EXPECT_EQ(heard.header("Set-Cookie"), "serow_session=v; Path=/; Max-Age=60; SameSite=Lax; Secure; HttpOnly");
    EXPECT_EQ(heard.header("Content-Disposition"),
              "attachment; filename=\"___ _1_.zip\"; filename*=UTF-8''%E9%B9%BF%20%221%22.zip");
}
