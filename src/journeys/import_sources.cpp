// The places that import_card() reads from.
#include <algorithm>
#include <atomic>
#include <format>
#include <mutex>
#include <thread>

#include "base/caught.h"
#include "card/names.h"
#include "card/walk.h"
#include "journeys/import_card.h"
#include "journeys/send_card.h"
#include "share/zip_reader.h"
#include "store/bucket.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;

// What goes wrong with one file is that file's.
template <class Work>
Result<Brought> brought_by(Work work) {
    try {
        return work();
    } catch (const std::exception& error) {
        return std::unexpected(problem_of(error, "taking it in"));
    }
}

// Four at a time: each waits for the disk or the line, and hashes in between.
template <class Take>
void bring_by_four(std::size_t count, const std::function<bool(std::size_t)>& wanted,
                   const std::function<void(std::size_t, const Result<Brought>&)>& brought, Take take) {
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    std::optional<Problem> trouble;
    const auto bring_some = [&] {
        try {
            for (auto at = next++; at < count; at = next++)
                if (wanted(at)) brought(at, brought_by([&] { return take(at); }));
        } catch (const std::exception& error) {
            next = count;
            const std::scoped_lock lock(mutex);
            if (!trouble) trouble = problem_of(error, "bringing in the card");
        }
    };
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i) threads.emplace_back(bring_some);
    }
    if (trouble) throw Failure(*trouble);
}

// Why an entry of an archive or a bucket is no file of the card; empty where it is one.
std::string reason_to_leave(const std::string& name) {
    if (auto fault = share::fault_of_entry_name(name); !fault.empty()) return std::string(fault);
    if (const auto reason = card::reason_to_leave_out(name); !reason.empty()) return std::string(reason);
    return card::kind_by_name(name) == card::NameKind::not_media ? "no photo or video by its name" : "";
}

class FolderSource final : public ImportSource {
public:
    FolderSource(fs::path folder, card::HashBook& book) : folder_(std::move(folder)), book_(book) {}

    ImportContent look() override {
        auto found = look_at_card(folder_);
        ImportContent content;
        content.left_out = std::move(found.left_out);
        for (auto& file : found.media) {
            content.entries.push_back({announced_name(file), file.size, Instant(milliseconds(file.modified_ms))});
            files_.push_back(std::move(file.path));
        }
        return content;
    }

    std::optional<Sha256> known_hash(std::size_t at) override { return book_.remembered_hash(folder_, files_[at]); }

    void bring(store::Store& store, const std::function<bool(std::size_t)>& wanted,
               const std::function<void(std::size_t, const Result<Brought>&)>& brought) override {
        bring_by_four(files_.size(), wanted, brought, [&](std::size_t at) { return take(store, files_[at]); });
    }

private:
    Brought take(store::Store& store, const std::string& path) {
        const auto mark = book_.mark(folder_, path);
        auto taken = store.take(folder_ / path);
        if (mark) book_.remember(path, *mark, taken.sha256);
        return {taken.sha256, taken.bytes, taken.cloned};
    }

    fs::path folder_;
    card::HashBook& book_;
    std::vector<std::string> files_;  // of the entries, as the file system names them
};

class ZipSource final : public ImportSource {
public:
    ZipSource(fs::path zip, std::uint64_t entry_bytes) : zip_(std::move(zip)) { limits_.entry_bytes = entry_bytes; }

    ImportContent look() override {
        ImportContent content;
        auto zip = value_or_throw(share::ZipReader::open(zip_, limits_));
        std::size_t number = 0;
        while (const auto entry = value_or_throw(zip.next())) {
            places_.push_back(nowhere);
            auto name = name_of(*entry);
            if (auto reason = reason_to_leave(name); !reason.empty()) {
                content.left_out.emplace_back(std::move(name), std::move(reason));
            } else {
                places_[number] = content.entries.size();
                content.entries.push_back({std::move(name), entry->bytes, entry->modified_at});
            }
            ++number;
        }
        std::vector<std::string_view> names;
        for (const auto& entry : content.entries) names.push_back(entry.path);
        std::ranges::sort(names);
        if (const auto twice = std::ranges::adjacent_find(names); twice != names.end())
            throw Failure(Code::invalid, std::format("{} holds \"{}\" twice; unpack it and look which one is meant",
                                                     zip_.string(), *twice));
        return content;
    }

