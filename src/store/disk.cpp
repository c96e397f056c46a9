#include "store/disk.h"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <format>
#include <system_error>
#include <utility>
#include <vector>

#include "base/id.h"
#include "base/problem.h"

namespace serow::store {

namespace fs = std::filesystem;

void fail_on(const fs::path& path, std::string_view doing) {
    const int error = errno;
    const auto code = error == ENOSPC || error == EDQUOT ? Code::storage_full : Code::internal;
    throw Failure(code, std::format("{} {} failed: {}", doing, path.string(), std::strerror(error)));
}

namespace {

// `sync` is fsync or syncfs.
void sync_with(int (*sync)(int), const fs::path& folder) {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) fail_on(folder, "opening the folder");
    const int result = sync(fd);
    ::close(fd);
    if (result != 0) fail_on(folder, "syncing the folder");
}

}  // namespace

void make_folder(const fs::path& folder, Sync sync) {
    if (::mkdir(folder.c_str(), 0750) != 0) {
        if (errno == EEXIST) return;
        if (errno != ENOENT) fail_on(folder, "making the folder");
        make_folder(folder.parent_path(), sync);
        if (::mkdir(folder.c_str(), 0750) != 0 && errno != EEXIST) fail_on(folder, "making the folder");
    }
    if (sync == Sync::now) sync_with(&::fsync, folder.parent_path());
}

void sync_file_system(const fs::path& folder) {
    sync_with(&::syncfs, folder);
}

std::uint64_t free_above(const fs::path& folder, std::uint64_t reserve_bytes) {
    std::error_code error;
    const auto space = fs::space(folder, error);
    if (error || space.available <= reserve_bytes) return 0;
    return space.available - reserve_bytes;
}

NewFile::NewFile(const fs::path& folder) {
    for (;;) {
        path_ = folder / to_text(new_uuid());
        fd_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0640);
        if (fd_ < 0) fail_on(path_, "creating");
        ::flock(fd_, LOCK_EX);
        struct stat facts{};
        if (::fstat(fd_, &facts) == 0 && facts.st_nlink > 0) return;
        // Swept away between its creation and its lock.
        ::close(std::exchange(fd_, -1));
    }
}

NewFile NewFile::there(fs::path path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) fail_on(path, "opening");
    return {std::move(path), fd};
}

NewFile::~NewFile() {
    if (fd_ >= 0) ::close(fd_);
    if (!moved_) ::unlink(path_.c_str());
}

void NewFile::write(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(fd_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail_on(path_, "writing");
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

bool NewFile::clone(int source) {
    return ::ioctl(fd_, FICLONE, source) == 0;
}

void NewFile::move_to(const fs::path& place, Sync sync) {
    if (::fchmod(fd_, 0440) != 0 || (sync == Sync::now && ::fsync(fd_) != 0)) fail_on(path_, "syncing");
    if (::rename(path_.c_str(), place.c_str()) != 0) {
        if (errno != ENOENT) fail_on(place, "moving a file to");
        make_folder(place.parent_path(), sync);
        if (::rename(path_.c_str(), place.c_str()) != 0) fail_on(place, "moving a file to");
    }
    moved_ = true;
    if (sync == Sync::now) sync_with(&::fsync, place.parent_path());
}

HeldFile NewFile::hold() const {
    const int descriptor = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) fail_on(path_, "opening");
    return HeldFile(descriptor);
}

namespace {

std::int64_t changed_ns(const struct stat& facts) {
    return static_cast<std::int64_t>(facts.st_mtim.tv_sec) * 1'000'000'000 + facts.st_mtim.tv_nsec;
}

[[noreturn]] void fail_reading(const fs::path& path) {
    throw Failure(Code::unreadable, std::format("cannot read {}: {}", path.string(), std::strerror(errno)));
}

}  // namespace

SteadyFile::SteadyFile(fs::path path) : path_(std::move(path)) {
    fd_ = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    struct stat facts{};
    if (fd_ < 0 || ::fstat(fd_, &facts) != 0) fail_reading(path_);
    if (!S_ISREG(facts.st_mode)) {
        ::close(fd_);
        throw Failure(Code::unreadable, path_.string() + " is no regular file");
    }
    size_ = static_cast<std::uint64_t>(facts.st_size);
    changed_ns_ = changed_ns(facts);
    ::posix_fadvise(fd_, 0, 0, POSIX_FADV_SEQUENTIAL);
}

SteadyFile::~SteadyFile() {
    if (fd_ >= 0) ::close(fd_);
}

void SteadyFile::each_piece(const PieceSink& sink) const {
    std::vector<std::byte> buffer(1 << 20);
    for (std::uint64_t offset = 0;;) {
        const auto count = ::pread(fd_, buffer.data(), buffer.size(), static_cast<off_t>(offset));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail_reading(path_);
        if (count == 0) return;
        sink(std::span(buffer).first(static_cast<std::size_t>(count)));
        offset += static_cast<std::uint64_t>(count);
    }
}

void SteadyFile::require_unchanged() const {
    struct stat facts{};
    if (::fstat(fd_, &facts) != 0) fail_reading(path_);
    if (static_cast<std::uint64_t>(facts.st_size) != size_ || changed_ns(facts) != changed_ns_)
        throw Failure(Code::conflict, path_.string() + " was changed while it was read; it is taken when it is whole");
}

std::size_t sweep_unfinished(const fs::path& folder) {
    std::size_t removed = 0;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const int fd = ::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
        if (fd < 0) continue;
        // Unlinked while the lock is held: whoever made the file a moment ago sees it when it gets the lock.
        if (::flock(fd, LOCK_EX | LOCK_NB) == 0 && ::unlink(entry.path().c_str()) == 0) ++removed;
        ::close(fd);
    }
    return removed;
}

}  // namespace serow::store
