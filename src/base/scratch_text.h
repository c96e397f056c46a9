// A long text that comes in pieces, kept in a file without a name, and read as one: what is not looked at takes no
// memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

namespace serow {

class ScratchText {
public:
    // The file lies in `folder`, unseen, and is gone with the object or the process. Failure(unavailable) where it
    // cannot be made.
    explicit ScratchText(const std::filesystem::path& folder);
    ~ScratchText();
    ScratchText(const ScratchText&) = delete;
    ScratchText& operator=(const ScratchText&) = delete;

    // Before view(). Failure(storage_full) where there is no room.
    void append(std::span<const std::uint8_t> bytes);
    // All of it, as long as the object lives.
    std::string_view view();

private:
    int file_ = -1;
    std::size_t size_ = 0;
    void* mapped_ = nullptr;
};

}  // namespace serow