    void bring(store::Store& store, const std::function<bool(std::size_t)>& wanted,
               const std::function<void(std::size_t, const Result<Brought>&)>& brought) override {
        auto zip = value_or_throw(share::ZipReader::open(zip_, limits_));
        std::size_t number = 0;
        while (const auto entry = value_or_throw(zip.next())) {
            const auto at = number < places_.size() ? places_[number++] : nowhere;
            if (at == nowhere || !wanted(at)) continue;
            brought(at, brought_by([&]() -> Brought {
                        const auto incoming = store.receive();
                        value_or_throw(zip.read([&](std::span<const std::byte> piece) { incoming->write(piece); }));
                        const auto bytes = incoming->size();
                        if (bytes != entry->bytes)
                            throw Failure(Code::unreadable,
                                          std::format("{} bytes came of it, the zip says {}", bytes, entry->bytes));
                        const auto hash = incoming->hash();
                        incoming->keep(hash);
                        return {hash, bytes, false};
                    }));
        }
    }

private:
    static constexpr auto nowhere = static_cast<std::size_t>(-1);

    // Some programs of Windows write "\"; only in UTF-8 is it surely no second half of a character.
    static std::string name_of(const share::ZipEntry& entry) {
        auto name = card::name_in_utf8(entry.name);
        if (!name.contains('/')) std::ranges::replace(name, '\\', '/');
        return name;
    }

    fs::path zip_;
    share::ZipLimits limits_;
    std::vector<std::size_t> places_;  // of the zip's regular files: which entry of the content each is
};

class BucketSource final : public ImportSource {
public:
    explicit BucketSource(const store::S3Options& options) : bucket_(options) {}

    ImportContent look() override {
        ImportContent content;
        bucket_.list("", [&](const store::ListedObject& object) {
            if (object.key.ends_with('/')) return;  // what some programs keep in place of a folder
            auto reason = card::is_utf8(object.key) ? reason_to_leave(object.key) : "its name is no UTF-8";
            if (reason.empty())
                content.entries.push_back({object.key, object.bytes, object.changed_at});
            else
                content.left_out.emplace_back(card::name_in_utf8(object.key), std::move(reason));
        });
        for (const auto& entry : content.entries) keys_.push_back(entry.path);
        return content;
    }

    void bring(store::Store& store, const std::function<bool(std::size_t)>& wanted,
               const std::function<void(std::size_t, const Result<Brought>&)>& brought) override {
        bring_by_four(keys_.size(), wanted, brought, [&](std::size_t at) -> Brought {
            const auto taken = store.take_object(bucket_, keys_[at]);
            return {taken.sha256, taken.bytes, taken.cloned};
        });
    }

private:
    store::Bucket bucket_;
    std::vector<std::string> keys_;  // of the entries
};

}  // namespace

std::unique_ptr<card::HashBook> hashes_of(const fs::path& cache, const fs::path& folder) {
    return std::make_unique<card::HashBook>(cache, folder);
}

std::unique_ptr<ImportSource> folder_source(fs::path folder, card::HashBook& book) {
    return std::make_unique<FolderSource>(std::move(folder), book);
}

std::unique_ptr<ImportSource> bucket_source(const store::S3Options& options) {
    return std::make_unique<BucketSource>(options);
}

std::unique_ptr<ImportSource> zip_source(fs::path zip, std::uint64_t entry_bytes) {
    return std::make_unique<ZipSource>(std::move(zip), entry_bytes);
}

}  // namespace serow::journeys
