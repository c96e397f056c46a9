// The two ends of a transfer that lie on this machine's disk.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "base/problem.h"

namespace serow::net {

class FileReader {
public:
    // Code::unreadable where the file is not there or has fewer bytes than asked for.
    static Result<FileReader> open(const std::filesystem::path& path, std::uint64_t offset,
                                   std::optional<std::uint64_t> size);
    ~FileReader();
    FileReader(FileReader&& other) noexcept;
    FileReader& operator=(FileReader&&) = delete;

    [[nodiscard]] std::uint64_t size() const { return size_; }
    void seek(std::uint64_t position) { position_ = position; }  // within the part
    // 0 at the end; Code::unreadable where the file became shorter meanwhile.
    Result<std::size_t> read(std::span<char> into);

private:
    FileReader() = default;
    std::filesystem::path path_;
    int descriptor_ = -1;
    std::uint64_t offset_ = 0;
    std::uint64_t size_ = 0;
    std::uint64_t position_ = 0;
};

// A file that appears under its name when it is whole.
class FileWriter {
public:
    static Result<FileWriter> create(const std::filesystem::path& path);
    ~FileWriter();  // removes what was not committed
    FileWriter(FileWriter&& other) noexcept;
    FileWriter& operator=(FileWriter&&) = delete;

    Result<void> write(std::string_view bytes);
    Result<void> commit();

private:
    FileWriter() = default;
    std::filesystem::path path_;
    std::filesystem::path part_;
    int descriptor_ = -1;
};

}  // namespace serow::net
