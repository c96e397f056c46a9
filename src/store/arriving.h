// What both stores ask of a file on its way in.
#pragma once

#include <cstdint>
#include <string>

#include "base/digest.h"
#include "store/store.h"

namespace serow::store {

// Asking the disk for its room costs a system call: once in 64 MiB is enough to stop in time.
class RoomCheck {
public:
    // `room` gives the bytes that may still be written; Failure(storage_full) where there are none.
    template <class Room>
    void check(std::uint64_t written, Room room) {
        if (written < next_) return;
        if (room() == 0) refuse();
        next_ = written + (std::uint64_t{64} << 20);
    }

private:
    [[noreturn]] static void refuse();
    std::uint64_t next_ = 0;
};

// An object of a bucket, its bytes through this machine: Store::take_object() where nothing better can be had.
Taken take_by_reading(Store& store, Bucket& from, const std::string& key);

// Failure(hash_mismatch) unless both are the same.
void require_same(const Sha256& found, const Sha256& expected, std::uint64_t bytes);

}  // namespace serow::store
