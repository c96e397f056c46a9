#include <gtest/gtest.h>

#include <atomic>
#include <format>
#include <string>

#include "base/problem.h"
#include "server/http/events.h"
#include "server_http/talk.h"

using namespace serow;
using namespace serow::server;

namespace {

struct Made {
    std::atomic<std::size_t> bytes{0};
    std::atomic<int> interrupted{0};
};

Router routes(Made& made) {
    Router router;
    router.get("/ten", [](const Request&) {
        return Response::stream(
            [](ResponseWriter& out) {
                for (int i = 0; i < 10; ++i) out.write(std::string(100'000, static_cast<char>('a' + i)));
            },
            "application/zip");
    });
    router.get("/endless", [&made](const Request&) {
        return Response::stream(
            [&made](ResponseWriter& out) {
                try {
                    while (true) {
                        out.write(std::string(65536, 'x'));
                        made.bytes += 65536;
                    }
                } catch (const Failure& failure) {
                    if (failure.problem().code == Code::interrupted) ++made.interrupted;
                    throw;
                }
            },
            "application/zip");
    });
    router.get("/broken", [](const Request& r) {
        return Response::stream(
            [late = r.query.find("late").has_value()](ResponseWriter& out) {
                if (late) out.write("some");
                throw Failure(Code::conflict, "another export is running");
            },
            "application/zip");
    });
    router.get("/counted", [](const Request& r) {
        Response response = Response::stream([](ResponseWriter& out) { out.write("12345"); }, "text/plain");
        std::get<StreamBody>(response.body).length = static_cast<std::uint64_t>(r.integer_query("n", 5, 0, 99));
        return response;
    });
    return router;
}

}  // namespace

TEST(Streams, AreChunkedAndKeepTheConnection) {
    Made made;
    const Running running(routes(made), quick());
    Talk talk(running.port());
    for (int i = 0; i < 2; ++i) {
        talk.send("GET /ten HTTP/1.1\r\nHost: t\r\n\r\n");
        const Heard heard = talk.hear();
        EXPECT_TRUE(heard.is_whole);
        EXPECT_EQ(heard.header("Transfer-Encoding"), "chunked");
        ASSERT_EQ(heard.body.size(), 1'000'000U);
        EXPECT_EQ(heard.body[0], 'a');
        EXPECT_EQ(heard.body[999'999], 'j');
    }
    const Heard old = running.ask("GET /ten HTTP/1.0\r\n\r\n");
    EXPECT_EQ(old.header("Transfer-Encoding"), "");
    EXPECT_EQ(old.body.size(), 1'000'000U);
    EXPECT_EQ(running.ask("HEAD /ten HTTP/1.1\r\nHost: t\r\n\r\n").status, 200);
}

TEST(Streams, WaitForASlowClientInBoundedMemory) {
    Made made;
    ServerOptions options = quick();
    options.stall_timeout = std::chrono::seconds(30);
    const Running running(routes(made), options);
    Talk talk(running.port());
    talk.receive_at_most(4096);
    talk.send("GET /endless HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_TRUE(Running::eventually([&] { return made.bytes > 0; }));
    // Nothing is read: the producer comes to a halt once pipe and socket buffers are full.
    std::size_t before = 0;
    EXPECT_TRUE(Running::eventually([&] {
        const std::size_t now = made.bytes;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        return std::exchange(before, made.bytes) == now && made.bytes == now;
    }));
    EXPECT_LT(made.bytes, 16U << 20U);
    talk.reset();
    EXPECT_TRUE(Running::eventually([&] { return made.interrupted == 1; }));
}

TEST(Streams, ToClientsThatDoNotReadEnd) {
    Made made;
    const Running running(routes(made), quick());
    Talk talk(running.port());
    talk.receive_at_most(4096);
    talk.send("GET /endless HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_TRUE(Running::eventually([&] { return made.interrupted == 1; }));
}

TEST(Streams, ThatFailAreAProblemOrACut) {
    Made made;
    const Running running(routes(made), quick());
    const Heard early = running.get("/broken");
    EXPECT_EQ(early.status, 409);
    EXPECT_NE(early.body.find("another export is running"), std::string::npos);
    EXPECT_FALSE(running.get("/broken?late").is_whole);
    EXPECT_EQ(running.get("/counted").body, "12345");
    EXPECT_EQ(running.get("/counted").header("Content-Length"), "5");
    EXPECT_FALSE(running.get("/counted?n=6").is_whole);
    EXPECT_FALSE(running.get("/counted?n=4").is_whole);
}

TEST(Streams, AreBoundedInNumber) {
    Made made;
    ServerOptions options = quick();
    options.max_streams = 1;
    const Running running(routes(made), options);
    Talk first(running.port());
    first.send("GET /endless HTTP/1.1\r\nHost: t\r\n\r\n");
    EXPECT_TRUE(Running::eventually([&] { return made.bytes > 0; }));
    EXPECT_EQ(running.get("/ten").status, 503);
    first.reset();
    EXPECT_TRUE(Running::eventually([&] { return running.get("/ten").status == 200; }));
}

TEST(Events, ReachEveryListenerOfTheirTopic) {
    EventHub hub;
    Router router;
    router.get("/live/{topic}", [&hub](const Request& r) {
        auto subscription = hub.subscribe({r.parameter("topic")});
        subscription->send("progress", "at once");
        return Response::events(subscription);
    });
    const Running running(std::move(router), quick());
    Talk one(running.port()), two(running.port()), other(running.port());
    one.send("GET /live/a HTTP/1.1\r\nHost: t\r\n\r\n");
    two.send("GET /live/a HTTP/1.1\r\nHost: t\r\n\r\n");
    other.send("GET /live/b HTTP/1.1\r\nHost: t\r\n\r\n");
    for (Talk* talk : {&one, &two, &other}) {
        const std::string text = talk->hear_until("at once\n\n");
        EXPECT_NE(text.find("Content-Type: text/event-stream\r\n"), std::string::npos);
        EXPECT_NE(text.find("event: progress\ndata: at once\n\n"), std::string::npos);
    }
    EXPECT_TRUE(hub.is_heard("a"));
    EXPECT_EQ(hub.publish("a", "media", "line 1\nline 2"), 2U);
    for (Talk* talk : {&one, &two})
        EXPECT_NE(talk->hear_until("line 2\n\n").find("event: media\ndata: line 1\ndata: line 2\n\n"),
                  std::string::npos);
    EXPECT_EQ(other.hear_until(":\n\n").find("media"), std::string::npos);  // the comment that keeps it alive

    one.reset();
    EXPECT_TRUE(Running::eventually([&] { return running.server.connections() == 2; }));
    EXPECT_EQ(hub.publish("a", "media", "x"), 1U);
    EXPECT_EQ(hub.publish("nobody", "media", "x"), 0U);
}

TEST(Events, AListenerThatDoesNotReadIsCutOff) {
    EventHub hub;
    const auto subscription = hub.subscribe({"a"});
    for (int i = 0; i < 2000; ++i) hub.publish("a", "e", "d");
    const auto taken = subscription->take();
    EXPECT_FALSE(taken.open);
    EXPECT_TRUE(taken.text.empty());
}

TEST(Events, FromManyThreadsAllArrive) {
    EventHub hub;
    Router router;
    router.get("/live", [&hub](const Request&) { return Response::events(hub.subscribe({"a"})); });
    const Running running(std::move(router), quick());
    Talk talk(running.port());
    talk.send("GET /live HTTP/1.1\r\nHost: t\r\n\r\n");
    talk.hear_until(":\n\n");
    {
        std::vector<std::jthread> publishers;
        for (int t = 0; t < 4; ++t)
            publishers.emplace_back([&hub] {
                for (int i = 0; i < 200; ++i) hub.publish("a", "tick", "x");
            });
    }
    hub.publish("a", "last", "x");
    const std::string text = talk.hear_until("event: last\n");
    std::size_t ticks = 0;
    for (auto at = text.find("event: tick"); at != std::string::npos; at = text.find("event: tick", at + 1)) ++ticks;
    EXPECT_EQ(ticks, 800U);
}
