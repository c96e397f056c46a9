// Copies of what lies in a service, in a folder of bounded size: what was not read for longest goes first. Several
// processes may share the folder.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "store/disk.h"
#include "store/store.h"

namespace serow::store {

class Cache {
public:
    // Failure where the folder cannot be made.
    Cache(std::filesystem::path folder, std::uint64_t limit_bytes);

    // Held until the file is closed, whatever is dropped meanwhile.
    [[nodiscard]] std::optional<HeldFile> find(const std::string& name) const;
    // Takes the whole, verified file over, and drops older ones where there are too many bytes.
    void keep(NewFile& file, const std::string& name);
    void drop(const std::string& name) const;

private:
    [[nodiscard]] std::filesystem::path place_of(const std::string& name) const;
    void make_room() const;

    std::filesystem::path folder_;
    std::uint64_t limit_bytes_;
    std::atomic<std::uint64_t> unchecked_bytes_;  // kept by this process since it counted last
};

}  // namespace serow::store
