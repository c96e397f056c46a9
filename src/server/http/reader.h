// Reads the heads and bodies of one connection's requests.
#pragma once

#include <memory>
#include <optional>
#include <span>

#include "server/http/connection.h"

namespace serow::server {

struct Connection::Reader {
    struct Part {
        std::size_t bytes = 0;
        bool gone = false;  // the client; nothing more can be said to it
        std::optional<Response> refusal;
    };

    explicit Reader(Connection& connection);
    ~Reader();
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    asio::awaitable<Part> read_head(Request& request);
    // At least one byte of the body, unless it has ended; all of `into` where that much comes within a second. Beside
    // what came it may say that the client is gone.
    asio::awaitable<Part> read_piece(std::span<std::byte> into);

    [[nodiscard]] bool has_bytes() const;  // of the next request, or of this one's body, that came already
    void shrink();                         // gives memory back while the connection is idle

    bool is_chunked = false;
    std::uint64_t left = 0;  // of a body whose length is known
    bool ended = true;       // the body
    bool expects_continue = false;
    bool keep_alive = false;

private:
    struct Parsing;
    asio::awaitable<Part> read_some(std::span<std::byte> into, std::chrono::milliseconds at_most);
    [[nodiscard]] Part fault(const boost::system::error_code& error) const;
    Connection& connection_;
    std::unique_ptr<Parsing> parsing_;  // all that is Beast's
};

}  // namespace serow::server
