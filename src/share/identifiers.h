// Which identifiers were written already.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "base/id.h"

namespace serow::share {

// A set of identifiers in 16 bytes each (at most three quarters full, so up to 32 with the room to
// grow): a UUID as it is, any other text as the first half of its SHA-256. That two texts meet is, for
// ten million, less likely than 1 in 10^24.
class IdentifierSet {
public:
    // False where it is there already.
    bool add(std::string_view identifier);
    [[nodiscard]] bool contains(std::string_view identifier) const;
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    [[nodiscard]] std::size_t slot_of(const Uuid& key) const;
    void grow();

    std::vector<Uuid> slots_;  // open addressing; all zero is an empty slot
    std::size_t size_ = 0;
};

}  // namespace serow::share
