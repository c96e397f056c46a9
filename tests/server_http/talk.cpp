#include "server_http/talk.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <format>
#include <stdexcept>

namespace serow::server {

std::string Heard::header(std::string_view name) const {
    const auto at = head.find(std::format("\r\n{}: ", name));
    if (at == std::string::npos) return {};
    const auto begin = at + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

Talk::Talk(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("cannot connect to the server under test");
}

Talk::~Talk() {
    if (socket_ >= 0) ::close(socket_);
}

Talk::Talk(Talk&& other) noexcept : socket_(std::exchange(other.socket_, -1)), unread_(std::move(other.unread_)) {}

bool Talk::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

bool Talk::more() {
    pollfd wait{socket_, POLLIN, 0};
    if (::poll(&wait, 1, 5000) <= 0) return false;
    std::array<char, 65536> buffer{};
    const auto count = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (count <= 0) return false;
    unread_.append(buffer.data(), static_cast<std::size_t>(count));
    return true;
}

Heard Talk::hear(std::string_view method) {
    Heard heard;
    std::size_t end = 0;
    while ((end = unread_.find("\r\n\r\n")) == std::string::npos)
        if (!more()) return heard;
    heard.head = unread_.substr(0, end + 2);
    unread_.erase(0, end + 4);
    heard.status = std::stoi(heard.head.substr(9, 3));
    const bool has_no_body = method == "HEAD" || heard.status == 204 || heard.status == 304 || heard.status < 200;
    if (has_no_body) {
        heard.is_whole = true;
    } else if (const auto length = heard.header("Content-Length"); !length.empty()) {
        const std::size_t size = std::stoull(length);
        while (unread_.size() < size && more()) {
        }
        heard.is_whole = unread_.size() >= size;
        heard.body = unread_.substr(0, size);
        unread_.erase(0, size);
    } else if (heard.header("Transfer-Encoding") == "chunked") {
        while (true) {
            std::size_t line = 0;
            while ((line = unread_.find("\r\n")) == std::string::npos)
                if (!more()) return heard;
            const std::size_t size = std::stoull(unread_.substr(0, line), nullptr, 16);
            while (unread_.size() < line + 2 + size + 2)
                if (!more()) return heard;
            heard.body += unread_.substr(line + 2, size);
            unread_.erase(0, line + 2 + size + 2);
            if (size == 0) break;
        }
        heard.is_whole = true;
    } else {
        heard.body = hear_to_end();
        heard.is_whole = true;
    }
    return heard;
}

std::string Talk::hear_to_end() {
    while (more()) {
    }
    return std::exchange(unread_, {});
}

std::string Talk::hear_until(std::string_view text) {
    while (!unread_.contains(text))
        if (!more()) break;
    return std::exchange(unread_, {});
}

bool Talk::is_closed_within(std::chrono::milliseconds time) {
    pollfd wait{socket_, POLLIN, 0};
    if (::poll(&wait, 1, static_cast<int>(time.count())) <= 0) return false;
    char next = 0;
    return ::recv(socket_, &next, 1, MSG_PEEK) <= 0;
}

void Talk::receive_at_most(int bytes) {
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &bytes, sizeof bytes);
}

void Talk::reset() {
    const linger now{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    ::close(std::exchange(socket_, -1));
}

Running::Running(Router router, ServerOptions options)
    : server(std::move(options), std::move(router)), thread([this] {
          // As the program does: sendfile to a client that left must not end the process.
          std::signal(SIGPIPE, SIG_IGN);
          server.run();
      }) {}

Running::~Running() {
    server.stop();
}

Heard Running::ask(std::string_view request) const {
    Talk talk(port());
    talk.send(request);
    return talk.hear(request.substr(0, request.find(' ')));
}

Heard Running::get(std::string_view target, std::string_view headers) const {
    return ask(std::format("GET {} HTTP/1.1\r\nHost: t\r\n{}\r\n", target, headers));
}

std::string Running::url(std::string_view target) const {
    return std::format("http://127.0.0.1:{}{}", port(), target);
}

ServerOptions quick() {
    ServerOptions options;
    options.header_timeout = options.idle_timeout = options.stall_timeout = std::chrono::milliseconds(300);
    options.event_keep_alive = std::chrono::milliseconds(100);
    options.stop_grace = std::chrono::milliseconds(2000);
    return options;
}

}  // namespace serow::server
