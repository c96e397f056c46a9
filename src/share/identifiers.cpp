#include "share/identifiers.h"

#include <cstring>
#include <utility>

#include "base/digest.h"

namespace serow::share {
namespace {

Uuid key_of(std::string_view identifier) {
    auto key = parse_uuid(identifier);
    // Only the canonical spelling may stand for itself: "A…" and "a…" are different identifiers.
    if (key && to_text(*key) != identifier) key.reset();
    if (!key)
        key = parse_uuid([&] {
            std::string hex = sha256_of(identifier).hex.substr(0, 32);
            for (const std::size_t at : {8U, 13U, 18U, 23U}) hex.insert(at, 1, '-');
            return hex;
        }());
    if (*key == Uuid{}) key->bytes[0] = 1;  // all zero means empty
    return *key;
}

}  // namespace

std::size_t IdentifierSet::slot_of(const Uuid& key) const {
    // The front half of a version 7 UUID is the time, so both halves go in.
    std::uint64_t front = 0;
    std::uint64_t back = 0;
    std::memcpy(&front, key.bytes.data(), 8);
    std::memcpy(&back, key.bytes.data() + 8, 8);
    std::uint64_t mixed = (front ^ (back >> 29U)) * 0x9E3779B97F4A7C15ULL + back;
    mixed ^= mixed >> 32U;
    const std::size_t mask = slots_.size() - 1;
    std::size_t slot = mixed & mask;
    while (slots_[slot] != Uuid{} && slots_[slot] != key) slot = (slot + 1) & mask;
    return slot;
}

void IdentifierSet::grow() {
    const std::vector<Uuid> old = std::exchange(slots_, std::vector<Uuid>(slots_.empty() ? 1024 : slots_.size() * 2));
    for (const auto& key : old)
        if (key != Uuid{}) slots_[slot_of(key)] = key;
}

bool IdentifierSet::add(std::string_view identifier) {
    if ((size_ + 1) * 4 > slots_.size() * 3) grow();
    const Uuid key = key_of(identifier);
    Uuid& slot = slots_[slot_of(key)];
    if (slot == key) return false;
    slot = key;
    ++size_;
    return true;
}

bool IdentifierSet::contains(std::string_view identifier) const {
    if (size_ == 0) return false;
    const Uuid key = key_of(identifier);
    return slots_[slot_of(key)] == key;
}

}  // namespace serow::share
