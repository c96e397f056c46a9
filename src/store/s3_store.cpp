#include <array>
#include <format>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "store/arriving.h"
#include "store/bucket.h"
#include "store/cache.h"
#include "store/disk.h"
#include "store/shelves.h"
#include "store/store.h"

namespace serow::store {
namespace {

namespace fs = std::filesystem;

class S3Store final : public Store {
public:
    explicit S3Store(const S3Options& options)
        : bucket_(options),
          incoming_(options.folder / "incoming"),
          reserve_bytes_(options.reserve_bytes),
          cache_(options.folder / "cache", options.cache_bytes) {
        make_folder(incoming_, Sync::later);
        store::sweep_unfinished(incoming_);
    }

    std::unique_ptr<Incoming> receive() override;

    void adopt(const fs::path& path, const Sha256& sha256) override {
        auto file = NewFile::there(path);
        send(file, sha256);
        fs::remove(path);  // where the cache has not taken it
    }

    Taken take(const fs::path& path) override {
        const SteadyFile source(path);
        Sha256Stream hash;
        source.each_piece([&](std::span<const std::byte> piece) { hash.add(piece); });
        Taken taken{hash.finish(), source.size(), false};
        const auto key = original_key(taken.sha256);
        source.require_unchanged();
        if (bucket_.head(key)) return taken;
        bucket_.put(key, path, taken.sha256);
        try {
            source.require_unchanged();
        } catch (const Failure&) {
            // In parts, other bytes than those that were hashed may have gone. The right ones may be somebody's by now.
            if (!bucket_.holds(key, taken.sha256)) bucket_.remove(key);
            throw;
        }
        return taken;
    }

    Taken take_object(Bucket& from, const std::string& key) override {
        const auto object = from.head(key);
        if (!object) throw Failure(Code::not_found, std::format("there is no object {}", key));
        if (!bucket_.is_beside(from) || object->etag.empty() || object->bytes > Bucket::most_copied_bytes)
            return take_by_reading(*this, from, key);
        Sha256Stream hash;
        Md5Stream md5;
        from.get(key, 0, object->bytes, [&](std::span<const std::byte> piece) {
            hash.add(piece);
            md5.add(piece);
        });
        Taken taken{hash.finish(), object->bytes, true};
        const auto to = original_key(taken.sha256);
        if (bucket_.head(to)) return taken;
        try {
            bucket_.copy(from, key, object->etag, to, taken.sha256, md5.finish());
        } catch (const Failure& failure) {
            // Not every service copies, or may.
            if (failure.problem().code != Code::unavailable) throw;
            return take_by_reading(*this, from, key);
        }
        return taken;
    }

    bool has(const Sha256& sha256) const override { return bucket_.head(original_key(sha256)).has_value(); }

    HeldFile original(const Sha256& sha256) const override {
        if (auto copy = cache_.find(sha256.hex)) return std::move(*copy);
        return fetch(original_key(sha256), sha256.hex, sha256);
    }

    std::optional<HeldFile> original_at_hand(const Sha256& sha256) const override { return cache_.find(sha256.hex); }

    void read(const Sha256& sha256, std::uint64_t offset, std::uint64_t length, const PieceSink& sink) const override {
        bucket_.get(original_key(sha256), offset, length, sink);
    }

    void put_rendition(const Sha256& sha256, Rendition which, std::span<const std::byte> jpeg) override {
        NewFile copy(incoming_);
        copy.write(jpeg);
        bucket_.put(rendition_key(sha256, which), copy.path(), sha256_of(jpeg));
        cache_.keep(copy, rendition_name(sha256, which));
    }

    std::unique_ptr<Draft> draft_rendition() override;

    std::optional<HeldFile> rendition(const Sha256& sha256, Rendition which) const override {
        const auto name = rendition_name(sha256, which);
        if (auto copy = cache_.find(name)) return copy;
        const auto key = rendition_key(sha256, which);
        const auto facts = bucket_.head(key);
        if (!facts) return {};
        return fetch(key, name, Sha256::parse(facts->sha256));
    }

    // Each was durable when put_rendition() returned.
    void flush_renditions() override {}

    // The service's room has no end that it would tell; the files spooled here do.
    std::uint64_t free_bytes() const override {
        return spool_room() == 0 ? 0 : std::numeric_limits<std::uint64_t>::max();
    }

