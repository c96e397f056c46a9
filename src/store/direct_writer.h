// Bytes on their way to the disk without a stay in the page cache.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <span>

namespace serow::store {

// Writes one open file, past the page cache (O_DIRECT) where address and offset are multiples of `alignment`: a large
// file then costs half the time, and a card of 80 GB does not drive out of memory what the database needs there. What
// is not aligned, such as a file's last bytes, and file systems that know no such writing, take the ordinary way.
// Neither way is a sync: that stays to be done.
class DirectWriter {
public:
    // Bytes; enough for every disk.
    static constexpr std::size_t alignment = 4096;

    // As pwrite(2): how many bytes were written, at least one; -1, and errno.
    ssize_t write(int fd, std::span<const std::byte> bytes, std::uint64_t offset);

private:
    bool set(int fd, bool direct);
    bool is_direct_ = false;
    bool can_ = true;
};

}  // namespace serow::store
