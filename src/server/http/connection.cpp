#include "server/http/connection.h"

#include <boost/asio/co_spawn.hpp>
#include <format>

#include "base/log.h"
#include "server/http/head.h"
#include "server/http/problem.h"
#include "server/http/reader.h"

namespace serow::server {
namespace {

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t largest_piece = 512 * 1024;
constexpr std::size_t memory_of_all_uploads = std::size_t{64} << 20;
constexpr std::chrono::milliseconds quick_piece{100};
constexpr std::chrono::milliseconds drain_time{2000};

// Cameras that can be given an address only bear their key in it.
std::string path_to_log(const std::string& path) {
    constexpr std::string_view key = "serowcam_";
    const auto at = path.find(key);
    return at == path.npos ? path : path.substr(0, at + key.size()) + "…";
}

// Memory for one piece of a body, where the disk can take it from as it is (store/direct_writer.h).
class Piece {
public:
    Piece() = default;
    explicit Piece(std::size_t size)
        : pages_(std::make_unique_for_overwrite<Page[]>(size / sizeof(Page))), size_(size) {}
    [[nodiscard]] std::span<std::byte> bytes() const { return {reinterpret_cast<std::byte*>(pages_.get()), size_}; }

private:
    struct alignas(4096) Page {
        std::byte bytes[4096];
    };
    std::unique_ptr<Page[]> pages_;
    std::size_t size_ = 0;
};

Response too_large_response(std::uint64_t limit) {
    return problem_response(
        {Code::too_large, std::format("the body of this request may have at most {} bytes", limit)});
}

}  // namespace

// Runs `work`, which must not throw, on the pool, and comes back to the strand.
template <class Work>
asio::awaitable<void> Connection::on_pool(Work& work) {
    allow_any_time();
    co_await asio::async_initiate<const asio::use_awaitable_t<>&, void()>(
        [this, &work](auto handler) {
            asio::post(engine_.pool, [&work, handler = std::move(handler)]() mutable {
                work();
                const auto executor = asio::get_associated_executor(handler);
                asio::post(executor, std::move(handler));
            });
        },
        asio::use_awaitable);
}

Connection::Connection(Engine& engine, Socket socket)
    : engine_(engine), socket_(std::move(socket)), clock_(socket_.get_executor()), waker_(socket_.get_executor()) {
    boost::system::error_code error;
    const auto peer = socket_.remote_endpoint(error);
    if (!error) {
        auto address = peer.address();
        if (address.is_v6() && address.to_v6().is_v4_mapped())
            address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
        remote_address_ = address.to_string();
    }
    socket_.set_option(asio::ip::tcp::no_delay(true), error);
    const std::lock_guard lock(engine_.mutex);
    engine_.connections.insert(this);
}

Connection::~Connection() {
    {
        const std::lock_guard lock(engine_.mutex);
        engine_.connections.erase(this);
    }
    engine_.on_connection_end();
}

void Connection::start() {
    asio::co_spawn(socket_.get_executor(), serve(shared_from_this()), [](const std::exception_ptr& exception) {
        if (!exception) return;
        try {
            std::rethrow_exception(exception);
        } catch (const std::exception& error) {
            log_error("a connection ended in an unexpected exception", {{"what", error.what()}});
        }
    });
}

void Connection::stop() {
    asio::post(socket_.get_executor(), [self = shared_from_this()] {
        self->waker_.cancel();
        boost::system::error_code ignored;
        if (self->idle_) self->socket_.cancel(ignored);
    });
}

void Connection::allow(std::chrono::milliseconds time) {
    timed_out_ = false;
    deadline_ = std::chrono::steady_clock::now() + time;
    // The timer is only moved when it would ring too late; when it rings too early it is wound again.
    if (deadline_ < armed_) watch_clock();
}

void Connection::allow_any_time() {
    deadline_ = std::chrono::steady_clock::time_point::max();
}

void Connection::watch_clock() {
    armed_ = deadline_;
    clock_.expires_at(armed_);
    clock_.async_wait([self = shared_from_this()](boost::system::error_code error) {
        if (error || self->ended_) return;
        self->armed_ = std::chrono::steady_clock::time_point::max();
        if (std::chrono::steady_clock::now() >= self->deadline_) {
            self->timed_out_ = true;
            self->allow_any_time();
            boost::system::error_code ignored;
            self->socket_.cancel(ignored);
        } else if (self->deadline_ != std::chrono::steady_clock::time_point::max()) {
            self->watch_clock();
        }
    });
}

asio::awaitable<void> Connection::serve(std::shared_ptr<Connection> /*keeps this alive*/) {
    Reader reader(*this);
    while (!engine_.stopping) {
        if (!reader.has_bytes()) {
            reader.shrink();
            idle_ = true;
            allow(engine_.options.idle_timeout);
            const auto [error] = co_await socket_.async_wait(Socket::wait_read, quietly);
            idle_ = false;
            if (error) break;
        }
        if (co_await answer_next(reader) == After::close) break;
    }
    if (has_unread_) co_await drain();
    ended_ = true;
    clock_.cancel();
    boost::system::error_code ignored;
    socket_.shutdown(Socket::shutdown_both, ignored);
    socket_.close(ignored);
}

// Reads on for a moment, so that the answer is not lost by the reset that closing on unread bytes would cause.
asio::awaitable<void> Connection::drain() {
    boost::system::error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
    std::vector<std::byte> sink(read_ahead);
    allow(drain_time);
    while (!timed_out_) {
        const auto [error, count] = co_await socket_.async_read_some(asio::buffer(sink), quietly);
        if (error) break;
    }
}

Connection::After Connection::after(const Reader& reader) const {
    return reader.keep_alive && reader.ended && !engine_.stopping ? After::keep : After::close;
}

// What every answer of the route bears is added here.
Answer Connection::answer_with(const Request& request, Response response) const {
    if (route_ != nullptr)
        for (const auto& [name, value] : route_->options.headers) response.header(name, value);
    return make_answer(request, std::move(response), engine_.options.content_security_policy);
}

asio::awaitable<Connection::After> Connection::refuse(const Reader& reader, const Request& request, Response response) {
    Answer answer = answer_with(request, std::move(response));
    if (!reader.ended) has_unread_ = true;
    co_return co_await send(request, answer, after(reader));
}

asio::awaitable<void> Connection::continue_if_expected(Reader& reader) {
    if (reader.expects_continue && !reader.ended && !reader.has_bytes())
        co_await send_bytes("HTTP/1.1 100 Continue\r\n\r\n", {});
}

asio::awaitable<Connection::After> Connection::answer_next(Reader& reader) {
    Request request;
    request.remote_address = remote_address_;
    route_ = nullptr;
    Reader::Part head = co_await reader.read_head(request);
    if (head.gone) co_return After::close;
    if (head.refusal) co_return co_await refuse(reader, request, std::move(*head.refusal));

    const auto began = std::chrono::steady_clock::now();
    sent_ = 0;
    Router::Found found = engine_.router.find(request.method, request.path);
    route_ = found.route;
    After then = After::close;
    if (found.route == nullptr) {
        then = co_await refuse(reader, request, no_route_response(request, found.allowed));
    } else if (reader.left > found.route->options.body_limit) {
        then = co_await refuse(reader, request, too_large_response(found.route->options.body_limit));
    } else {
        request.path_parameters = std::move(found.path_parameters);
        then = std::holds_alternative<Handler>(found.route->handler)
                   ? co_await answer_plain(reader, request, *found.route)
                   : co_await answer_upload(reader, request, *found.route);
    }
    const auto took = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began);
    log(LogLevel::debug, "request",
        {{"method", request.method},
         {"path", path_to_log(request.path)},
         {"status", std::to_string(last_status_)},
         {"ms", std::format("{:.1f}", took.count())},
         {"bytes", std::to_string(sent_)}});
    co_return then;
}