    Result<void> verify(const Sha256& sha256) const override {
        try {
            Sha256Stream hash;
            bucket_.get(original_key(sha256), 0, {}, [&](std::span<const std::byte> piece) { hash.add(piece); });
            if (const auto found = hash.finish(); found != sha256)
                return problem(Code::hash_mismatch,
                               std::format("{} holds bytes with the hash {}", original_key(sha256), found.hex));
            return {};
        } catch (const Failure& failure) {
            return std::unexpected(failure.problem());
        }
    }

    void each_file(const std::function<void(const StoredFile&)>& each) const override {
        for (const auto* part : {"originals/", "renditions/"})
            bucket_.list(part, [&](const ListedObject& object) {
                auto file = file_of_name(object.key);
                if (!file) return;
                file->bytes = object.bytes;
                file->changed_at = object.changed_at;
                each(*file);
            });
    }

    void remove(const Sha256& sha256) override {
        bucket_.remove(original_key(sha256));
        cache_.drop(sha256.hex);
        for (const auto which : every_rendition) {
            bucket_.remove(rendition_key(sha256, which));
            cache_.drop(rendition_name(sha256, which));
        }
    }

    std::size_t sweep_unfinished(Instant began_before) override {
        return store::sweep_unfinished(incoming_) + bucket_.end_unfinished(began_before);
    }

    std::uint64_t spool_room() const { return free_above(incoming_, reserve_bytes_); }
    const fs::path& incoming() const { return incoming_; }

    // Hashed already.
    void send(NewFile& file, const Sha256& sha256) {
        const auto key = original_key(sha256);
        if (!bucket_.head(key)) bucket_.put(key, file.path(), sha256);
        cache_.keep(file, sha256.hex);
    }

    void send_rendition(NewFile& file, const Sha256& original, Rendition which) {
        bucket_.put(rendition_key(original, which), file.path(), value_or_throw(sha256_of_file(file.path())));
        cache_.keep(file, rendition_name(original, which));
    }

private:
    // A copy is in the cache, and given out, only with the right bytes. Without an expected hash (a rendition that
    // other software put there) what came is taken.
    HeldFile fetch(const std::string& key, const std::string& name, const std::optional<Sha256>& expected) const {
        std::string found;
        for (int attempt = 0; attempt < 3; ++attempt) {
            NewFile copy(incoming_);
            Sha256Stream hash;
            bucket_.get(key, 0, {}, [&](std::span<const std::byte> piece) {
                copy.write(piece);
                hash.add(piece);
            });
            found = hash.finish().hex;
            if (expected && found != expected->hex) continue;
            auto held = copy.hold();
            cache_.keep(copy, name);
            return held;
        }
        throw Failure(
            Code::hash_mismatch,
            std::format("{} holds bytes with the hash {}; `serow doctor` tells what can be done", key, found));
    }

    mutable Bucket bucket_;
    fs::path incoming_;
    std::uint64_t reserve_bytes_;
    mutable Cache cache_;
};

class S3Incoming final : public Incoming {
public:
    explicit S3Incoming(S3Store& store) : store_(store), file_(store.incoming()) {}

    void write(std::span<const std::byte> bytes) override {
        room_.check(size_, [&] { return store_.spool_room(); });
        file_.write(bytes);
        hash_.add(bytes);
        size_ += bytes.size();
    }

    std::uint64_t size() const override { return size_; }

    void keep(const Sha256& expected) override {
        require_same(hash(), expected, size_);
        store_.send(file_, expected);
    }

    Sha256 hash() override {
        if (!came_) came_ = hash_.finish();
        return *came_;
    }

private:
    S3Store& store_;
    NewFile file_;
    Sha256Stream hash_;
    std::optional<Sha256> came_;
    RoomCheck room_;
    std::uint64_t size_ = 0;
};

class S3Draft final : public Draft {
public:
    explicit S3Draft(S3Store& store) : store_(store), file_(store.incoming()) {}
    const fs::path& path() const override { return file_.path(); }
    void keep(const Sha256& original, Rendition which) override { store_.send_rendition(file_, original, which); }

private:
    S3Store& store_;
    NewFile file_;
};

std::unique_ptr<Draft> S3Store::draft_rendition() {
    return std::make_unique<S3Draft>(*this);
}

std::unique_ptr<Incoming> S3Store::receive() {
    return std::make_unique<S3Incoming>(*this);
}

}  // namespace

std::unique_ptr<Store> open_s3_store(const S3Options& options) {
    return std::make_unique<S3Store>(options);
}

}  // namespace serow::store
