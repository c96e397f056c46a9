#include "store/direct_writer.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>

namespace serow::store {

bool DirectWriter::set(int fd, bool direct) {
    if (direct == is_direct_) return true;
    const int flags = ::fcntl(fd, F_GETFL);
    if (flags < 0 || ::fcntl(fd, F_SETFL, direct ? flags | O_DIRECT : flags & ~O_DIRECT) != 0) return false;
    is_direct_ = direct;
    return true;
}

ssize_t DirectWriter::write(int fd, std::span<const std::byte> bytes, std::uint64_t offset) {
    const auto whole = bytes.size() - bytes.size() % alignment;
    const bool fits =
        whole > 0 && offset % alignment == 0 && reinterpret_cast<std::uintptr_t>(bytes.data()) % alignment == 0;
    if (fits && can_) {
        if (set(fd, true)) {
            const auto written = ::pwrite(fd, bytes.data(), whole, static_cast<off_t>(offset));
            // A file system that wants more than this alignment.
            if (written > 0 || errno != EINVAL) return written;
        }
        can_ = false;
    }
    if (!set(fd, false)) return -1;
    return ::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(offset));
}

}  // namespace serow::store
