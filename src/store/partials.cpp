#include "store/partials.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <format>
#include <list>
#include <map>
#include <mutex>
#include <system_error>
#include <thread>
#include <utility>

#include "store/direct_writer.h"

namespace serow::store {
namespace {

namespace fs = std::filesystem;

// Hashes of files that wait for their next stretch: each some hundred bytes. Beyond, a file is read again at its end.
constexpr std::size_t most_hashes_kept = 4096;
constexpr std::uint64_t room_is_asked_every = std::uint64_t{64} << 20;
// What came is handed to the disk while more comes, so that syncing finds little left to wait for.
constexpr std::uint64_t handed_on_every = std::uint64_t{512} << 10;
// How far ahead of what came the disk sets blocks aside: written bytes then cost half as much, and lie together.
constexpr std::uint64_t set_aside = std::uint64_t{8} << 20;

[[noreturn]] void fail_with_errno(const fs::path& path, std::string_view doing) {
    const int error = errno;
    throw Failure(error == ENOSPC || error == EDQUOT ? Code::storage_full : Code::internal,
                  std::format("{} {} failed: {}", doing, path.string(), std::strerror(error)));
}

void check_name(const std::string& name) {
    const auto good = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
    };
    if (name.empty() || name.size() > 200 || name.front() == '.' || !std::ranges::all_of(name, good))
        throw Failure(Code::internal, std::format("\"{}\" is no name of a partial file", name));
}

// One file that is being written, or whose hash is known so far.
struct Growing {
    std::mutex mutex;
    std::uint64_t writer = 0;  // the stretch that may write, others were cut off; 0: none is open
    std::chrono::steady_clock::time_point written_at;
    std::uint64_t size = 0;
    std::optional<Sha256Stream> hash;  // of all `size` bytes; none: unknown
    bool dropped = false;
};

}  // namespace

struct Partials::Shared {
    fs::path folder;
    std::uint64_t reserve_bytes = 0;
    std::mutex mutex;  // of the two below
    std::map<std::string, std::shared_ptr<Growing>> growing;
    std::list<std::string> order;  // by last use, oldest first
    std::uint64_t next_writer = 1;

    [[nodiscard]] fs::path path(const std::string& name) const { return folder / name; }

    [[nodiscard]] bool has_room() const {
        std::error_code error;
        const auto space = fs::space(folder, error);
        return !error && space.available > reserve_bytes;
    }

    std::shared_ptr<Growing> of(const std::string& name) {
        const std::scoped_lock lock(mutex);
        auto& found = growing[name];
        if (!found) found = std::make_shared<Growing>();
        order.remove(name);
        order.push_back(name);
        // Those in use are held by their stretches and found again only here: none of them may go.
        for (auto old = order.begin(); growing.size() > most_hashes_kept && old != order.end();) {
            if (growing.at(*old).use_count() == 1) {
                growing.erase(*old);
                old = order.erase(old);
            } else {
                ++old;
            }
        }
        return found;
    }

    void forget(const std::string& name) {
        const std::scoped_lock lock(mutex);
        growing.erase(name);
        order.remove(name);
    }
};

struct Partials::Stretch::State {
    std::shared_ptr<Shared> shared;
    std::shared_ptr<Growing> file;
    std::string name;
    std::uint64_t writer = 0;
    std::uint64_t begun_at = 0;
    std::uint64_t ask_room_at = 0;
    std::uint64_t handed_on = 0;  // bytes that the disk was told to write
    std::uint64_t expected = 0;   // bytes of the whole file
    std::uint64_t blocks_to = 0;  // up to where the disk set blocks aside
    int fd = -1;
    DirectWriter to_disk;

    ~State() {
        if (fd >= 0) ::close(fd);
        const std::scoped_lock lock(file->mutex);
        if (file->writer == writer) file->writer = 0;
    }
    // Both are hints: where they fail, writing and syncing say why.
    void set_blocks_aside() {
        const auto to = std::min(expected, std::max(file->size, blocks_to) + set_aside);
        if (file->size < blocks_to || to <= file->size) return;
        (void)::fallocate(fd, FALLOC_FL_KEEP_SIZE, static_cast<off_t>(file->size), static_cast<off_t>(to - file->size));
        blocks_to = to;
    }
    void hand_on() {
        if (file->size - handed_on < handed_on_every) return;
        (void)::sync_file_range(fd, static_cast<off_t>(handed_on), static_cast<off_t>(file->size - handed_on),
                                SYNC_FILE_RANGE_WRITE);
        handed_on = file->size;
    }
    void must_be_ours() const {
        if (file->dropped || file->writer != writer)
            throw Failure(Code::interrupted, "another request goes on with this file; ask where it stands");
    }
};

Partials::Stretch::Stretch(std::unique_ptr<State> state) : state_(std::move(state)) {}
Partials::Stretch::~Stretch() = default;
Partials::Stretch::Stretch(Stretch&&) noexcept = default;

void Partials::Stretch::write(std::span<const std::byte> bytes) {
    auto& s = *state_;
    const std::scoped_lock lock(s.file->mutex);
    s.must_be_ours();
    if (s.file->size >= s.ask_room_at) {
        if (!s.shared->has_room())
            throw Failure(Code::storage_full,
                          "the disk of the store is full; free some room, then go on with the file");
        s.ask_room_at = s.file->size + room_is_asked_every;
    }
    while (!bytes.empty()) {
        s.set_blocks_aside();
        const auto written = s.to_disk.write(s.fd, bytes, s.file->size);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail_with_errno(s.shared->path(s.name), "writing");
        const auto count = static_cast<std::size_t>(written);
        if (s.file->hash) s.file->hash->add(bytes.first(count));
        s.file->size += count;
        s.file->written_at = std::chrono::steady_clock::now();
        bytes = bytes.subspan(count);
    }
    s.hand_on();
}

