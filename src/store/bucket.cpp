#include "store/bucket.h"

#include <algorithm>
#include <charconv>
#include <exception>
#include <format>
#include <fstream>
#include <random>
#include <thread>
#include <utility>

#include "base/digest.h"

namespace serow::store {
namespace {

// Of no bytes at all.
constexpr std::string_view empty_sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr auto hash_header = "x-amz-meta-sha256";

std::uint64_t number(std::string_view text) {
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::string_view without_quotes(std::string_view etag) {
    if (etag.size() >= 2 && etag.front() == '"' && etag.back() == '"') return etag.substr(1, etag.size() - 2);
    return etag;
}

// "20130524T000000Z"
std::string timestamp_now() {
    return std::format("{:%Y%m%dT%H%M%SZ}", std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

std::string bytes_of_hex(std::string_view hex) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        unsigned value = 0;
        std::from_chars(hex.data() + i, hex.data() + i + 2, value, 16);
        bytes += static_cast<char>(value);
    }
    return bytes;
}

// The hash and MD5 of a part of a file, read in pieces.
std::pair<Sha256, std::string> hashes_of(const std::filesystem::path& path, std::uint64_t offset, std::uint64_t bytes) {
    std::ifstream file(path, std::ios::binary);
    file.seekg(static_cast<std::streamoff>(offset));
    Sha256Stream sha256;
    Md5Stream md5;
    std::vector<char> buffer(1 << 18);
    while (bytes > 0) {
        file.read(buffer.data(), static_cast<std::streamsize>(std::min<std::uint64_t>(buffer.size(), bytes)));
        if (file.gcount() <= 0) throw Failure(Code::unreadable, "reading failed half-way: " + path.string());
        const auto piece = std::as_bytes(std::span(buffer.data(), static_cast<std::size_t>(file.gcount())));
        sha256.add(piece);
        md5.add(piece);
        bytes -= piece.size();
    }
    return {sha256.finish(), md5.finish()};
}

}  // namespace

Bucket::Bucket(const S3Options& options) : options_(options) {
    const std::string_view url = options.url;
    const auto refuse = [](std::string_view what) {
        throw Failure(Code::invalid, std::format("{}; see docs/configuration.md", what));
    };
    if (!url.starts_with("s3://")) refuse(std::format("the store \"{}\" is no s3://bucket/prefix", url));
    const auto slash = url.find('/', 5);
    bucket_ = url.substr(5, slash == std::string_view::npos ? slash : slash - 5);
    if (slash != std::string_view::npos) prefix_ = url.substr(slash + 1);
    while (prefix_.ends_with('/')) prefix_.pop_back();
    if (!prefix_.empty()) prefix_ += '/';
    if (bucket_.empty()) refuse(std::format("the store \"{}\" names no bucket", url));
    if (options.keys.access_key.empty() || options.keys.secret_key.empty())
        refuse("an S3 store needs s3-access-key and s3-secret-key");
    endpoint_ =
        options.endpoint.empty() ? std::format("https://s3.{}.amazonaws.com", options.region) : options.endpoint;
    while (endpoint_.ends_with('/')) endpoint_.pop_back();
    const auto scheme = endpoint_.find("://");
    if (scheme == std::string::npos || !(endpoint_.starts_with("http://") || endpoint_.starts_with("https://")) ||
        endpoint_.find('/', scheme + 3) != std::string::npos)
        refuse(std::format("s3-endpoint \"{}\" is no https://host or https://host:port", endpoint_));
    // As curl sends it: without the scheme's own port.
    host_ = endpoint_.substr(scheme + 3);
    const std::string_view own_port = endpoint_.starts_with("https") ? ":443" : ":80";
    if (host_.ends_with(own_port)) host_.resize(host_.size() - own_port.size());
}

Bucket::Reply Bucket::once(const Call& call, const net::BodyReceiver& receiver) {
    RequestToSign to_sign;
    to_sign.method = call.method;
    to_sign.path = percent_encoded(std::format("/{}{}{}", bucket_, call.key.empty() ? "" : "/" + prefix_, call.key),
                                   Slashes::kept);
    to_sign.query = call.query;
    to_sign.payload_sha256 = call.payload_sha256.empty() ? std::string(empty_sha256) : call.payload_sha256;
    const auto timestamp = timestamp_now();
    to_sign.headers = call.headers;
    to_sign.headers.emplace_back("Host", host_);
    to_sign.headers.emplace_back("x-amz-content-sha256", to_sign.payload_sha256);
    to_sign.headers.emplace_back("x-amz-date", timestamp);
    net::HttpRequest request;
    request.method = call.method;
    request.url = endpoint_ + to_sign.path;
    if (!call.query.empty()) request.url += "?" + query_text(call.query);
    request.headers = to_sign.headers;
    request.headers.emplace_back("Authorization",
                                 authorization(to_sign, options_.keys, options_.region, "s3", timestamp));
    request.body = call.body;

    std::unique_ptr<net::HttpClient> client;
    {
        const std::scoped_lock lock(clients_mutex_);
        if (!idle_clients_.empty()) {
            client = std::move(idle_clients_.back());
            idle_clients_.pop_back();
        }
    }
    if (!client)
        client = std::make_unique<net::HttpClient>(net::HttpLimits{.connect_timeout = options_.connect_timeout,
                                                                   .stall_timeout = options_.stall_timeout,
                                                                   .body_limit = 8 << 20});
    auto sent = client->send(request, receiver);
    {
        const std::scoped_lock lock(clients_mutex_);
        idle_clients_.push_back(std::move(client));
    }
    Reply reply;
    if (!sent) {
        reply.outcome = outcome_of(sent.error());
        reply.why = std::move(sent.error().detail);
        return reply;
    }
    reply.response = std::move(*sent);
    reply.outcome = outcome_of(reply.response.status, reply.response.body);
    if (reply.outcome != Outcome::done) {
        reply.why = std::format("status {}", reply.response.status);
        if (const auto code = element(reply.response.body, "Code")) reply.why += " " + *code;
        if (const auto message = element(reply.response.body, "Message")) reply.why += ": " + *message;
    }
    return reply;
}

void Bucket::pause_before(int attempt) const {
    // Twice as long each time, and a random part of it: many that failed together do not come back together.
    const auto longest = std::min(options_.first_pause * (1 << std::min(attempt - 1, 10)), options_.longest_pause);
    thread_local std::minstd_rand random{std::random_device{}()};
    std::uniform_int_distribution<std::int64_t> part(longest.count() / 2, longest.count());
    std::this_thread::sleep_for(std::chrono::milliseconds(part(random)));
}

Bucket::Reply Bucket::patiently(const Call& call) {
    Reply reply;
    for (int attempt = 0; attempt < options_.attempts; ++attempt) {
        if (attempt > 0) pause_before(attempt);
        reply = once(call, {});
        if (reply.outcome != Outcome::retry) break;
    }
    return reply;
}

void Bucket::give_up(std::string_view doing, const Reply& reply) const {
    switch (reply.outcome) {
        case Outcome::not_found: throw Failure(Code::not_found, std::format("{}: {}", doing, reply.why));
        case Outcome::refused:
            throw Failure(Code::unavailable,
                          std::format("the S3 service refuses ({}; {}); look at store, s3-endpoint, s3-region and the "
                                      "keys, and at this machine's clock",
                                      doing, reply.why));
        case Outcome::broken:
            throw Failure(Code::unavailable,
                          std::format("the S3 service gave an answer that does not fit ({}; {})", doing, reply.why));
        default:
            throw Failure(Code::unavailable, std::format("the S3 service did not do it in {} tries ({}; {}); try again "
                                                         "later",
                                                         options_.attempts, doing, reply.why));
    }
}

net::HttpResponse Bucket::expect(const Call& call) {
    auto reply = patiently(call);
    if (reply.outcome != Outcome::done)
        give_up(call.method + " " + (call.key.empty() ? "of the bucket" : call.key), reply);
    return std::move(reply.response);
}

std::optional<ObjectFacts> Bucket::head(const std::string& key) {
    const Call call{.method = "HEAD", .key = key, .query = {}, .headers = {}, .body = {}, .payload_sha256 = {}};
    auto reply = patiently(call);
    if (reply.outcome == Outcome::not_found) return {};
    if (reply.outcome != Outcome::done) give_up("HEAD " + key, reply);
    const auto length = reply.response.header("Content-Length");
    if (!length) throw Failure(Code::unavailable, "the S3 service does not say the size of " + key);
    return ObjectFacts{number(*length), std::string(reply.response.header(hash_header).value_or("")),
                       std::string(reply.response.header("ETag").value_or(""))};
}

void Bucket::put(const std::string& key, std::string text, const Sha256& sha256) {
    Md5Stream md5;
    md5.add(std::as_bytes(std::span(text)));
    put_whole({.method = "PUT",
               .key = key,
               .query = {},
               .headers = {{hash_header, sha256.hex}},
               .body = std::move(text),
               .payload_sha256 = sha256.hex},
              sha256, md5.finish());
}

void Bucket::put(const std::string& key, const std::filesystem::path& file, const Sha256& sha256) {
    const auto bytes = std::filesystem::file_size(file);
    if (bytes <= options_.part_bytes) {
        put_whole({.method = "PUT",
                   .key = key,
                   .query = {},
                   .headers = {{hash_header, sha256.hex}},
                   .body = net::FilePart{.path = file, .size = bytes},
                   .payload_sha256 = sha256.hex},
                  sha256, hashes_of(file, 0, bytes).second);
        return;
    }
    // A fault that trying one request again does not mend spoils the whole: it is begun anew.
    Reply reply;
    for (int attempt = 0; attempt < options_.attempts; ++attempt) {
        if (attempt > 0) pause_before(attempt);
        reply = try_in_parts(key, file, bytes, sha256);
        if (reply.outcome == Outcome::done || reply.outcome == Outcome::refused) break;
    }
    if (reply.outcome == Outcome::not_found) reply.outcome = Outcome::broken;
    if (reply.outcome != Outcome::done) give_up("sending " + key, reply);
}

// The service has compared the bytes with the hash that was signed. Where its ETag is another than their MD5 (it
// encrypts with keys of its own, or something is wrong), they are read back before anybody is told that they are safe.
void Bucket::put_whole(const Call& call, const Sha256& sha256, const std::string& md5) {
    for (int attempt = 0; attempt < options_.attempts; ++attempt) {
        if (attempt > 0) pause_before(attempt);
        const auto response = expect(call);
        if (without_quotes(response.header("ETag").value_or("")) == md5 || holds(call.key, sha256)) return;
    }
    remove(call.key);
    throw Failure(Code::unavailable, "the S3 service does not keep the bytes it was sent as " + call.key);
}

Bucket::Reply Bucket::try_in_parts(const std::string& key, const std::filesystem::path& file, std::uint64_t bytes,
                                   const Sha256& sha256) {
    auto begun = patiently({.method = "POST",
                            .key = key,
                            .query = {{"uploads", ""}},
                            .headers = {{hash_header, sha256.hex}},
                            .body = {},
                            .payload_sha256 = {}});
    if (begun.outcome != Outcome::done) return begun;
    const auto upload = element(begun.response.body, "UploadId");
    if (!upload) return {Outcome::broken, {}, "no UploadId came"};
    const auto end_with = [&](Reply reply) {
        // Where this fails, too, the parts stay, invisible, until end_unfinished() finds them.
        once({.method = "DELETE",
              .key = key,
              .query = {{"uploadId", *upload}},
              .headers = {},
              .body = {},
              .payload_sha256 = {}},
             {});
        return reply;
    };

    // S3 takes 10 000 parts at most.
    const auto part_bytes = std::max(options_.part_bytes, bytes / 10'000 + 1);
    std::string parts;
    Md5Stream md5_of_parts;
    int count = 0;
    for (std::uint64_t offset = 0; offset < bytes; offset += part_bytes) {
        const auto size = std::min(part_bytes, bytes - offset);
        const auto [part_sha256, part_md5] = hashes_of(file, offset, size);
        auto reply = patiently({.method = "PUT",
                                .key = key,
                                .query = {{"partNumber", std::to_string(++count)}, {"uploadId", *upload}},
                                .headers = {},
                                .body = net::FilePart{.path = file, .offset = offset, .size = size},
                                .payload_sha256 = part_sha256.hex});
        if (reply.outcome != Outcome::done) return end_with(std::move(reply));
        const auto etag = reply.response.header("ETag");
        if (!etag) return end_with({Outcome::broken, {}, "no ETag came"});
        const auto digest = bytes_of_hex(part_md5);
        md5_of_parts.add(std::as_bytes(std::span(digest)));
        parts += std::format("<Part><PartNumber>{}</PartNumber><ETag>{}</ETag></Part>", count, *etag);
    }
    std::string list = "<CompleteMultipartUpload>" + parts + "</CompleteMultipartUpload>";
    const auto list_sha256 = sha256_of(list).hex;
    auto ended = patiently({.method = "POST",
                            .key = key,
                            .query = {{"uploadId", *upload}},
                            .headers = {{"Content-Type", "application/xml"}},
                            .body = std::move(list),
                            .payload_sha256 = list_sha256});
    // "No such upload": an earlier try did it, and its answer was lost.
    if (ended.outcome != Outcome::done && ended.outcome != Outcome::not_found) return end_with(std::move(ended));
    // The MD5 of the parts' MD5s; where the ETag is another, see put_whole().
    const auto etag = element(ended.response.body, "ETag").value_or("");
    if (without_quotes(etag) != std::format("{}-{}", md5_of_parts.finish(), count) && !holds(key, sha256)) {
        remove(key);
        return {Outcome::broken, {}, "the parts did not become the object that was sent"};
    }
    ended.outcome = Outcome::done;
    return ended;
}

bool Bucket::holds(const std::string& key, const Sha256& sha256) {
    try {
        Sha256Stream hash;
        get(key, 0, {}, [&](std::span<const std::byte> piece) { hash.add(piece); });
        return hash.finish() == sha256;
    } catch (const Failure& failure) {
        if (failure.problem().code == Code::not_found) return false;
        throw;
    }
}

void Bucket::get(const std::string& key, std::uint64_t offset, std::optional<std::uint64_t> length,
                 const PieceSink& sink, const std::string& etag) {
    if (length == 0U) return;
    std::uint64_t done = 0;
    std::optional<std::uint64_t> wanted = length;  // known at the latest when the first answer's headers are
    std::exception_ptr stopped;
    Reply reply;
    for (int attempt = 0; attempt < options_.attempts; ++attempt) {
        if (attempt > 0) pause_before(attempt);
        const auto from = offset + done;
        Call call{.method = "GET", .key = key, .query = {}, .headers = {}, .body = {}, .payload_sha256 = {}};
        if (!etag.empty()) call.headers.emplace_back("If-Match", etag);
        const bool is_part = from > 0 || length;
        if (is_part)
            call.headers.emplace_back("Range", wanted ? std::format("bytes={}-{}", from, offset + *wanted - 1)
                                                      : std::format("bytes={}-", from));
        const auto before = done;
        reply = once(call, [&](const net::HttpResponse& head, std::string_view piece) -> Result<void> {
            const auto range = head.header("Content-Range").value_or("");
            if (is_part && (head.status != 206 || !range.starts_with(std::format("bytes {}-", from))))
                return problem(Code::hash_mismatch, "another part came than was asked for");
            if (!wanted) {
                const auto all =
                    is_part ? range.substr(range.find('/') + 1) : head.header("Content-Length").value_or("");
                if (!all.empty()) wanted = number(all) - offset;
            }
            if (wanted && piece.size() > *wanted - done)
                return problem(Code::hash_mismatch, "more bytes came than were asked for");
            try {
                sink(std::as_bytes(std::span(piece)));
            } catch (...) {
                stopped = std::current_exception();
                return problem(Code::interrupted, "the reader stopped");
            }
            done += piece.size();
            return {};
        });
        if (stopped) std::rethrow_exception(stopped);
        if (wanted ? done >= *wanted : reply.outcome == Outcome::done) return;
        if (reply.outcome == Outcome::done) {
            reply.outcome = Outcome::retry;
            reply.why = std::format("{} of {} bytes came", done, *wanted);
        }
        if (reply.response.status == 416)
            throw Failure(Code::unreadable, std::format("{} has no {} bytes from {}", key, length.value_or(1), offset));
        if (reply.response.status == 412) throw Failure(Code::conflict, key + " was changed while it was read");
        if (reply.outcome == Outcome::not_found)
            throw Failure(Code::not_found, std::format("the object {} is not to be had: {}", key, reply.why));
        if (reply.outcome == Outcome::refused) break;
        if (done > before) attempt = 0;
    }
    give_up("GET " + key, reply);
}

bool Bucket::is_beside(const Bucket& other) const {
    return endpoint_ == other.endpoint_ && options_.keys.access_key == other.options_.keys.access_key;
}

void Bucket::copy(const Bucket& from, const std::string& key, const std::string& etag, const std::string& to,
                  const Sha256& sha256, const std::string& md5) {
    const auto source = std::format("/{}/{}{}", from.bucket_, from.prefix_, key);
    const Call call{.method = "PUT",
                    .key = to,
                    .query = {},
                    .headers = {{hash_header, sha256.hex},
                                {"x-amz-copy-source", percent_encoded(source, Slashes::kept)},
                                {"x-amz-copy-source-if-match", etag},
                                {"x-amz-metadata-directive", "REPLACE"}},
                    .body = {},
                    .payload_sha256 = {}};
    for (int attempt = 0; attempt < options_.attempts; ++attempt) {
        if (attempt > 0) pause_before(attempt);
        const auto reply = patiently(call);
        if (reply.response.status == 412)
            throw Failure(Code::conflict, std::format("{} was changed while it was read", key));
        if (reply.outcome != Outcome::done) give_up("copying " + key, reply);
        const auto copied = element(reply.response.body, "ETag").value_or("");
        if (without_quotes(copied) == md5 || holds(to, sha256)) return;
    }
    remove(to);
    throw Failure(Code::unavailable, "the S3 service does not keep the bytes that it copied to " + to);
}

void Bucket::remove(const std::string& key) {
    auto reply =
        patiently({.method = "DELETE", .key = key, .query = {}, .headers = {}, .body = {}, .payload_sha256 = {}});
    if (reply.outcome != Outcome::done && reply.outcome != Outcome::not_found) give_up("DELETE " + key, reply);
}

void Bucket::list(const std::string& prefix, const std::function<void(const ListedObject&)>& each) {
    std::optional<std::string> token;
    do {
        Call call{.method = "GET", .key = {}, .query = {}, .headers = {}, .body = {}, .payload_sha256 = {}};
        call.query = {{"list-type", "2"}, {"prefix", prefix_ + prefix}};
        if (token) call.query.emplace_back("continuation-token", *token);
        const auto response = expect(call);
        std::string_view xml = response.body;
        token = element(xml, "IsTruncated") == "true" ? element(xml, "NextContinuationToken") : std::nullopt;
        while (const auto one = next_element(xml, "Contents")) {
            const auto key = element(*one, "Key").value_or("");
            if (!key.starts_with(prefix_)) continue;
            each({key.substr(prefix_.size()), number(element(*one, "Size").value_or("")),
                  parse_instant(element(*one, "LastModified").value_or("")).value_or(Instant{})});
        }
    } while (token);
}

std::size_t Bucket::end_unfinished(Instant began_before) {
    Call call{.method = "GET", .key = {}, .query = {}, .headers = {}, .body = {}, .payload_sha256 = {}};
    call.query = {{"uploads", ""}, {"prefix", prefix_}};
    const auto response = expect(call);
    std::string_view xml = response.body;
    std::size_t ended = 0;
    while (const auto one = next_element(xml, "Upload")) {
        const auto key = element(*one, "Key").value_or("");
        const auto begun = parse_instant(element(*one, "Initiated").value_or(""));
        if (!key.starts_with(prefix_) || !begun || *begun >= began_before) continue;
        expect({.method = "DELETE",
                .key = key.substr(prefix_.size()),
                .query = {{"uploadId", element(*one, "UploadId").value_or("")}},
                .headers = {},
                .body = {},
                .payload_sha256 = {}});
        ++ended;
    }
    return ended;
}

}  // namespace serow::store
