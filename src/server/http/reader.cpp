// The one file that names Boost.Beast: its parser reads heads and chunked bodies.
#include "server/http/reader.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <format>

#include "server/http/head.h"
#include "server/http/problem.h"

namespace serow::server {
namespace {

namespace beast = boost::beast;
constexpr auto quietly = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::milliseconds longest_fill{1000};

Response timed_out_response() {
    return problem_response(408, "request-timeout", "The request did not arrive in time",
                            "the rest of the request did not come within the time limit; send it again");
}

}  // namespace

struct Connection::Reader::Parsing {
    beast::flat_buffer buffer;
    std::optional<beast::http::request_parser<beast::http::buffer_body>> parser;

    // A line that ends by a bare line feed is a "bad version" to the parser, but not to us.
    [[nodiscard]] bool has_whole_line() const {
        const std::string_view text(static_cast<const char*>(buffer.data().data()), buffer.size());
        const auto end = text.find('\n');
        return end != std::string_view::npos && end > 0 && text[end - 1] == '\r';
    }
};

Connection::Reader::Reader(Connection& connection)
    : connection_(connection),
      parsing_(std::make_unique<Parsing>(beast::flat_buffer(connection.engine_.options.header_limit + read_ahead),
                                         std::nullopt)) {}

Connection::Reader::~Reader() = default;

bool Connection::Reader::has_bytes() const {
    return parsing_->buffer.size() > 0;
}

void Connection::Reader::shrink() {
    if (parsing_->buffer.capacity() > 4096) parsing_->buffer.shrink_to_fit();
}

Connection::Reader::Part Connection::Reader::fault(const beast::error_code& error) const {
    using Fault = beast::http::error;
    Part part;
    if (connection_.timed_out_) {
        part.refusal = timed_out_response();
    } else if (error == Fault::header_limit || error == Fault::buffer_overflow) {
        part.refusal = problem_response(431, "headers-too-large", "The headers are too large",
                                        std::format("request line and headers may have at most {} bytes",
                                                    connection_.engine_.options.header_limit));
    } else if (error == Fault::bad_version && parsing_->has_whole_line()) {
        part.refusal =
            problem_response(505, "version-not-supported", "This version of HTTP is not spoken here", "use HTTP/1.1");
    } else if (error == Fault::end_of_stream || error == Fault::partial_message ||
               error.category() != beast::http::make_error_code(Fault::bad_method).category()) {
        part.gone = true;
    } else {
        part.refusal = problem_response({Code::bad_request, "this is not valid HTTP: " + error.message()});
    }
    return part;
}

asio::awaitable<Connection::Reader::Part> Connection::Reader::read_head(Request& request) {
    auto& parser = parsing_->parser;
    parser.emplace();
    parser->header_limit(static_cast<std::uint32_t>(connection_.engine_.options.header_limit));
    parser->body_limit(boost::none);
    ended = false;
    expects_continue = keep_alive = false;
    connection_.allow(connection_.engine_.options.header_timeout);
    const auto [error, count] =
        co_await beast::http::async_read_header(connection_.socket_, parsing_->buffer, *parser, quietly);
    connection_.allow_any_time();
    if (error) co_return fault(error);

    const auto& message = parser->get();
    RawHead raw;
    raw.method = message.method_string();
    raw.target = message.target();
    raw.version = message.version();
    for (const auto& field : message) raw.headers.add(std::string(field.name_string()), std::string(field.value()));
    const auto length = parser->content_length();
    is_chunked = parser->chunked();
    left = length ? *length : 0;
    keep_alive = message.keep_alive();
    connection_.knows_chunks_ = message.version() == 11;
    Part part;
    part.refusal = check_head(raw);
    // Where such a request ends nobody can tell: what follows must not be taken for another one.
    if (part.refusal) keep_alive = false;
    if (!part.refusal) part.refusal = fill_request(raw, connection_.engine_.options.trust_proxy, request);
    expects_continue = request.header("Expect").has_value() && message.version() == 11;
    ended = !is_chunked && left == 0;
    co_return part;
}

asio::awaitable<Connection::Reader::Part> Connection::Reader::read_piece(std::span<std::byte> into) {
    const auto begun = std::chrono::steady_clock::now();
    Part piece = co_await read_some(into, connection_.engine_.options.stall_timeout);
    while (piece.bytes > 0 && piece.bytes < into.size() && !ended && !piece.gone && !piece.refusal) {
        const auto patience = begun + longest_fill - std::chrono::steady_clock::now();
        if (patience <= patience.zero()) break;
        Part more =
            co_await read_some(into.subspan(piece.bytes), std::chrono::ceil<std::chrono::milliseconds>(patience));
        piece.bytes += more.bytes;
        if (connection_.timed_out_) break;
        piece.gone = more.gone;
        piece.refusal = std::move(more.refusal);
    }
    co_return piece;
}

asio::awaitable<Connection::Reader::Part> Connection::Reader::read_some(std::span<std::byte> into,
                                                                        std::chrono::milliseconds at_most) {
    Part part;
    if (!is_chunked) {
        // Past the parser, straight to where the bytes go: half the copying of a large upload.
        into = into.first(std::min<std::uint64_t>(into.size(), left));
        if (parsing_->buffer.size() > 0) {
            part.bytes = asio::buffer_copy(asio::buffer(into.data(), into.size()), parsing_->buffer.data());
            parsing_->buffer.consume(part.bytes);
        } else if (!into.empty()) {
            connection_.allow(at_most);
            const auto [error, count] =
                co_await connection_.socket_.async_read_some(asio::buffer(into.data(), into.size()), quietly);
            connection_.allow_any_time();
            if (error) co_return fault(error == asio::error::eof ? beast::http::error::partial_message : error);
            part.bytes = count;
        }
        left -= part.bytes;
        ended = left == 0;
        co_return part;
    }
    auto& parser = parsing_->parser;
    auto& body = parser->get().body();
    // Beast reads as much as the buffer has room for, which would be 512 bytes at a time: 30 times slower.
    parsing_->buffer.reserve(read_ahead);
    while (part.bytes == 0 && !parser->is_done()) {
        body.data = into.data();
        body.size = into.size();
        connection_.allow(at_most);
        const auto [error, count] =
            co_await beast::http::async_read_some(connection_.socket_, parsing_->buffer, *parser, quietly);
        connection_.allow_any_time();
        if (error && error != beast::http::error::need_buffer) co_return fault(error);
        part.bytes = into.size() - body.size;
    }
    ended = parser->is_done();
    co_return part;
}

}  // namespace serow::server
