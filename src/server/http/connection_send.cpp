#include <sys/sendfile.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <format>

#include "server/http/connection.h"

namespace serow::server {
namespace {

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);
constexpr std::size_t piece = 256 * 1024;    // written under one time limit
constexpr std::size_t file_piece = 1 << 20;  // then other connections have their turn

}  // namespace

asio::awaitable<bool> Connection::send_bytes(std::string_view first, std::string_view second) {
    while (!first.empty() || !second.empty()) {
        allow(engine_.options.stall_timeout);
        const std::array<asio::const_buffer, 2> buffers{
            asio::buffer(first.data(), std::min(first.size(), piece)),
            asio::buffer(second.data(), first.size() > piece ? 0 : std::min(second.size(), piece))};
        const auto [error, count] = co_await socket_.async_write_some(buffers, quietly);
        if (error) co_return false;
        sent_ += count;
        const auto of_first = std::min(count, first.size());
        first.remove_prefix(of_first);
        second.remove_prefix(count - of_first);
    }
    co_return true;
}

asio::awaitable<bool> Connection::send_file(std::string_view head, const FileWindow& window, std::uint64_t length) {
    // MSG_MORE lets the head travel in the first packet of the file.
    while (!head.empty()) {
        allow(engine_.options.stall_timeout);
        const auto [error, count] = co_await socket_.async_send(asio::buffer(head), length > 0 ? MSG_MORE : 0, quietly);
        if (error) co_return false;
        head.remove_prefix(count);
    }
    boost::system::error_code ignored;
    socket_.native_non_blocking(true, ignored);
    auto offset = static_cast<off_t>(window.offset);
    while (length > 0) {
        const auto count = ::sendfile(socket_.native_handle(), window.file.descriptor(), &offset,
                                      std::min<std::uint64_t>(length, file_piece));
        if (count > 0) {
            length -= static_cast<std::uint64_t>(count);
            sent_ += static_cast<std::uint64_t>(count);
            co_await asio::post(socket_.get_executor(), asio::use_awaitable);
        } else if (count < 0 && errno == EAGAIN) {
            allow(engine_.options.stall_timeout);
            const auto [error] = co_await socket_.async_wait(Socket::wait_write, quietly);
            if (error) co_return false;
        } else if (count == 0 || errno != EINTR) {
            co_return false;  // gone, or the file became shorter: the length that was said cannot be kept
        }
    }
    co_return true;
}

asio::awaitable<Connection::After> Connection::send(const Request& request, Answer& answer, After after) {
    last_status_ = answer.status;
    if (std::holds_alternative<StreamBody>(answer.body)) co_return co_await send_stream(request, answer, after);
    if (std::holds_alternative<EventBody>(answer.body)) {
        co_await send_events(answer);
        co_return After::close;
    }
    const std::string framing = answer.length ? std::format("Content-Length: {}", *answer.length) : "";
    const std::string head = written_head(answer, framing, word(after));
    bool sent = false;
    if (const auto* window = std::get_if<FileWindow>(&answer.body)) {
        sent = co_await send_file(head, *window, *answer.length);
    } else {
        std::string_view body;
        if (const auto* text = std::get_if<std::string>(&answer.body)) body = *text;
        if (const auto* fixed = std::get_if<StaticBody>(&answer.body)) body = fixed->bytes;
        sent = co_await send_bytes(head, body);
    }
    co_return sent ? after : After::close;
}

std::string_view Connection::word(After after) {
    return after == After::keep ? "keep-alive" : "close";
}

}  // namespace serow::server
