// One bucket of an S3 service: requests that are signed, tried again where that helps, and reduced to what matters.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/time.h"
#include "net/http_client.h"
#include "store/outcome.h"
#include "store/signature.h"
#include "store/store.h"

namespace serow::store {

struct ObjectFacts {
    std::uint64_t bytes = 0;
    std::string sha256;  // as it was given when the object was put; empty where the service did not keep it
    std::string etag;    // as the service writes it, with its quotes: changes when the bytes do
};

struct ListedObject {
    std::string key;
    std::uint64_t bytes = 0;
    Instant changed_at;
};

// A failure is, wherever nothing else is said: unavailable (no answer, or none that helps, after all tries; or the
// service refuses: the sentence names its reason and the setting to look at).
// Safe to call from several threads at once.
class Bucket {
public:
    explicit Bucket(const S3Options& options);

    std::optional<ObjectFacts> head(const std::string& key);
    // Bytes of a file, or text, of which `sha256` is the hash. Visible once this returns, and all of it or nothing. In
    // parts where the file is larger than one.
    void put(const std::string& key, const std::filesystem::path& file, const Sha256& sha256);
    void put(const std::string& key, std::string text, const Sha256& sha256);
    // `length` bytes from `offset`, or to the end. Goes on where a connection was cut: the sink sees each byte once.
    // Failure(not_found) where there is no such object, Failure(unreadable) where it has fewer bytes.
    // With an ETag: Failure(conflict) where the object has another by now.
    void get(const std::string& key, std::uint64_t offset, std::optional<std::uint64_t> length, const PieceSink& sink,
             const std::string& etag = {});
    // Whether the other is one of the same service, reached with the same key: then objects are copied there.
    [[nodiscard]] bool is_beside(const Bucket& other) const;
    // Copies an object of a bucket beside this one, which has that ETag and bytes with these hashes. Failure(conflict)
    // where it has another by now. Visible once this returns, and with the right bytes.
    void copy(const Bucket& from, const std::string& key, const std::string& etag, const std::string& to,
              const Sha256& sha256, const std::string& md5);
    // S3 copies up to 5 GiB in one request; of so much the answer may be longer in coming than we wait for one.
    static constexpr auto most_copied_bytes = std::uint64_t{1} << 30;
    void remove(const std::string& key);  // good, too, where there is none
    // Read back: false where there is no such object, or one with other bytes.
    bool holds(const std::string& key, const Sha256& sha256);
    // All objects whose key begins with `prefix`, in the order of their keys.
    void list(const std::string& prefix, const std::function<void(const ListedObject&)>& each);
    // Ends multipart uploads below the bucket's prefix that began before `began_before`; how many.
    std::size_t end_unfinished(Instant began_before);

private:
    struct Call {
        std::string method;
        std::string key;  // below the bucket's prefix; empty: the bucket itself
        NamedValues query;
        NamedValues headers;
        std::variant<std::string, net::FilePart> body;
        std::string payload_sha256;  // empty: that of no bytes
    };
    struct Reply {
        Outcome outcome = Outcome::broken;
        net::HttpResponse response;
        std::string why;  // for people, where the outcome is not `done`
    };

    Reply once(const Call& call, const net::BodyReceiver& receiver);
    // As once(), and again with growing pauses while the outcome is `retry`.
    Reply patiently(const Call& call);
    // Throws where the reply is not what was hoped for.
    net::HttpResponse expect(const Call& call);
    void pause_before(int attempt) const;
    [[noreturn]] void give_up(std::string_view doing, const Reply& reply) const;

    void put_whole(const Call& call, const Sha256& sha256, const std::string& md5);
    Reply try_in_parts(const std::string& key, const std::filesystem::path& file, std::uint64_t bytes,
                       const Sha256& sha256);

    const S3Options options_;
    std::string endpoint_;  // "https://host:port"
    std::string host_;
    std::string bucket_;
    std::string prefix_;  // "" or "a/b/"
    // A client serves one thread at a time; its connections stay open.
    std::mutex clients_mutex_;
    std::vector<std::unique_ptr<net::HttpClient>> idle_clients_;
};

}  // namespace serow::store
