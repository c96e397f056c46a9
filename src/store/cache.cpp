#include "store/cache.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <utility>
#include <vector>

namespace serow::store {

namespace fs = std::filesystem;

Cache::Cache(fs::path folder, std::uint64_t limit_bytes)
    : folder_(std::move(folder)), limit_bytes_(limit_bytes), unchecked_bytes_(limit_bytes) {
    make_folder(folder_, Sync::later);
}

fs::path Cache::place_of(const std::string& name) const {
    return folder_ / name.substr(0, 2) / name;
}

std::optional<HeldFile> Cache::find(const std::string& name) const {
    const int descriptor = ::open(place_of(name).c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return {};
    ::futimens(descriptor, nullptr);  // read lately; only a hint, so its failure is none
    return HeldFile(descriptor);
}

void Cache::keep(NewFile& file, const std::string& name) {
    std::error_code error;
    const auto bytes = fs::file_size(file.path(), error);
    file.move_to(place_of(name), Sync::later);
    // Counting reads all folders: once a sixteenth of the limit came in is often enough.
    if (error) return;
    unchecked_bytes_ += bytes;
    if (unchecked_bytes_ <= limit_bytes_ / 16) return;
    unchecked_bytes_ = 0;
    make_room();
}

void Cache::drop(const std::string& name) const {
    std::error_code error;
    fs::remove(place_of(name), error);
}

void Cache::make_room() const {
    struct Copy {
        fs::file_time_type read_at;
        std::uint64_t bytes;
        fs::path path;
    };
    std::vector<Copy> copies;
    std::uint64_t all = 0;
    std::error_code error;
    // Another process may drop files at the same time: what is gone is not counted.
    for (fs::recursive_directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
        std::error_code gone;
        if (!at->is_regular_file(gone) || gone) continue;
        Copy copy{at->last_write_time(gone), at->file_size(gone), at->path()};
        if (gone) continue;
        all += copy.bytes;
        copies.push_back(std::move(copy));
    }
    std::ranges::sort(copies, {}, &Copy::read_at);
    for (const auto& copy : copies) {
        // The newest stays, however large: somebody has just asked for it.
        if (all <= limit_bytes_ || &copy == &copies.back()) return;
        fs::remove(copy.path, error);
        all -= copy.bytes;
    }
}

}  // namespace serow::store
