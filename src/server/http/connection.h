// One client, from its first byte to its last. Everything here runs on the connection's strand.
#pragma once

#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <memory>
#include <mutex>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "server/http/answer.h"
#include "server/http/byte_pipe.h"
#include "server/http/router.h"
#include "server/http/server.h"

namespace serow::server {

namespace asio = boost::asio;
class Connection;

// What all connections share.
struct Engine {
    Engine(ServerOptions o, Router r)
        : options(std::move(o)),
          router(std::move(r)),
          io(static_cast<int>(options.threads)),
          pool(options.pool_threads),
          stream_pool(options.max_streams) {}

    const ServerOptions options;
    const Router router;
    std::atomic<unsigned> waiting{0};  // requests that are on the pool or wait for it
    std::atomic<unsigned> uploads{0};
    std::atomic<unsigned> streams{0};
    std::atomic<bool> stopping{false};
    std::mutex mutex;
    std::unordered_set<Connection*> connections;
    std::unordered_set<BytePipe*> pipes;
    std::function<void()> on_connection_end;
    // After what connections look at when they end: the coroutines that are left die with it.
    asio::io_context io;
    asio::thread_pool pool;
    asio::thread_pool stream_pool;
};

// Counts while it lives; `admitted` is false, and nothing is counted, where `limit` was reached.
class Turn {
public:
    Turn(std::atomic<unsigned>& count, unsigned limit) : count_(count), admitted_(count.fetch_add(1) < limit) {
        if (!admitted_) --count_;
    }
    ~Turn() {
        if (admitted_) --count_;
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    [[nodiscard]] bool admitted() const { return admitted_; }

private:
    std::atomic<unsigned>& count_;
    bool admitted_;
};

class Connection : public std::enable_shared_from_this<Connection> {
public:
    using Socket = asio::ip::tcp::socket;
    Connection(Engine& engine, Socket socket);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void start();
    // From any thread: leaves at once if idle or sending events, else after the present answer.
    void stop();

private:
    enum class After { keep, close };
    static constexpr std::size_t read_ahead = std::size_t{64} << 10;
    struct Reader;     // reader.h: heads and bodies of requests
    struct PipeGuard;  // connection_stream.cpp

    // connection.cpp
    asio::awaitable<void> serve(std::shared_ptr<Connection> self);
    asio::awaitable<After> answer_next(Reader& reader);
    asio::awaitable<After> answer_plain(Reader& reader, Request& request, const Router::Route& route);
    asio::awaitable<After> answer_upload(Reader& reader, Request& request, const Router::Route& route);
    asio::awaitable<After> refuse(const Reader& reader, const Request& request, Response response);
    [[nodiscard]] After after(const Reader& reader) const;
    [[nodiscard]] Answer answer_with(const Request& request, Response response) const;
    asio::awaitable<void> continue_if_expected(Reader& reader);
    asio::awaitable<void> drain();
    template <class Work>
    asio::awaitable<void> on_pool(Work& work);

    // connection_send.cpp: false where the client has gone or stalled.
    asio::awaitable<After> send(const Request& request, Answer& answer, After after);
    asio::awaitable<bool> send_bytes(std::string_view first, std::string_view second);
    asio::awaitable<bool> send_file(std::string_view head, const FileWindow& window, std::uint64_t length);
    static std::string_view word(After after);

    // connection_stream.cpp
    asio::awaitable<After> send_stream(const Request& request, Answer& answer, After after);
    asio::awaitable<After> send_from(BytePipe& pipe, const Request& request, const Answer& answer, After after);
    asio::awaitable<void> send_events(const Answer& answer);
    asio::awaitable<bool> wait_to_be_woken(std::chrono::milliseconds at_most);
    void watch_peer();
    void wake_from_elsewhere();

    // A time limit for what is awaited next; `none` while the pool works.
    void allow(std::chrono::milliseconds time);
    void allow_any_time();
    void watch_clock();

    Engine& engine_;
    Socket socket_;
    asio::steady_timer clock_;
    asio::steady_timer waker_;
    std::chrono::steady_clock::time_point deadline_ = std::chrono::steady_clock::time_point::max();
    std::chrono::steady_clock::time_point armed_ = std::chrono::steady_clock::time_point::max();
    bool timed_out_ = false;
    bool ended_ = false;
    bool idle_ = false;
    bool peer_gone_ = false;
    bool knows_chunks_ = true;  // false for HTTP/1.0
    bool has_unread_ = false;   // the client may still be sending what is not read any more
    std::string remote_address_;
    const Router::Route* route_ = nullptr;  // of the present request
    int last_status_ = 0;
    std::uint64_t sent_ = 0;               // bytes of the present answer
    std::size_t piece_size_ = read_ahead;  // in which the client's files are read
};

}  // namespace serow::server
