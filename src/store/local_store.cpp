#include <algorithm>
#include <format>
#include <fstream>
#include <optional>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "store/arriving.h"
#include "store/disk.h"
#include "store/shelves.h"
#include "store/store.h"

namespace serow::store {
namespace {

namespace fs = std::filesystem;

class LocalStore final : public Store {
public:
    LocalStore(fs::path folder, std::uint64_t reserve_bytes)
        : folder_(std::move(folder)), reserve_bytes_(reserve_bytes) {
        for (const auto* part : {"originals", "renditions", "incoming"}) make_folder(folder_ / part, Sync::now);
        store::sweep_unfinished(folder_ / "incoming");
    }

    std::unique_ptr<Incoming> receive() override;
    void adopt(const fs::path& path, const Sha256& sha256) override {
        if (has(sha256)) {
            ::unlink(path.c_str());
            return;
        }
        NewFile::there(path).move_to(place_of(sha256), Sync::now);
    }

    Taken take(const fs::path& path) override {
        const SteadyFile source(path);
        NewFile file(incoming());
        Sha256Stream hash;
        RoomCheck room;
        std::uint64_t bytes = 0;
        const bool cloned = source.size() > 0 && file.clone(source.descriptor());
        source.each_piece([&](std::span<const std::byte> piece) {
            if (!cloned) {
                room.check(bytes, [&] { return free_bytes(); });
                file.write(piece);
            }
            hash.add(piece);
            bytes += piece.size();
        });
        source.require_unchanged();
        Taken taken{hash.finish(), bytes, cloned};
        if (!has(taken.sha256)) file.move_to(place_of(taken.sha256), Sync::now);
        return taken;
    }

    Taken take_object(Bucket& from, const std::string& key) override { return take_by_reading(*this, from, key); }

    bool has(const Sha256& sha256) const override { return found(original_key(sha256)).has_value(); }

    HeldFile original(const Sha256& sha256) const override {
        if (auto held = original_at_hand(sha256)) return *std::move(held);
        throw Failure(Code::not_found, std::format("the store has no bytes with the hash {}", sha256.hex));
    }

    std::optional<HeldFile> original_at_hand(const Sha256& sha256) const override {
        return held(found(original_key(sha256)));
    }

    void read(const Sha256& sha256, std::uint64_t offset, std::uint64_t length, const PieceSink& sink) const override {
        const auto held = original(sha256);
        std::ifstream file(held.path(), std::ios::binary);
        file.seekg(static_cast<std::streamoff>(offset));
        std::vector<char> buffer(std::min<std::uint64_t>(length, 1 << 18));
        while (length > 0) {
            file.read(buffer.data(), static_cast<std::streamsize>(std::min<std::uint64_t>(buffer.size(), length)));
            const auto count = static_cast<std::size_t>(file.gcount());
            if (count == 0)
                throw Failure(Code::unreadable,
                              std::format("{} ends {} bytes too early", held.path().string(), length));
            sink(std::as_bytes(std::span(buffer.data(), count)));
            length -= count;
        }
    }

    void put_rendition(const Sha256& sha256, Rendition which, std::span<const std::byte> jpeg) override {
        NewFile file(incoming());
        file.write(jpeg);
        file.move_to(rendition_place(sha256, which), Sync::later);
    }

    std::unique_ptr<Draft> draft_rendition() override;

    void flush_renditions() override { sync_file_system(folder_ / "renditions"); }

    std::optional<HeldFile> rendition(const Sha256& sha256, Rendition which) const override {
        return held(found(rendition_key(sha256, which)));
    }

    std::uint64_t free_bytes() const override { return free_above(folder_, reserve_bytes_); }

    Result<void> verify(const Sha256& sha256) const override {
        const auto path = found(original_key(sha256));
        if (!path) return problem(Code::not_found, "missing: " + place_of(sha256).string());
        auto hash = sha256_of_file(*path);
        if (!hash) return std::unexpected(hash.error());
        if (*hash != sha256)
            return problem(Code::hash_mismatch,
                           std::format("{} holds bytes with the hash {}", path->string(), hash->hex));
        return {};
    }

