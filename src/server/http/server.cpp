#include "server/http/server.h"

#include <sys/resource.h>
#include <sys/socket.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/strand.hpp>
#include <format>
#include <thread>
#include <vector>

#include "base/log.h"
#include "base/problem.h"
#include "server/http/connection.h"

namespace serow::server {
namespace {

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);
constexpr std::string_view busy =
    "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

// A connection is an open file, and the usual soft limit of 1024 is below max_connections.
void allow_many_files() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

asio::ip::tcp::acceptor listen_at(Engine& engine) {
    const auto& options = engine.options;
    const auto fail = [&](const boost::system::error_code& error) {
        throw Failure(Code::unavailable, std::format("cannot listen at {} port {}: {}; choose another address or port",
                                                     options.address, options.port, error.message()));
    };
    boost::system::error_code error;
    const auto address = asio::ip::make_address(options.address, error);
    if (error) fail(error);
    const asio::ip::tcp::endpoint endpoint(address, options.port);
    asio::ip::tcp::acceptor acceptor(asio::make_strand(engine.io));
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
    if (!error && address.is_v6()) acceptor.set_option(asio::ip::v6_only(false), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) fail(error);
    return acceptor;
}

}  // namespace

struct Server::State {
    Engine engine;
    asio::ip::tcp::acceptor acceptor;
    asio::steady_timer grace;
    std::uint16_t port;

    State(ServerOptions options, Router router)
        : engine(std::move(options), std::move(router)),
          acceptor(listen_at(engine)),
          grace(acceptor.get_executor()),
          port(acceptor.local_endpoint().port()) {
        engine.on_connection_end = [this] {
            if (engine.stopping && open() == 0) asio::post(acceptor.get_executor(), [this] { grace.cancel(); });
        };
    }

    // Connections that are cut off die with the engine, after the acceptor and the timer.
    ~State() {
        engine.on_connection_end = [] {};
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    unsigned open() {
        const std::lock_guard lock(engine.mutex);
        return static_cast<unsigned>(engine.connections.size());
    }

    asio::awaitable<void> accept();
    void begin_stop();
};

asio::awaitable<void> Server::State::accept() {
    while (!engine.stopping) {
        auto [error, socket] = co_await acceptor.async_accept(asio::make_strand(engine.io), quietly);
        if (error == asio::error::operation_aborted) co_return;
        if (error) {
            // Out of files or memory: wait for connections to end instead of spinning.
            log_warning("a connection could not be accepted", {{"reason", error.message()}});
            asio::steady_timer pause(acceptor.get_executor(), std::chrono::milliseconds(100));
            co_await pause.async_wait(quietly);
            continue;
        }
        if (open() >= engine.options.max_connections) {
            [[maybe_unused]] const auto sent =
                ::send(socket.native_handle(), busy.data(), busy.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
            continue;
        }
        std::make_shared<Connection>(engine, std::move(socket))->start();
    }
}

void Server::State::begin_stop() {
    boost::system::error_code ignored;
    acceptor.close(ignored);
    std::vector<std::shared_ptr<Connection>> present;
    {
        const std::lock_guard lock(engine.mutex);
        for (Connection* connection : engine.connections)
            if (auto shared = connection->weak_from_this().lock()) present.push_back(std::move(shared));
    }
    if (present.empty()) return;
    grace.expires_after(engine.options.stop_grace);
    grace.async_wait([this](boost::system::error_code error) {
        if (error) return;
        log_warning("requests were cut off at the end of the grace period", {{"connections", std::to_string(open())}});
        engine.io.stop();
    });
    for (const auto& connection : present) connection->stop();
}

Server::Server(ServerOptions options, Router router) {
    allow_many_files();
    state_ = std::make_unique<State>(std::move(options), std::move(router));
}

Server::~Server() {
    // Handlers still running look at the engine: they end first.
    state_->engine.pool.join();
    state_->engine.stream_pool.join();
}

std::uint16_t Server::port() const {
    return state_->port;
}

unsigned Server::connections() const {
    return state_->open();
}

void Server::run() {
    auto& engine = state_->engine;
    asio::co_spawn(state_->acceptor.get_executor(), state_->accept(), asio::detached);
    {
        std::vector<std::jthread> threads;
        for (unsigned i = 1; i < engine.options.threads; ++i) threads.emplace_back([&engine] { engine.io.run(); });
        engine.io.run();
    }
    {
        const std::lock_guard lock(engine.mutex);
        for (BytePipe* pipe : engine.pipes) pipe->close();
    }
    engine.pool.join();
    engine.stream_pool.join();
}

void Server::stop() {
    if (state_->engine.stopping.exchange(true)) return;
    asio::post(state_->acceptor.get_executor(), [state = state_.get()] { state->begin_stop(); });
}

}  // namespace serow::server
