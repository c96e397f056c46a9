#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <format>
#include <string>
#include <system_error>
#include <utility>

#include "base/id.h"
#include "store/store.h"

namespace serow::store {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, std::string_view doing) {
    const int error = errno;
    const auto code = error == ENOSPC || error == EDQUOT ? Code::storage_full : Code::internal;
    throw Failure(code, std::format("{} {} failed: {}", doing, path.string(), std::strerror(error)));
}

void sync_folder(const fs::path& folder) {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) fail(folder, "opening the folder");
    const int result = ::fsync(fd);
    ::close(fd);
    if (result != 0) fail(folder, "syncing the folder");
}

enum class Sync { now, later };

// Creates the folders that are missing; synced now, a file in them survives a power cut.
void make_folder(const fs::path& folder, Sync sync) {
    if (::mkdir(folder.c_str(), 0750) != 0) {
        if (errno == EEXIST) return;
        if (errno != ENOENT) fail(folder, "making the folder");
        make_folder(folder.parent_path(), sync);
        if (::mkdir(folder.c_str(), 0750) != 0 && errno != EEXIST) fail(folder, "making the folder");
    }
    if (sync == Sync::now) sync_folder(folder.parent_path());
}

// An open file that is removed again unless it was moved to its place.
class File {
public:
    explicit File(fs::path path)
        : path_(std::move(path)), fd_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640)) {
        if (fd_ < 0) fail(path_, "creating");
    }
    // One that is there already, and stays there unless it is moved.
    struct There {};
    File(fs::path path, There)
        : path_(std::move(path)), fd_(::open(path_.c_str(), O_RDONLY | O_CLOEXEC)), moved_(true) {
        if (fd_ < 0) fail(path_, "opening");
    }
    ~File() {
        if (fd_ >= 0) ::close(fd_);
        if (!moved_) ::unlink(path_.c_str());
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    void write(std::span<const std::byte> bytes) {
        while (!bytes.empty()) {
            const auto written = ::write(fd_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written < 0) fail(path_, "writing");
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        }
    }

    // Read-only, and under its final name in one step.
    void move_to(const fs::path& place, Sync sync) {
        if (::fchmod(fd_, 0440) != 0 || (sync == Sync::now && ::fsync(fd_) != 0)) fail(path_, "syncing");
        if (::rename(path_.c_str(), place.c_str()) != 0) {
            if (errno != ENOENT) fail(place, "moving a file to");
            make_folder(place.parent_path(), sync);
            if (::rename(path_.c_str(), place.c_str()) != 0) fail(place, "moving a file to");
        }
        moved_ = true;
        if (sync == Sync::now) sync_folder(place.parent_path());
    }

private:
    fs::path path_;
    int fd_;
    bool moved_ = false;
};

class LocalStore final : public Store {
public:
    LocalStore(fs::path folder, std::uint64_t reserve_bytes)
        : folder_(std::move(folder)), reserve_bytes_(reserve_bytes) {
        for (const auto* part : {"originals", "renditions", "incoming"}) make_folder(folder_ / part, Sync::now);
        sweep_incoming();
    }

    std::unique_ptr<Incoming> receive() override;
    void adopt(const fs::path& path, const Sha256& sha256) override {
        if (has(sha256)) {
            ::unlink(path.c_str());
            return;
        }
        File(path, File::There{}).move_to(place_of(sha256), Sync::now);
    }

    bool has(const Sha256& sha256) const override { return fs::is_regular_file(place_of(sha256)); }

    fs::path original(const Sha256& sha256) const override {
        auto path = place_of(sha256);
        if (!fs::is_regular_file(path))
            throw Failure(Code::not_found, std::format("the store has no bytes with the hash {}", sha256.hex));
        return path;
    }

    void put_rendition(const Sha256& sha256, Rendition which, std::span<const std::byte> jpeg) override {
        File file(new_incoming());
        file.write(jpeg);
        file.move_to(rendition_place(sha256, which), Sync::later);
    }

