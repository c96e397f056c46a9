// Bytes by content hash: originals, which never change, and renditions, which can be made again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "base/digest.h"
#include "base/problem.h"

namespace serow::store {

enum class Rendition { preview, thumbnail };

// A file on its way in. Invisible until kept; gone when destroyed without being kept.
class Incoming {
public:
    virtual ~Incoming() = default;
    // Throws Failure(storage_full) where the disk has no room, Failure(internal) on other I/O errors.
    virtual void write(std::span<const std::byte> bytes) = 0;
    [[nodiscard]] virtual std::uint64_t size() const = 0;
    // Ends the file: synced to the disk, then visible under its hash, atomically. Where the store has the
    // same bytes already, these are dropped. Throws Failure(hash_mismatch), keeping nothing, when the
    // bytes are not `expected`.
    virtual void keep(const Sha256& expected) = 0;
};

// Every function is safe to call from several threads and processes at once.
class Store {
public:
    virtual ~Store() = default;

    virtual std::unique_ptr<Incoming> receive() = 0;
    // A finished file of this machine, whose bytes were found to have this hash: synced, then visible under it; the
    // file is gone from its place. Where the store has the bytes already, the file is just removed.
    virtual void adopt(const std::filesystem::path& file, const Sha256& sha256) = 0;
    [[nodiscard]] virtual bool has(const Sha256& sha256) const = 0;
    // A readable file with exactly those bytes; Failure(not_found) where the store has none.
    [[nodiscard]] virtual std::filesystem::path original(const Sha256& sha256) const = 0;

    // Visible at once, but on the disk for sure only after flush_renditions(): one wait for many pictures.
    virtual void put_rendition(const Sha256& sha256, Rendition which, std::span<const std::byte> jpeg) = 0;
    [[nodiscard]] virtual std::optional<std::filesystem::path> rendition(const Sha256& sha256,
                                                                         Rendition which) const = 0;
    // All renditions put before are on the disk when this returns.
    virtual void flush_renditions() = 0;

    // Bytes that may still be written before the store refuses.
    [[nodiscard]] virtual std::uint64_t free_bytes() const = 0;
    // Reads the original again and compares: the hash holds, or a Problem saying what was found.
    [[nodiscard]] virtual Result<void> verify(const Sha256& sha256) const = 0;
};

// A folder on the local disk:
//   originals/ab/cd/<sha256>          read-only, fsync'ed before they appear
//   renditions/ab/cd/<sha256>.preview.jpg, …thumbnail.jpg
//   incoming/                         unfinished files; those older than a day are swept at start
// `reserve_bytes` is left free on the disk: writing stops with storage_full before it is used.
std::unique_ptr<Store> open_local_store(const std::filesystem::path& folder, std::uint64_t reserve_bytes);

}  // namespace serow::store
