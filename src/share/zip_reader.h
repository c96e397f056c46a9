// A zip that somebody else made, read as a stream: nothing of it is ever unpacked to the disk, and it is not believed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/problem.h"
#include "base/time.h"

namespace serow::share {

struct ZipEntry {
    std::string name;         // its bytes as they stand in the zip; UTF-8 where the zip says so
    std::uint64_t bytes = 0;  // as the zip says; what comes may be less, never more
    std::optional<Instant> modified_at;
    bool is_encrypted = false;
};

struct ZipLimits {
    std::size_t entries = 1'000'000;
    std::uint64_t entry_bytes = std::uint64_t{8} << 30;
    // All that is unpacked, as a multiple of the zip's own size: photos and videos hardly shrink, bombs do.
    std::uint64_t ratio = 20;
    std::uint64_t ratio_floor_bytes = 64 << 20;  // a small zip may unpack to so much in any case
};

// The bytes of the entry at hand, in their order.
using ZipPieces = std::function<void(std::span<const std::byte>)>;

class ZipReader {
public:
    // Code::unreadable where it cannot be opened or is no zip.
    static Result<ZipReader> open(const std::filesystem::path& zip, const ZipLimits& limits = {});
    ~ZipReader();
    ZipReader(ZipReader&&) noexcept;
    ZipReader& operator=(ZipReader&&) = delete;

    // The next regular file; folders, links and devices are passed over. nullopt at the end. Code::unreadable where the
    // zip is damaged or cut off here, Code::too_large over a limit: nothing more can be read then.
    Result<std::optional<ZipEntry>> next();
    // The bytes of the entry that next() gave. Code::unreadable where they are damaged, cut off, encrypted or not those
    // of the checksum, Code::too_large over a limit; pieces were given by then. What the receiver throws is passed on.
    Result<void> read(const ZipPieces& receive);

private:
    struct State;
    explicit ZipReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// Why a name must not be taken for a path below the card's root; empty where it may: absolute ones, "..", drive
// letters, control characters, empty parts. `name` is UTF-8.
std::string_view fault_of_entry_name(std::string_view name);

}  // namespace serow::share
