// A plain socket to a server under test, and the server itself on a thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "server/http/server.h"

namespace serow::server {

struct Heard {
    int status = 0;  // 0: the connection ended without an answer
    std::string head;
    std::string body;  // chunks put together
    bool is_whole = false;

    // The header's value, name in the case that the server writes it; "" where absent.
    [[nodiscard]] std::string header(std::string_view name) const;
};

class Talk {
public:
    explicit Talk(std::uint16_t port);
    ~Talk();
    Talk(Talk&& other) noexcept;
    Talk& operator=(Talk&&) = delete;

    bool send(std::string_view bytes);  // false where the server has closed
    Heard hear(std::string_view method = "GET");
    // Everything until the server closes, or 5 seconds pass without a byte.
    std::string hear_to_end();
    // What comes until `text` is in it, or the connection ends.
    std::string hear_until(std::string_view text);
    [[nodiscard]] bool is_closed_within(std::chrono::milliseconds time);
    void receive_at_most(int bytes);  // the size of the socket's buffer
    void reset();                     // leaves without a goodbye

private:
    bool more();
    int socket_ = -1;
    std::string unread_;
};

class Running {
public:
    explicit Running(Router router, ServerOptions options = {});
    ~Running();
    [[nodiscard]] std::uint16_t port() const { return server.port(); }
    [[nodiscard]] Heard ask(std::string_view request) const;  // on a connection of its own
    [[nodiscard]] Heard get(std::string_view target, std::string_view headers = "") const;
    [[nodiscard]] std::string url(std::string_view target) const;
    // Waits until `done`, at most 5 seconds.
    template <class Done>
    static bool eventually(Done done) {
        for (int i = 0; i < 500; ++i) {
            if (done()) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return done();
    }

    Server server;
    std::jthread thread;
};

// The options of tests: nothing waits long.
ServerOptions quick();

}  // namespace serow::server
