#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <latch>
#include <string>
#include <vector>

#include "base/problem.h"
#include "server_http/talk.h"

using namespace serow;
using namespace serow::server;

namespace {

const std::string hello = "GET /hello HTTP/1.1\r\nHost: t\r\n\r\n";

Router hello_routes() {
    Router router;
    router.get("/hello", [](const Request&) { return Response::text("hello"); });
    router.post("/echo", [](const Request& r) { return Response::text(r.body); });
    return router;
}

}  // namespace

TEST(Connections, AreKept) {
    const Running running(hello_routes(), quick());
    Talk talk(running.port());
    for (int i = 0; i < 100; ++i) {
        talk.send(hello);
        const Heard heard = talk.hear();
        ASSERT_EQ(heard.body, "hello");
        EXPECT_EQ(heard.header("Connection"), "keep-alive");
    }
    talk.send("GET /hello HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(talk.hear().header("Connection"), "close");
    EXPECT_TRUE(talk.is_closed_within(std::chrono::seconds(2)));
}

TEST(Connections, AnswerPipelinedRequestsInOrder) {
    const Running running(hello_routes(), quick());
    Talk talk(running.port());
    std::string all;
    for (int i = 0; i < 50; ++i)
        all += hello + "POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\n\r\n" + std::to_string(10 + i) +
               "POST /echo HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n" + std::to_string(10 + i) +
               "\r\n0\r\n\r\n";
    talk.send(all);
    for (int i = 0; i < 50; ++i) {
        ASSERT_EQ(talk.hear().body, "hello");
        ASSERT_EQ(talk.hear().body, std::to_string(10 + i));
        ASSERT_EQ(talk.hear().body, std::to_string(10 + i));
    }
}

TEST(Connections, ThatDawdleAreEnded) {
    const Running running(hello_routes(), quick());
    Talk idle(running.port());
    EXPECT_TRUE(idle.is_closed_within(std::chrono::seconds(3)));
    EXPECT_EQ(idle.hear().status, 0);
    Talk slow_head(running.port());
    slow_head.send("GET /hello HTTP/1.1\r\nHost:");
    EXPECT_EQ(slow_head.hear().status, 408);
    Talk slow_body(running.port());
    slow_body.send("POST /echo HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\n\r\nab");
    EXPECT_EQ(slow_body.hear().status, 408);
    // A byte now and then does not prolong the time for the head.
    Talk dripping(running.port());
    bool open = true;
    const auto began = std::chrono::steady_clock::now();
    while (open && std::chrono::steady_clock::now() - began < std::chrono::seconds(4)) {
        dripping.send("G");
        open = !dripping.is_closed_within(std::chrono::milliseconds(50));
        if (open && dripping.hear_until("\r\n\r\n").starts_with("HTTP/1.1 408")) open = false;
    }
    EXPECT_FALSE(open);
}

TEST(Connections, AThousandIdleOnesDoNotDisturb) {
    ServerOptions options = quick();
    options.idle_timeout = std::chrono::seconds(60);
    const Running running(hello_routes(), options);
    std::vector<Talk> idle;
    for (int i = 0; i < 1000; ++i) {
        idle.emplace_back(running.port());
        if (i % 2 == 0) continue;
        idle.back().send(hello);
        ASSERT_EQ(idle.back().hear().body, "hello");
    }
    EXPECT_TRUE(Running::eventually([&] { return running.server.connections() == 1000; }));
    EXPECT_EQ(running.get("/hello").body, "hello");
    for (auto& talk : idle) {
        talk.send(hello);
        ASSERT_EQ(talk.hear().body, "hello");
    }
}

TEST(Connections, AreBoundedInNumber) {
    ServerOptions options = quick();
    options.max_connections = 2;
    options.idle_timeout = std::chrono::seconds(60);
    const Running running(hello_routes(), options);
    Talk one(running.port());
    one.send(hello);
    EXPECT_EQ(one.hear().status, 200);
    {
        Talk two(running.port());
        two.send(hello);
        EXPECT_EQ(two.hear().status, 200);
        Talk three(running.port());
        EXPECT_EQ(three.hear().status, 503);
    }
    EXPECT_TRUE(Running::eventually([&] { return running.get("/hello").status == 200; }));
}

TEST(Connections, MoreRequestsThanMayWaitAreRefused) {
    std::latch inside(1), release(1);
    Router router;
    router.get("/slow", [&](const Request&) {
        inside.count_down();
        release.wait();
        return Response::text("done");
    });
    ServerOptions options = quick();
    options.pool_threads = 1;
    options.pool_queue = 0;
    const Running running(std::move(router), options);
    Talk first(running.port());
    first.send("GET /slow HTTP/1.1\r\nHost: t\r\n\r\n");
    inside.wait();
    EXPECT_EQ(running.get("/slow").status, 503);
    release.count_down();
    EXPECT_EQ(first.hear().body, "done");
}

TEST(Stopping, FinishesWhatIsInFlight) {
    std::latch inside(1), release(1);
    Router router;
    router.get("/slow", [&](const Request&) {
        inside.count_down();
        release.wait();
        return Response::text("done");
    });
    Running running(std::move(router), quick());
    Talk idle(running.port()), busy(running.port());
    busy.send("GET /slow HTTP/1.1\r\nHost: t\r\n\r\n");
    inside.wait();
    running.server.stop();
    EXPECT_TRUE(idle.is_closed_within(std::chrono::seconds(1)));
    release.count_down();
    const Heard heard = busy.hear();
    EXPECT_EQ(heard.body, "done");
    EXPECT_EQ(heard.header("Connection"), "close");
    running.thread.join();
    EXPECT_THROW(Talk late(running.port()), std::runtime_error);
}

TEST(Stopping, DoesNotWaitForEverForAStream) {
    std::atomic<bool> interrupted{false};
    Router router;
    router.get("/endless", [&](const Request&) {
        return Response::stream(
            [&](ResponseWriter& out) {
                try {
                    while (true) out.write("x");
                } catch (const Failure&) {
                    interrupted = true;
                    throw;
                }
            },
            "text/plain");
    });
    ServerOptions options = quick();
    options.stop_grace = std::chrono::milliseconds(200);
    options.stall_timeout = std::chrono::seconds(60);
    Running running(std::move(router), options);
    Talk talk(running.port());
    talk.send("GET /endless HTTP/1.1\r\nHost: t\r\n\r\n");
    talk.hear_until("xxx");
    running.server.stop();
    running.thread.join();
    EXPECT_TRUE(interrupted);
}

TEST(Starting, AtAPortThatIsTakenIsAProblem) {
    const Running running(hello_routes(), quick());
    ServerOptions options;
    options.port = running.port();
    try {
        const Server second(options, Router());
        FAIL() << "two servers at one port";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.problem().code, Code::unavailable);
    }
    options.address = "not an address";
    EXPECT_THROW(Server(options, Router()), Failure);
}
