#include "card/hash_book.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <format>
#include <fstream>
#include <string_view>
#include <system_error>

namespace serow::card {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t end_bytes = 16'384;  // looked at, at each end of a file
constexpr auto kept_for = std::chrono::hours(24 * 183);

struct Open {
    int fd;
    explicit Open(const fs::path& path) : fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)) {}
    ~Open() {
        if (fd >= 0) ::close(fd);
    }
    Open(const Open&) = delete;
    Open& operator=(const Open&) = delete;
};

std::int64_t nanoseconds(const timespec& time) {
    return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

std::unexpected<Problem> cannot(std::string_view what, const fs::path& path) {
    return problem(Code::unreadable, std::format("{} {}: {}", what, path.string(), std::strerror(errno)));
}

// Of the file's first and last bytes: on FAT inodes are made up and times have two seconds.
Result<std::string> hash_of_ends(const Open& file, std::uint64_t size, const fs::path& path) {
    Sha256Stream hash;
    std::array<std::byte, end_bytes> buffer{};
    const auto add = [&](std::uint64_t offset) {
        for (std::size_t read = 0; read < buffer.size();) {
            const auto count =
                ::pread(file.fd, buffer.data() + read, buffer.size() - read, static_cast<off_t>(offset + read));
            if (count < 0 && errno == EINTR) continue;
            if (count < 0) return false;
            if (count == 0) break;
            hash.add(std::span(buffer).subspan(read, static_cast<std::size_t>(count)));
            read += static_cast<std::size_t>(count);
        }
        return true;
    };
    if (!add(0) || (size > end_bytes && !add(size - end_bytes))) return cannot("cannot read", path);
    return hash.finish().hex.substr(0, 32);
}

// Everything by which a file is known to be the one that was read. One word.
std::string mark_of(const struct stat& facts, const std::string& ends) {
    return std::format("{}.{}.{}.{}.{}", facts.st_size, nanoseconds(facts.st_mtim), nanoseconds(facts.st_ctim),
                       facts.st_ino, ends);
}

bool is_same(const struct stat& a, const struct stat& b) {
    return a.st_size == b.st_size && nanoseconds(a.st_mtim) == nanoseconds(b.st_mtim);
}

void remove_old(const fs::path& folder) {
    std::error_code error;
    const auto oldest = fs::file_time_type::clock::now() - kept_for;
    for (const auto& entry : fs::directory_iterator(folder, error))
        if (const auto when = entry.last_write_time(error); !error && when < oldest) fs::remove(entry.path(), error);
}

}  // namespace

HashBook::HashBook(const fs::path& cache, const fs::path& folder) {
    std::error_code error;
    fs::create_directories(cache, error);
    remove_old(cache);
    const auto file = cache / (sha256_of(fs::weakly_canonical(folder, error).string()).hex.substr(0, 32) + ".hashes");
    descriptor_ = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (descriptor_ < 0) return;
    ::futimens(descriptor_, nullptr);  // it is in use
    load(file);
}

HashBook::~HashBook() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

// "<sha256> <mark> <path>". A path with a line break has no place here, and is hashed each time.
void HashBook::load(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string line;
    std::uint64_t whole = 0;
    while (std::getline(in, line)) {
        if (in.eof()) break;  // torn by a crash
        whole += line.size() + 1;
        const std::string_view text(line);
        const auto after_hash = text.find(' ');
        const auto after_mark = text.find(' ', after_hash + 1);
        if (after_hash == text.npos || after_mark == text.npos) continue;
        const auto sha256 = Sha256::parse(text.substr(0, after_hash));
        if (!sha256) continue;
        entries_[std::string(text.substr(after_mark + 1))] = {
            std::string(text.substr(after_hash + 1, after_mark - after_hash - 1)), *sha256};
    }
    in.close();
    // Another process may append at this moment: only what is surely torn is cut.
    std::error_code error;
    if (fs::file_size(file, error) > whole && !error && ::ftruncate(descriptor_, static_cast<off_t>(whole)) != 0) {
        ::close(descriptor_);
        descriptor_ = -1;
    }
}

void HashBook::remember(const std::string& path, const std::string& mark, const Sha256& sha256) {
    const std::scoped_lock lock(mutex_);
    entries_[path] = {mark, sha256};
    if (descriptor_ < 0 || path.contains('\n')) return;
    const auto line = std::format("{} {} {}\n", sha256.hex, mark, path);
    // One write to an appending descriptor arrives whole; a book that cannot be written is only slower next time.
    if (::write(descriptor_, line.data(), line.size()) != static_cast<ssize_t>(line.size())) {
        ::close(descriptor_);
        descriptor_ = -1;
    }
}

namespace {

struct Marked {
    struct stat facts{};
    std::string mark;
};

Result<Marked> marked(const fs::path& place) {
    Marked found;
    const Open file(place);
    if (file.fd < 0 || ::fstat(file.fd, &found.facts) != 0) return cannot("cannot open", place);
    const auto ends = hash_of_ends(file, static_cast<std::uint64_t>(found.facts.st_size), place);
    if (!ends) return std::unexpected(ends.error());
    found.mark = mark_of(found.facts, *ends);
    return found;
}

}  // namespace

std::optional<std::string> HashBook::mark(const fs::path& folder, const std::string& path) {
    auto found = marked(folder / path);
    return found ? std::optional(std::move(found->mark)) : std::nullopt;
}

std::optional<Sha256> HashBook::remembered_hash(const fs::path& folder, const std::string& path) const {
    const auto now = mark(folder, path);
    const std::scoped_lock lock(mutex_);
    const auto found = entries_.find(path);
    if (!now || found == entries_.end() || found->second.mark != *now) return {};
    return found->second.sha256;
}

Result<HashedFile> HashBook::hash(const fs::path& folder, const std::string& path, Use use) {
    const auto place = folder / path;
    const auto now = marked(place);
    if (!now) return std::unexpected(now.error());
    const auto& [before, mark] = *now;
    HashedFile hashed{{}, static_cast<std::uint64_t>(before.st_size), nanoseconds(before.st_mtim) / 1'000'000};
    if (use == Use::book) {
        const std::scoped_lock lock(mutex_);
        if (const auto found = entries_.find(path); found != entries_.end() && found->second.mark == mark) {
            ++remembered_;
            hashed.sha256 = found->second.sha256;
            return hashed;
        }
    }
    auto sha256 = sha256_of_file(place);
    if (!sha256) return std::unexpected(std::move(sha256.error()));
    struct stat after{};
    if (::stat(place.c_str(), &after) != 0) return cannot("cannot look at", place);
    if (!is_same(before, after))
        return problem(Code::conflict, std::format("{} was changed while it was read", place.string()));
    hashed.sha256 = std::move(*sha256);
    remember(path, mark, hashed.sha256);
    return hashed;
}

std::size_t HashBook::remembered() const {
    const std::scoped_lock lock(mutex_);
    return remembered_;
}

}  // namespace serow::card