    void each_file(const std::function<void(const StoredFile&)>& each) const override {
        for (const auto* part : {"originals", "renditions"})
            for (const auto& entry : fs::recursive_directory_iterator(folder_ / part)) {
                auto file = file_of_name(entry.path().filename().string());
                if (!file || !entry.is_regular_file()) continue;
                const auto changed = std::chrono::clock_cast<std::chrono::system_clock>(entry.last_write_time());
                file->bytes = entry.file_size();
                file->changed_at = std::chrono::floor<milliseconds>(changed);
                each(*file);
            }
    }

    void remove(const Sha256& sha256) override {
        const auto remove_all = [&](const std::string& key) {
            while (const auto path = found(key)) fs::remove(*path);
        };
        remove_all(original_key(sha256));
        for (const auto which : every_rendition) remove_all(rendition_key(sha256, which));
    }

    std::size_t sweep_unfinished(Instant) override { return store::sweep_unfinished(incoming()); }

    fs::path place_of(const Sha256& sha256) const { return place_of_key(original_key(sha256)); }
    fs::path incoming() const { return folder_ / "incoming"; }
    fs::path rendition_place(const Sha256& sha256, Rendition which) const {
        return place_of_key(rendition_key(sha256, which));
    }

private:
    // "originals/ab/cd/<sha256>" without its "cd": where a file is put. With a second level of folders nearly every
    // file of a store's first hundred thousand would come with a folder of its own, to be made and synced.
    fs::path place_of_key(const std::string& key) const {
        const auto path = folder_ / key;
        return path.parent_path().parent_path() / path.filename();
    }

    // Where a file is. Stores and backups of the first versions have the second level: what lies there stays there.
    std::optional<fs::path> found(const std::string& key) const {
        for (auto& path : {place_of_key(key), folder_ / key})
            if (fs::is_regular_file(path)) return path;
        return {};
    }

    static std::optional<HeldFile> held(std::optional<fs::path> path) {
        if (!path) return {};
        return HeldFile(*std::move(path));
    }

    fs::path folder_;
    std::uint64_t reserve_bytes_;
};

class LocalIncoming final : public Incoming {
public:
    explicit LocalIncoming(LocalStore& store) : store_(store), file_(store.incoming()) {}

    void write(std::span<const std::byte> bytes) override {
        room_.check(size_, [&] { return store_.free_bytes(); });
        file_.write(bytes);
        hash_.add(bytes);
        size_ += bytes.size();
    }

    std::uint64_t size() const override { return size_; }

    void keep(const Sha256& expected) override {
        require_same(hash(), expected, size_);
        if (!store_.has(expected)) file_.move_to(store_.place_of(expected), Sync::now);
    }

    Sha256 hash() override {
        if (!came_) came_ = hash_.finish();
        return *came_;
    }

private:
    LocalStore& store_;
    NewFile file_;
    Sha256Stream hash_;
    std::optional<Sha256> came_;
    RoomCheck room_;
    std::uint64_t size_ = 0;
};

class LocalDraft final : public Draft {
public:
    explicit LocalDraft(LocalStore& store) : store_(store), file_(store.incoming()) {}
    const fs::path& path() const override { return file_.path(); }
    void keep(const Sha256& original, Rendition which) override {
        file_.move_to(store_.rendition_place(original, which), Sync::now);
    }

private:
    LocalStore& store_;
    NewFile file_;
};

std::unique_ptr<Draft> LocalStore::draft_rendition() {
    return std::make_unique<LocalDraft>(*this);
}

std::unique_ptr<Incoming> LocalStore::receive() {
    return std::make_unique<LocalIncoming>(*this);
}

}  // namespace

std::unique_ptr<Store> open_local_store(const fs::path& folder, std::uint64_t reserve_bytes) {
    return std::make_unique<LocalStore>(folder, reserve_bytes);
}

}  // namespace serow::store
