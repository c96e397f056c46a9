// Bytes by content hash: originals, which never change, and renditions, which can be made again.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/digest.h"
#include "base/problem.h"
#include "base/time.h"
#include "store/signature.h"

namespace serow::store {

enum class Rendition { preview, thumbnail, proxy };
inline constexpr std::array every_rendition{Rendition::preview, Rendition::thumbnail, Rendition::proxy};

// A file to read, there under its path as long as this object lives. For this process: where it is a copy that may be
// dropped at any moment, the path leads through a descriptor that is held open.
class HeldFile {
public:
    explicit HeldFile(std::filesystem::path path) : path_(std::move(path)) {}
    // Takes the descriptor over.
    explicit HeldFile(int descriptor);
    ~HeldFile();
    HeldFile(HeldFile&& other) noexcept
        : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}
    HeldFile& operator=(HeldFile&& other) noexcept {
        std::swap(path_, other.path_);
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
    int descriptor_ = -1;
};

// A file on its way in. Invisible until kept; gone when destroyed without being kept.
class Incoming {
public:
    virtual ~Incoming() = default;
    // Throws Failure(storage_full) where the disk has no room, Failure(internal) on other I/O errors.
    virtual void write(std::span<const std::byte> bytes) = 0;
    [[nodiscard]] virtual std::uint64_t size() const = 0;
    // Ends the file: durable, then visible under its hash, atomically. Where the store has the same bytes already,
    // these are dropped. Throws Failure(hash_mismatch), keeping nothing, when the bytes are not `expected`;
    // Failure(unavailable) where a service does not take them.
    virtual void keep(const Sha256& expected) = 0;
    // Of what came; no byte follows it.
    virtual Sha256 hash() = 0;
};

// A rendition that a program writes into a file of this machine. Gone when destroyed without being kept; what a crash
// left behind is swept at the next start.
class Draft {
public:
    virtual ~Draft() = default;
    // An empty file, to be written by its path, and not to be replaced by another.
    [[nodiscard]] virtual const std::filesystem::path& path() const = 0;
    // What was written, durable, then visible as that rendition of `original`; takes the place of an earlier one.
    virtual void keep(const Sha256& original, Rendition which) = 0;
};

// Pieces in their order; what it throws ends the reading and is passed on.
using PieceSink = std::function<void(std::span<const std::byte>)>;

class Bucket;  // store/bucket.h

// A file of this machine, or an object of a bucket, that was taken in.
struct Taken {
    Sha256 sha256;
    std::uint64_t bytes = 0;
    // Nothing was written from here: it shares its bytes with the store, or the service has copied it by itself.
    bool cloned = false;
};

// An original, or a rendition of one.
struct StoredFile {
    Sha256 sha256;
    std::optional<Rendition> rendition;
    std::uint64_t bytes = 0;
    Instant changed_at;
};

// Every function is safe to call from several threads and processes at once, and throws Failure(unavailable) where
// the store is a service that does not answer.
class Store {
public:
    virtual ~Store() = default;

    virtual std::unique_ptr<Incoming> receive() = 0;
    // A finished file of this machine, whose bytes were found to have this hash: synced, then visible under it; the
    // file is gone from its place. Where the store has the bytes already, the file is just removed.
    virtual void adopt(const std::filesystem::path& file, const Sha256& sha256) = 0;
    // A file of this machine, which stays where it is: by a clone where the file system can, else by one copy, hashed
    // on its way. Durable and visible under its hash when this returns. Failure(unreadable) where it cannot be read,
    // Failure(conflict) where it was changed meanwhile: nothing is kept then; Failure(storage_full).
    virtual Taken take(const std::filesystem::path& file) = 0;
    // An object of a bucket, which stays, too. It is read once; where the store lies in the same service, that copies
    // it. As take(); Failure(not_found) where there is no such object.
    virtual Taken take_object(Bucket& from, const std::string& key) = 0;
    [[nodiscard]] virtual bool has(const Sha256& sha256) const = 0;
    // A file with exactly those bytes; Failure(not_found) where the store has none. It may have to be fetched first.
    [[nodiscard]] virtual HeldFile original(const Sha256& sha256) const = 0;
    // As original(), but only where nothing need be fetched.
    [[nodiscard]] virtual std::optional<HeldFile> original_at_hand(const Sha256& sha256) const = 0;
    // `length` bytes from `offset`, without fetching the others. Failure(not_found); Failure(unreadable) where there
    // are fewer.
    virtual void read(const Sha256& sha256, std::uint64_t offset, std::uint64_t length,
                      const PieceSink& sink) const = 0;