    void flush_renditions() override {
        const auto folder = folder_ / "renditions";
        const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (fd < 0) fail(folder, "opening the folder");
        const int result = ::syncfs(fd);
        ::close(fd);
        if (result != 0) fail(folder, "syncing the disk of");
    }

    std::optional<fs::path> rendition(const Sha256& sha256, Rendition which) const override {
        auto path = rendition_place(sha256, which);
        if (!fs::is_regular_file(path)) return {};
        return path;
    }

    std::uint64_t free_bytes() const override {
        std::error_code error;
        const auto space = fs::space(folder_, error);
        if (error || space.available <= reserve_bytes_) return 0;
        return space.available - reserve_bytes_;
    }

    Result<void> verify(const Sha256& sha256) const override {
        const auto path = place_of(sha256);
        if (!fs::is_regular_file(path)) return problem(Code::not_found, "missing: " + path.string());
        auto found = sha256_of_file(path);
        if (!found) return std::unexpected(found.error());
        if (*found != sha256)
            return problem(Code::hash_mismatch,
                           std::format("{} holds bytes with the hash {}", path.string(), found->hex));
        return {};
    }

    fs::path place_of(const Sha256& sha256) const { return folder_ / "originals" / shelf(sha256) / sha256.hex; }
    fs::path new_incoming() const { return folder_ / "incoming" / to_text(new_uuid()); }

private:
    static fs::path shelf(const Sha256& sha256) { return fs::path(sha256.hex.substr(0, 2)) / sha256.hex.substr(2, 2); }

    fs::path rendition_place(const Sha256& sha256, Rendition which) const {
        const auto* name = which == Rendition::preview ? ".preview.jpg" : ".thumbnail.jpg";
        return folder_ / "renditions" / shelf(sha256) / (sha256.hex + name);
    }

    // What a crash left behind. A day is longer than any request may last, so nothing in use is hit.
    void sweep_incoming() const {
        const auto old = fs::file_time_type::clock::now() - std::chrono::hours(24);
        for (const auto& entry : fs::directory_iterator(folder_ / "incoming")) {
            std::error_code error;
            if (entry.last_write_time(error) < old && !error) fs::remove(entry.path(), error);
        }
    }

    fs::path folder_;
    std::uint64_t reserve_bytes_;
};

class LocalIncoming final : public Incoming {
public:
    explicit LocalIncoming(LocalStore& store) : store_(store), file_(store.new_incoming()) {}

    void write(std::span<const std::byte> bytes) override {
        // Asking the disk costs a system call: once in 64 MiB is enough to stop in time.
        if (size_ >= check_at_) {
            if (store_.free_bytes() == 0)
                throw Failure(Code::storage_full,
                              "the disk of the store is full; free some room, then send the file again");
            check_at_ = size_ + (std::uint64_t{64} << 20);
        }
        file_.write(bytes);
        hash_.add(bytes);
        size_ += bytes.size();
    }

    std::uint64_t size() const override { return size_; }

    void keep(const Sha256& expected) override {
        const auto found = hash_.finish();
        if (found != expected)
            throw Failure(Code::hash_mismatch,
                          std::format("{} bytes arrived with the hash {}, announced was {}; send the file again", size_,
                                      found.hex, expected.hex));
        if (store_.has(expected)) return;
        file_.move_to(store_.place_of(expected), Sync::now);
    }

private:
    LocalStore& store_;
    File file_;
    Sha256Stream hash_;
    std::uint64_t size_ = 0;
    std::uint64_t check_at_ = 0;
};

std::unique_ptr<Incoming> LocalStore::receive() {
    return std::make_unique<LocalIncoming>(*this);
}

}  // namespace

std::unique_ptr<Store> open_local_store(const fs::path& folder, std::uint64_t reserve_bytes) {
    return std::make_unique<LocalStore>(folder, reserve_bytes);
}

}  // namespace serow::store
