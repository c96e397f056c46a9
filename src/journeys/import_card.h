// A card that lies on this machine, in a zip or in a bucket: into the store without a detour, beside a running service.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "card/hash_book.h"
#include "journeys/bring_in.h"

namespace serow::journeys {

struct ImportEntry {
    std::string path;  // below the card's root, in UTF-8
    std::uint64_t bytes = 0;
    std::optional<Instant> modified_at;
};

// Bytes that are in the store now.
struct Brought {
    Sha256 sha256;
    std::uint64_t bytes = 0;
    bool cloned = false;  // as store::Taken's
};

struct ImportContent {
    std::vector<ImportEntry> entries;                           // photos and videos by their names
    std::vector<std::pair<std::string, std::string>> left_out;  // path, reason
};

// Where a card lies.
class ImportSource {
public:
    virtual ~ImportSource() = default;
    // Failure where it cannot be read at all, or is hostile as a whole.
    virtual ImportContent look() = 0;
    // The hash of an entry, where it is known without reading its bytes.
    virtual std::optional<Sha256> known_hash(std::size_t) { return {}; }
    // Into the store, one after another or several at once, those for which `wanted` says so. `brought` hears of each,
    // also from other threads. Ends early, without a failure, where `wanted` throws nothing but says no to all others.
    virtual void bring(store::Store& store, const std::function<bool(std::size_t)>& wanted,
                       const std::function<void(std::size_t, const Result<Brought>&)>& brought) = 0;
};

// The hashes of a folder's files, kept in the folder `cache`.
std::unique_ptr<card::HashBook> hashes_of(const std::filesystem::path& cache, const std::filesystem::path& folder);
// A folder of this machine; hashes are kept in `book`.
std::unique_ptr<ImportSource> folder_source(std::filesystem::path folder, card::HashBook& book);
// The objects below a prefix of a bucket.
std::unique_ptr<ImportSource> bucket_source(const store::S3Options& options);
// A zip; `entry_bytes` bounds one file of it.
std::unique_ptr<ImportSource> zip_source(std::filesystem::path zip, std::uint64_t entry_bytes);

struct ImportProgress {
    std::size_t files = 0;
    std::uint64_t bytes = 0;
    std::size_t stored = 0;      // taken in now
    std::size_t here = 0;        // taken in before, by an earlier run
    std::size_t duplicates = 0;  // the project has these bytes already
    std::size_t failed = 0;
    std::size_t cloned = 0;  // of the stored: Taken::cloned (store/store.h)
    std::uint64_t bytes_settled = 0;
    std::uint64_t bytes_read = 0;
};

struct ImportResult {
    UploadId upload_id;
    ImportProgress progress;
    std::vector<std::pair<std::string, std::string>> failures, duplicates, left_out;  // path, reason
    std::string receipt;  // the signed list; empty where files failed
};

// The whole card into one upload of the project: the one of the same name and place that an earlier run began, where
// its files are these, else a new one. Each file is in the store, durable, before its row is written. Where all came,
// every file is read a second time and the card has its receipt. Failure(interrupted) where `stop` becomes true;
// running it again goes on.
ImportResult import_card(const House& house, ProjectId project, const NewUpload& upload, ImportSource& source,
                         const std::atomic<bool>& stop, const std::function<void(const ImportProgress&)>& tell);

}  // namespace serow::journeys
