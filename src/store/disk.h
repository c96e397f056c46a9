// Files that appear under their name when they are whole, and folders that survive a power cut.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <utility>

#include "store/store.h"

namespace serow::store {

enum class Sync { now, later };

// Throws Failure out of errno: storage_full where the disk or a quota is full, else internal. `doing` is what was
// tried: "opening".
[[noreturn]] void fail_on(const std::filesystem::path& path, std::string_view doing);

// Creates the folders that are missing; synced now, a file in them survives a power cut.
void make_folder(const std::filesystem::path& folder, Sync sync);
// All of the file system that `folder` lies on.
void sync_file_system(const std::filesystem::path& folder);

// What may still be written before less than `reserve_bytes` is free where `folder` lies.
std::uint64_t free_above(const std::filesystem::path& folder, std::uint64_t reserve_bytes);

// An open file that is removed again unless it was moved to its place. While it is open it is locked, so that
// sweep_unfinished() knows it from what a crash left behind.
class NewFile {
public:
    explicit NewFile(const std::filesystem::path& folder);
    // One that is there already, and stays where it is unless it is moved; to be written no more.
    static NewFile there(std::filesystem::path path);
    ~NewFile();
    NewFile(NewFile&& other) noexcept
        : path_(std::move(other.path_)), fd_(std::exchange(other.fd_, -1)), moved_(std::exchange(other.moved_, true)) {}
    NewFile& operator=(NewFile&&) = delete;
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    void write(std::span<const std::byte> bytes);
    // Shares the bytes of the open file `source`; false where the file system cannot: nothing was written then.
    bool clone(int source);
    // Read-only, and under its final name in one step; replaces what is there.
    void move_to(const std::filesystem::path& place, Sync sync);
    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    // To read what was written, wherever the file goes.
    [[nodiscard]] HeldFile hold() const;

private:
    NewFile(std::filesystem::path path, int fd) : path_(std::move(path)), fd_(fd), moved_(true) {}

    std::filesystem::path path_;
    int fd_ = -1;
    bool moved_ = false;
};

// A file that is read from its beginning to its end while it should not change.
class SteadyFile {
public:
    // Failure(unreadable). Symbolic links are not followed.
    explicit SteadyFile(std::filesystem::path path);
    ~SteadyFile();
    SteadyFile(const SteadyFile&) = delete;
    SteadyFile& operator=(const SteadyFile&) = delete;

    [[nodiscard]] int descriptor() const { return fd_; }
    [[nodiscard]] std::uint64_t size() const { return size_; }
    // All of its bytes. Failure(unreadable); what the sink throws.
    void each_piece(const PieceSink& sink) const;
    // Failure(conflict) where size or time are others than at the beginning.
    void require_unchanged() const;

private:
    std::filesystem::path path_;
    int fd_ = -1;
    std::uint64_t size_ = 0;
    std::int64_t changed_ns_ = 0;
};

// Removes the files of `folder` that no process is writing; how many.
std::size_t sweep_unfinished(const std::filesystem::path& folder);

}  // namespace serow::store