std::uint64_t Partials::Stretch::size() const {
    const std::scoped_lock lock(state_->file->mutex);
    return state_->file->size;
}

void Partials::Stretch::undo() {
    auto& s = *state_;
    const std::scoped_lock lock(s.file->mutex);
    s.must_be_ours();
    if (s.file->size == s.begun_at) return;
    if (::ftruncate(s.fd, static_cast<off_t>(s.begun_at)) != 0) fail_with_errno(s.shared->path(s.name), "shortening");
    s.file->size = s.begun_at;
    s.handed_on = s.begun_at;
    s.file->hash.reset();
    if (s.begun_at == 0) s.file->hash.emplace();
}

void Partials::Stretch::flush() {
    if (::fdatasync(state_->fd) != 0) fail_with_errno(state_->shared->path(state_->name), "syncing");
}

Sha256 Partials::Stretch::hash() {
    auto& s = *state_;
    const std::scoped_lock lock(s.file->mutex);
    s.must_be_ours();
    if (s.file->hash) {
        auto found = s.file->hash->finish();
        s.file->hash.reset();
        return found;
    }
    return value_or_throw(sha256_of_file(s.shared->path(s.name)));
}

Partials::Partials(fs::path folder, std::uint64_t reserve_bytes) : shared_(std::make_shared<Shared>()) {
    shared_->folder = std::move(folder);
    shared_->reserve_bytes = reserve_bytes;
    std::error_code error;
    fs::create_directories(shared_->folder, error);
    if (error)
        throw Failure(Code::internal,
                      std::format("the folder {} cannot be made: {}", shared_->folder.string(), error.message()));
}

Partials::~Partials() = default;

fs::path Partials::path(const std::string& name) const {
    check_name(name);
    return shared_->path(name);
}

std::optional<std::uint64_t> Partials::size(const std::string& name) const {
    struct stat facts{};
    if (::stat(path(name).c_str(), &facts) != 0 || !S_ISREG(facts.st_mode)) return {};
    return static_cast<std::uint64_t>(facts.st_size);
}

Instant Partials::touched(const std::string& name) const {
    std::error_code error;
    const auto when = fs::last_write_time(path(name), error);
    if (error) return {};
    return std::chrono::time_point_cast<Instant::duration>(std::chrono::file_clock::to_sys(when));
}

void Partials::let_settle(const std::string& name, std::chrono::steady_clock::time_point until) const {
    constexpr auto silence = std::chrono::milliseconds(300);
    std::shared_ptr<Growing> file;
    {
        const std::scoped_lock lock(shared_->mutex);
        if (const auto known = shared_->growing.find(name); known != shared_->growing.end()) file = known->second;
    }
    while (file) {
        {
            const std::scoped_lock lock(file->mutex);
            const auto now = std::chrono::steady_clock::now();
            if (file->writer == 0 || now >= until || now - file->written_at > silence) return;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
}

Partials::Stretch Partials::go_on(const std::string& name, std::uint64_t offset, std::uint64_t expected) {
    const auto place = path(name);
    auto state = std::make_unique<Stretch::State>();
    state->shared = shared_;
    state->name = name;
    state->file = shared_->of(name);
    auto& file = *state->file;
    const std::scoped_lock lock(file.mutex);
    state->fd = ::open(place.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0640);
    if (state->fd < 0) fail_with_errno(place, "opening");
    struct stat facts{};
    if (::fstat(state->fd, &facts) != 0) fail_with_errno(place, "looking at");
    const auto size = static_cast<std::uint64_t>(facts.st_size);
    if (size != offset)
        throw Failure(Code::conflict, std::format("{} bytes are here already, not {}; go on from there", size, offset));
    // What is known of another program's time, or of a file that went and came again, is not known of this one.
    if (file.size != size || file.dropped) file.hash.reset();
    if (size == 0) file.hash.emplace();
    file.dropped = false;
    file.size = size;
    file.written_at = std::chrono::steady_clock::now();
    {
        const std::scoped_lock all(shared_->mutex);
        file.writer = shared_->next_writer++;
    }
    state->writer = file.writer;
    state->begun_at = size;
    state->ask_room_at = size;
    state->handed_on = size;
    state->expected = expected;
    return Stretch(std::move(state));
}

bool Partials::drop(const std::string& name) {
    const auto place = path(name);
    const auto file = shared_->of(name);
    {
        const std::scoped_lock lock(file->mutex);
        file->dropped = true;
        file->hash.reset();
    }
    shared_->forget(name);
    return ::unlink(place.c_str()) == 0;
}

int Partials::sweep(std::chrono::seconds age) {
    const auto old = fs::file_time_type::clock::now() - age;
    int swept = 0;
    for (const auto& entry : fs::directory_iterator(shared_->folder)) {
        std::error_code error;
        if (entry.last_write_time(error) < old && !error && drop(entry.path().filename().string())) ++swept;
    }
    return swept;
}

}  // namespace serow::store
