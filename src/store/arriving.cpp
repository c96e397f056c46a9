#include "store/arriving.h"

#include <format>

#include "base/problem.h"
#include "store/bucket.h"

namespace serow::store {

void RoomCheck::refuse() {
    throw Failure(Code::storage_full, "the disk of the store is full; free some room, then send the file again");
}

Taken take_by_reading(Store& store, Bucket& from, const std::string& key) {
    const auto object = from.head(key);
    if (!object) throw Failure(Code::not_found, "there is no object " + key);
    const auto incoming = store.receive();
    from.get(key, 0, object->bytes, [&](std::span<const std::byte> piece) { incoming->write(piece); }, object->etag);
    Taken taken{incoming->hash(), incoming->size(), false};
    incoming->keep(taken.sha256);
    return taken;
}

void require_same(const Sha256& found, const Sha256& expected, std::uint64_t bytes) {
    if (found != expected)
        throw Failure(Code::hash_mismatch,
                      std::format("{} bytes arrived with the hash {}, announced was {}; send the file again", bytes,
                                  found.hex, expected.hex));
}

}  // namespace serow::store
