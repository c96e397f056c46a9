// Hashes of a card's files, kept between runs: a card that is gone on with need not be read again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/digest.h"
#include "base/problem.h"

namespace serow::card {

struct HashedFile {
    Sha256 sha256;
    std::uint64_t size = 0;
    std::int64_t modified_ms = 0;  // since 1970 UTC
};

// One text file for one folder, a line for each hash, only ever appended. A hash is believed while the file has the
// same size, times and inode, and the same bytes at its beginning and end: another card at the same place, whose files
// bear the same names, is another card. Safe to use from several threads.
class HashBook {
public:
    // Remembers nothing.
    HashBook() = default;
    // The book of `folder` below `cache`; where it cannot be read or written it is one that remembers nothing. Books
    // that were not opened for half a year are removed.
    HashBook(const std::filesystem::path& cache, const std::filesystem::path& folder);
    ~HashBook();
    HashBook(const HashBook&) = delete;
    HashBook& operator=(const HashBook&) = delete;

    enum class Use { book, fresh };
    // The hash of `folder`/`path`, out of the book or by reading the file, and then noted. `fresh` reads in any case.
    // Code::unreadable, with the reason; Code::conflict where the file was changed while it was read.
    Result<HashedFile> hash(const std::filesystem::path& folder, const std::string& path, Use use = Use::book);
    // For those who read the file themselves. By what it will be known again; nullopt where it cannot be read. The
    // hash that is noted for it as it is now.
    static std::optional<std::string> mark(const std::filesystem::path& folder, const std::string& path);
    std::optional<Sha256> remembered_hash(const std::filesystem::path& folder, const std::string& path) const;
    void remember(const std::string& path, const std::string& mark, const Sha256& sha256);
    // How many hashes came out of the book.
    [[nodiscard]] std::size_t remembered() const;

private:
    struct Entry {
        std::string mark;
        Sha256 sha256;
    };
    void load(const std::filesystem::path& file);

    mutable std::mutex mutex_;  // of all below
    int descriptor_ = -1;
    std::size_t remembered_ = 0;
    std::unordered_map<std::string, Entry> entries_;
};

}  // namespace serow::card
