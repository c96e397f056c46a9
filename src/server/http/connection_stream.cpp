// Answers that are made while they are sent: streams from a thread of their own, and server-sent events.
#include <sys/socket.h>

#include <format>

#include "base/log.h"
#include "server/http/connection.h"
#include "server/http/events.h"
#include "server/http/problem.h"

namespace serow::server {
namespace {

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t pipe_capacity = 512 * 1024;

// While it lives, whoever has something to send wakes the connection; after it, never again.
template <class Source>
class Waker {
public:
    Waker(Source& source, std::function<void()> wake) : source_(source) { source_.on_wake(std::move(wake)); }
    ~Waker() { source_.on_wake({}); }
    Waker(const Waker&) = delete;
    Waker& operator=(const Waker&) = delete;

private:
    Source& source_;
};

}  // namespace

// Whatever ends the sending, the producer learns of it.
struct Connection::PipeGuard {
    Engine& engine;
    BytePipe& pipe;
    PipeGuard(Engine& e, BytePipe& p) : engine(e), pipe(p) {
        const std::lock_guard lock(engine.mutex);
        engine.pipes.insert(&pipe);
    }
    ~PipeGuard() {
        pipe.close();
        const std::lock_guard lock(engine.mutex);
        engine.pipes.erase(&pipe);
    }
    PipeGuard(const PipeGuard&) = delete;
    PipeGuard& operator=(const PipeGuard&) = delete;
};

void Connection::wake_from_elsewhere() {
    asio::post(socket_.get_executor(), [self = shared_from_this()] { self->waker_.cancel(); });
}

// Notices that the client leaves although nothing is being sent or read.
void Connection::watch_peer() {
    socket_.async_wait(Socket::wait_read, [self = shared_from_this()](boost::system::error_code error) {
        if (error) return;
        char next = 0;
        const auto count = ::recv(self->socket_.native_handle(), &next, 1, MSG_PEEK | MSG_DONTWAIT);
        // More data is a pipelined request: it waits its turn, and the next failed write tells of a departure.
        if (count > 0) return;
        if (count < 0 && errno == EAGAIN) return self->watch_peer();
        self->peer_gone_ = true;
        self->waker_.cancel();
    });
}

// True when the time was up, false when woken before.
asio::awaitable<bool> Connection::wait_to_be_woken(std::chrono::milliseconds at_most) {
    allow_any_time();
    waker_.expires_after(at_most);
    const auto [error] = co_await waker_.async_wait(quietly);
    co_return !error;
}

asio::awaitable<Connection::After> Connection::send_stream(const Request& request, Answer& answer, After after) {
    const Turn turn(engine_.streams, engine_.options.max_streams);
    if (!turn.admitted()) {
        Answer busy = make_answer(request,
                                  problem_response({Code::unavailable,
                                                    "too many downloads are under way at this "
                                                    "moment; try again in a minute"}),
                                  {});
        co_return co_await send(request, busy, after);
    }
    auto pipe = std::make_shared<BytePipe>(pipe_capacity);
    const PipeGuard guard(engine_, *pipe);
    const Waker waker(*pipe, [weak = weak_from_this()] {
        if (const auto self = weak.lock()) self->wake_from_elsewhere();
    });
    asio::post(engine_.stream_pool, [pipe, produce = std::move(std::get<StreamBody>(answer.body).produce)] {
        std::optional<Response> refusal;
        try {
            produce(*pipe);
        } catch (...) {
            refusal = response_to_current_exception();
        }
        pipe->finish(std::move(refusal));
    });
    watch_peer();
    const After then = co_await send_from(*pipe, request, answer, after);
    boost::system::error_code ignored;
    socket_.cancel(ignored);  // the watch
    co_return then;
}

asio::awaitable<Connection::After> Connection::send_from(BytePipe& pipe, const Request& request, const Answer& answer,
                                                         After after) {
    const bool is_chunked = !answer.length && knows_chunks_;
    if (!answer.length && !knows_chunks_) after = After::close;
    const std::string framing = answer.length ? std::format("Content-Length: {}", *answer.length)
                                : is_chunked  ? "Transfer-Encoding: chunked"
                                              : "";
    std::string head = written_head(answer, framing, word(after));
    const std::size_t head_size = head.size();
    std::uint64_t left = answer.length.value_or(UINT64_MAX);
    while (!peer_gone_) {
        BytePipe::Taken taken = pipe.take();
        if (taken.bytes.empty() && !taken.ended) {
            co_await wait_to_be_woken(std::chrono::hours(24));
            continue;
        }
        const bool has_begun = head.size() != head_size || !taken.bytes.empty();
        if (taken.refusal && !has_begun) {
            Answer refusal = make_answer(request, std::move(*taken.refusal), {});
            co_return co_await send(request, refusal, after);
        }
        const bool is_whole = taken.ended && !taken.refusal && (!answer.length || left == taken.bytes.size());
        if (taken.bytes.size() > left || (taken.ended && !is_whole)) {
            // Cut off hard: without its end, no client takes the part for the whole.
            log_warning("an answer broke off while it was sent", {{"path", request.path}});
            boost::system::error_code ignored;
            socket_.set_option(asio::socket_base::linger(true, 0), ignored);
            co_return After::close;
        }
        left -= taken.bytes.size();
        if (is_chunked && !taken.bytes.empty()) {
            head += std::format("{:x}\r\n", taken.bytes.size());
            taken.bytes += "\r\n";
        }
        if (is_chunked && taken.ended) taken.bytes += "0\r\n\r\n";
        if (!co_await send_bytes(head, taken.bytes)) co_return After::close;
        if (taken.ended) co_return after;
        head.clear();
    }
    co_return After::close;
}

asio::awaitable<void> Connection::send_events(const Answer& answer) {
    const auto subscription = std::get<EventBody>(answer.body).subscription;
    const Waker waker(*subscription, [weak = weak_from_this()] {
        if (const auto self = weak.lock()) self->wake_from_elsewhere();
    });
    watch_peer();
    // The comment makes proxies pass the head on.
    std::string text = written_head(answer, "", "close") + ":\n\n";
    while (true) {
        auto taken = subscription->take();
        text += taken.text;
        if (!text.empty() && !co_await send_bytes(text, {})) co_return;
        if (!taken.open || engine_.stopping || peer_gone_) co_return;
        const bool has_sent = !text.empty();
        text.clear();
        if (has_sent) continue;  // something may have come meanwhile, without waking anyone
        if (co_await wait_to_be_woken(engine_.options.event_keep_alive)) text = ":\n\n";
    }
}

}  // namespace serow::server