    // Visible at once, but durable for sure only after flush_renditions(): one wait for many pictures.
    virtual void put_rendition(const Sha256& sha256, Rendition which, std::span<const std::byte> jpeg) = 0;
    // For what is too large to be held in memory.
    virtual std::unique_ptr<Draft> draft_rendition() = 0;
    [[nodiscard]] virtual std::optional<HeldFile> rendition(const Sha256& sha256, Rendition which) const = 0;
    // All renditions put before are durable when this returns.
    virtual void flush_renditions() = 0;

    // Bytes that may still be written before the store refuses.
    [[nodiscard]] virtual std::uint64_t free_bytes() const = 0;
    // Reads the original again where it is kept, and compares: the hash holds, or a Problem saying what was found.
    [[nodiscard]] virtual Result<void> verify(const Sha256& sha256) const = 0;

    // For the store's doctor. Everything that is kept, in no particular order.
    virtual void each_file(const std::function<void(const StoredFile&)>& each) const = 0;
    // Takes an original and its renditions away; nothing happens where there is none.
    virtual void remove(const Sha256& sha256) = 0;
    // Takes away what never became whole and was begun before; how many files or multipart uploads. What is being
    // written is left alone.
    virtual std::size_t sweep_unfinished(Instant began_before) = 0;
};

// A folder on the local disk:
//   originals/ab/<sha256>             read-only, fsync'ed before they appear
//   renditions/ab/<sha256>.preview.jpg, …thumbnail.jpg, …proxy.mp4
//   incoming/                         unfinished files; those that nobody is writing are swept at start
// What lies one folder deeper, ab/cd/, is found as well: that is where the first versions put it.
// `reserve_bytes` is left free on the disk: writing stops with storage_full before it is used.
std::unique_ptr<Store> open_local_store(const std::filesystem::path& folder, std::uint64_t reserve_bytes);

struct S3Options {
    std::string url;       // s3://bucket/prefix; the bucket exists, the prefix may be absent
    std::string endpoint;  // https://host:port; empty: Amazon's for the region
    std::string region = "us-east-1";
    S3Keys keys;
    std::filesystem::path folder;  // on the local disk: what is on its way in, and copies of what was read lately
    std::uint64_t cache_bytes = std::uint64_t{10} << 30;  // of those copies; the last one may go over it
    std::uint64_t reserve_bytes = 0;                      // left free on the local disk
    std::uint64_t part_bytes = std::uint64_t{32} << 20;   // larger files are sent in parts; at least 5 MiB at Amazon
    int attempts = 7;                                     // of one request, and of one whole file
    std::chrono::milliseconds first_pause{200};           // between attempts; doubled each time
    std::chrono::milliseconds longest_pause{10'000};
    std::chrono::milliseconds connect_timeout{10'000};
    std::chrono::seconds stall_timeout{30};  // without a byte in either direction
};

// A bucket of an S3-compatible service, addressed as endpoint/bucket/key:
//   <prefix>/originals/ab/cd/<sha256>, <prefix>/renditions/ab/cd/<sha256>.preview.jpg, …thumbnail.jpg, …proxy.mp4
// A file is spooled to the local disk and hashed before a byte of it is sent. Copies are hashed again when they are
// fetched. Failure(invalid) for options that cannot be: no bucket, no keys, an endpoint with a path.
std::unique_ptr<Store> open_s3_store(const S3Options& options);

}  // namespace serow::store
