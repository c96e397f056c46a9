#include "store/arriving.h"

#include <format>

#include "base/problem.h"

namespace serow::store {

void RoomCheck::refuse() {
    throw Failure(Code::storage_full, "the disk of the store is full; free some room, then send the file again");
}

void require_same(const Sha256& found, const Sha256& expected, std::uint64_t bytes) {
    if (found != expected)
        throw Failure(Code::hash_mismatch,
                      std::format("{} bytes arrived with the hash {}, announced was {}; send the file again", bytes,
                                  found.hex, expected.hex));
}

}  // namespace serow::store