asio::awaitable<Connection::After> Connection::answer_plain(Reader& reader, Request& request,
                                                            const Router::Route& route) {
    co_await continue_if_expected(reader);
    std::vector<std::byte> piece(reader.ended ? 0 : std::min<std::uint64_t>(read_ahead, route.options.body_limit + 1));
    while (!reader.ended) {
        Reader::Part part = co_await reader.read_piece(piece);
        if (part.gone) co_return After::close;
        if (part.refusal) co_return co_await refuse(reader, request, std::move(*part.refusal));
        request.body.append(reinterpret_cast<const char*>(piece.data()), part.bytes);
        if (request.body.size() > route.options.body_limit)
            co_return co_await refuse(reader, request, too_large_response(route.options.body_limit));
    }
    const Turn turn(engine_.waiting, engine_.options.pool_threads + engine_.options.pool_queue);
    if (!turn.admitted())
        co_return co_await refuse(
            reader, request,
            problem_response({Code::unavailable, "too many requests are waiting; try again in a moment"}));
    Answer answer;
    const auto work = [&] {
        answer = answer_with(request, guarded([&] { return std::get<Handler>(route.handler)(request); }));
    };
    co_await on_pool(work);
    co_return co_await send(request, answer, after(reader));
}

asio::awaitable<Connection::After> Connection::answer_upload(Reader& reader, Request& request,
                                                             const Router::Route& route) {
    const Turn turn(engine_.uploads, engine_.options.max_uploads);
    if (!turn.admitted())
        co_return co_await refuse(
            reader, request, problem_response({Code::unavailable, "too many uploads are under way; try again soon"}));
    std::unique_ptr<BodySink> sink;
    std::optional<Response> response;
    const auto open = [&] {
        try {
            sink = std::get<UploadHandler>(route.handler)(request);
            if (!sink) throw Failure(Code::internal, "an upload route gave no sink");
        } catch (...) {
            response = response_to_current_exception();
        }
    };
    co_await on_pool(open);
    if (response) co_return co_await refuse(reader, request, std::move(*response));
    co_await continue_if_expected(reader);

    // All uploads together stay small; memory that nothing was read into costs nothing.
    auto size = piece_size_ <= memory_of_all_uploads / engine_.uploads ? piece_size_ : read_ahead;
    Piece piece(size);
    std::uint64_t total = 0;
    bool gone = false;
    while (!reader.ended && !response && !gone) {
        const auto begun = std::chrono::steady_clock::now();
        Reader::Part part = co_await reader.read_piece(piece.bytes());
        const bool is_quick = part.bytes == size && std::chrono::steady_clock::now() - begun < quick_piece;
        gone = part.gone;
        response = std::move(part.refusal);
        total += part.bytes;
        if (total > route.options.body_limit) response = too_large_response(route.options.body_limit);
        if (response || part.bytes == 0) continue;
        const auto take = [&] {
            try {
                sink->on_bytes(piece.bytes().first(part.bytes));
            } catch (...) {
                response = response_to_current_exception();
            }
        };
        co_await on_pool(take);
        // Whoever fills its piece soon gets a larger one, for its next file, too.
        if (is_quick && size < largest_piece && size * 2 <= memory_of_all_uploads / engine_.uploads) {
            size *= 2;
            piece = Piece(size);
            piece_size_ = size;
        }
    }
    piece = {};
    Answer answer;
    const auto finish = [&] {
        if (!gone && !response) response = guarded([&] { return sink->on_end(); });
        sink.reset();
        if (response) answer = answer_with(request, std::move(*response));
    };
    co_await on_pool(finish);
    if (gone) co_return After::close;
    if (!reader.ended) has_unread_ = true;
    co_return co_await send(request, answer, after(reader));
}

}  // namespace serow::server
