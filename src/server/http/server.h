// The HTTP/1.1 server: a few threads that read and write, a pool that runs the handlers.
// TLS and HTTP/2 are a proxy's work, in front of it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "server/http/router.h"

namespace serow::server {

struct ServerOptions {
    std::string address = "127.0.0.1";  // "0.0.0.0" or "::" for every interface
    std::uint16_t port = 0;             // 0: the system picks one
    unsigned threads = 2;               // that read and write
    unsigned pool_threads = 8;          // that run handlers
    unsigned pool_queue = 1024;         // requests that may wait for the pool; more are answered by 503
    unsigned max_connections = 4096;
    unsigned max_uploads = 2000;                         // at a time; 64 KiB of memory each, up to 512 while few
    unsigned max_streams = 32;                           // at a time; a thread each
    std::size_t header_limit = 16UL * 1024;              // bytes of request line and headers
    std::chrono::milliseconds header_timeout{15'000};    // first byte to the end of the headers
    std::chrono::milliseconds idle_timeout{75'000};      // before the first byte of a next request
    std::chrono::milliseconds stall_timeout{60'000};     // a body that does not move, either way
    std::chrono::milliseconds event_keep_alive{15'000};  // between comments on server-sent events
    std::chrono::milliseconds stop_grace{10'000};        // for what is in flight when stop() is called
    bool trust_proxy = false;  // believe X-Forwarded-For and X-Forwarded-Proto (their last entry)
    // For text/html answers that do not set one themselves.
    std::string content_security_policy =
        "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; worker-src 'self' blob:; "
        "style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'self'; "
        "frame-ancestors 'none'";
};

class Server {
public:
    // Listens at once (connections wait until run()); Failure(unavailable) where the address or port is taken
    // or not this machine's. Raises the process's limit of open files to what the system allows.
    Server(ServerOptions options, Router router);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] unsigned connections() const;  // open now

    // Serves until stop(); then what is in flight is finished, for at most `stop_grace`.
    void run();
    // From any thread, also before run(), also twice; not from a signal handler.
    void stop();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace serow::server
