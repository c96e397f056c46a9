// Bytes in, status out: what a hostile or broken client sends. 0 is a connection closed without an answer.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "server_http/talk.h"

using namespace serow;
using namespace serow::server;

namespace {

Router echo() {
    Router router;
    router.post("/echo", [](const Request& r) { return Response::text(r.body); });
    router.get("/big", [](const Request&) { return Response::text("big"); });
    router.get("/throw", [](const Request&) -> Response { throw std::runtime_error("secret inside"); });
    return router;
}

const std::string host = "Host: x\r\n";
const std::string post = "POST /echo HTTP/1.1\r\n" + host;
const std::string get = "GET /big HTTP/1.1\r\n" + host;

}  // namespace

TEST(Malformed, EachIsRefusedByItsStatus) {
    struct Case {
        std::string name, bytes;
        int status;
    };
    const std::vector<Case> cases{
        {"both lengths", post + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x", 400},
        {"two lengths", post + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde", 400},
        {"two equal lengths", post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nabcde", 400},
        {"length with plus", post + "Content-Length: +5\r\n\r\nabcde", 400},
        {"length with letters", post + "Content-Length: 5abc\r\n\r\nabcde", 400},
        {"negative length", post + "Content-Length: -5\r\n\r\nabcde", 400},
        {"overflowing length", post + "Content-Length: 99999999999999999999999\r\n\r\nabcde", 400},
        {"unknown transfer coding", post + "Transfer-Encoding: xchunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n", 501},
        {"two transfer codings", post + "Transfer-Encoding: gzip, chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n", 501},
        {"chunk size overflow", post + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nabcde\r\n0\r\n\r\n",
         400},
        {"chunk without its end", post + "Transfer-Encoding: chunked\r\n\r\n5\r\nabcdeXX0\r\n\r\n", 400},
        {"no host", "GET /big HTTP/1.1\r\n\r\n", 400},
        {"two hosts", "GET /big HTTP/1.1\r\n" + host + host + "\r\n", 400},
        {"large header", get + "X: " + std::string(1 << 20, 'a') + "\r\n\r\n", 431},
        {"many headers",
         get +
             [] {
                 std::string s;
                 for (int i = 0; i < 5000; ++i) s += "A: b\r\n";
                 return s;
             }() +
             "\r\n",
         431},
        {"long target", "GET /" + std::string(1 << 18, 'a') + " HTTP/1.1\r\n" + host + "\r\n", 431},
        {"blank before colon", post + "Content-Length : 5\r\n\r\nabcde", 400},
        {"bare line feed", "GET /big HTTP/1.1\nHost: x\n\n", 400},
        {"traversal", "GET /../../etc/passwd HTTP/1.1\r\n" + host + "\r\n", 400},
        {"encoded traversal", "GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n" + host + "\r\n", 400},
        {"NUL in the path", "GET /a%00b HTTP/1.1\r\n" + host + "\r\n", 400},
        {"raw NUL", std::string("GET /a\0b HTTP/1.1\r\nHost: x\r\n\r\n", 31), 400},
        {"body over the limit", post + "Content-Length: 99999999\r\n\r\nabc", 413},
        {"chunked body over the limit",
         post + "Transfer-Encoding: chunked\r\n\r\n200000\r\n" + std::string(0x200000, 'a') + "\r\n0\r\n\r\n", 413},
        {"other expectation", post + "Expect: gold\r\nContent-Length: 5\r\n\r\nabcde", 417},
        {"other version", "GET /big HTTP/3.0\r\n" + host + "\r\n", 505},
        {"no HTTP at all", "\x16\x03\x01\x02\x01\x01\xfc\x03\x03 a TLS hello\r\n\r\n", 400},
        {"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505},
        {"chunks in HTTP/1.0", "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
        {"exception", "GET /throw HTTP/1.1\r\n" + host + "\r\n", 500},
        {"nothing there", "GET /nowhere HTTP/1.1\r\n" + host + "\r\n", 404},
        {"not this method", "DELETE /big HTTP/1.1\r\n" + host + "\r\n", 405},
        {"tunnel", "CONNECT example.org:443 HTTP/1.1\r\n" + host + "\r\n", 400},
    };
    const Running running(echo(), quick());
    for (const auto& [name, bytes, status] : cases) {
        const Heard heard = running.ask(bytes);
        EXPECT_EQ(heard.status, status) << name << "\n" << heard.head << heard.body;
        EXPECT_EQ(heard.header("Content-Type"), "application/problem+json") << name;
        EXPECT_EQ(heard.header("X-Content-Type-Options"), "nosniff") << name;
    }
    EXPECT_EQ(running.get("/big").body, "big");
}

TEST(Malformed, WellFormedOddOnesAreTaken) {
    const Running running(echo(), quick());
    EXPECT_EQ(running
                  .ask(post +
                       "Transfer-Encoding: chunked\r\n\r\n5;name=value\r\nabcde\r\n3\r\nfgh\r\n0\r\nTrailer: x\r\n\r\n")
                  .body,
              "abcdefgh");
    EXPECT_EQ(running.ask(post + "Content-Length: 5\r\n\r\nabcde").body, "abcde");
    EXPECT_EQ(running.ask("GET http://x/big HTTP/1.1\r\n" + host + "\r\n").body, "big");
    const Heard old = running.ask("GET /big HTTP/1.0\r\n\r\n");
    EXPECT_EQ(old.body, "big");
    EXPECT_EQ(old.header("Connection"), "close");
    const Heard head = running.ask("HEAD /big HTTP/1.1\r\n" + host + "\r\n");
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.header("Content-Length"), "3");
    const Heard options = running.ask("OPTIONS /big HTTP/1.1\r\n" + host + "\r\n");
    EXPECT_EQ(options.status, 204);
    EXPECT_EQ(options.header("Allow"), "GET, HEAD, OPTIONS");
}

TEST(Malformed, ASmuggledRequestIsNotAnswered) {
    const Running running(echo(), quick());
    Talk talk(running.port());
    talk.send(post + "Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /big HTTP/1.1\r\n" + host +
              "\r\n");
    const std::string all = talk.hear_to_end();
    EXPECT_TRUE(all.starts_with("HTTP/1.1 400"));
    EXPECT_EQ(all.find("HTTP/1.1", 1), std::string::npos);
}

TEST(Malformed, EveryCutOfARequestIsHarmless) {
    const Running running(echo(), quick());
    const std::string whole = post + "Transfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n";
    for (std::size_t length = 1; length < whole.size(); ++length) {
        Talk talk(running.port());
        talk.send(whole.substr(0, length));
        talk.reset();
    }
    EXPECT_EQ(running.get("/big").body, "big");
    EXPECT_TRUE(Running::eventually([&] { return running.server.connections() == 0; }));
}

TEST(Malformed, AnInnerFaultShowsOnlyAReference) {
    const Running running(echo(), quick());
    const Heard heard = running.get("/throw");
    EXPECT_EQ(heard.status, 500);
    EXPECT_EQ(heard.body.find("secret"), std::string::npos);
    EXPECT_NE(heard.body.find("\"code\":\"internal\""), std::string::npos);
}
