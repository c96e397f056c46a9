#include "net/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <format>

namespace serow::net {
namespace {

std::unexpected<Problem> cannot(Code code, std::string_view what, const std::filesystem::path& path) {
    return problem(code, std::format("cannot {} {}: {}", what, path.string(), std::strerror(errno)));
}

}  // namespace

Result<FileReader> FileReader::open(const std::filesystem::path& path, std::uint64_t offset,
                                    std::optional<std::uint64_t> size) {
    FileReader reader;
    reader.path_ = path;
    reader.descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat facts{};
    if (reader.descriptor_ < 0 || ::fstat(reader.descriptor_, &facts) != 0)
        return cannot(Code::unreadable, "read", path);
    if (!S_ISREG(facts.st_mode)) return problem(Code::unreadable, path.string() + " is not a file");
    const auto whole = static_cast<std::uint64_t>(facts.st_size);
    if (offset > whole || size.value_or(0) > whole - offset)
        return problem(Code::unreadable, std::format("{} has only {} bytes", path.string(), whole));
    reader.offset_ = offset;
    reader.size_ = size.value_or(whole - offset);
    return reader;
}

FileReader::FileReader(FileReader&& other) noexcept
    : path_(std::move(other.path_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      offset_(other.offset_),
      size_(other.size_),
      position_(other.position_) {}

FileReader::~FileReader() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::size_t> FileReader::read(std::span<char> into) {
    const auto count = std::min<std::uint64_t>(into.size(), size_ - std::min(position_, size_));
    if (count == 0) return 0;
    ssize_t got = 0;
    do got = ::pread(descriptor_, into.data(), count, static_cast<off_t>(offset_ + position_));
    while (got < 0 && errno == EINTR);
    if (got < 0) return cannot(Code::unreadable, "read", path_);
    if (got == 0) return problem(Code::unreadable, path_.string() + " became shorter while it was sent");
    position_ += static_cast<std::uint64_t>(got);
    return static_cast<std::size_t>(got);
}

Result<FileWriter> FileWriter::create(const std::filesystem::path& path) {
    FileWriter writer;
    writer.path_ = path;
    writer.part_ = path.string() + ".part";
    writer.descriptor_ = ::open(writer.part_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (writer.descriptor_ < 0) return cannot(Code::storage_full, "write", writer.part_);
    return writer;
}

FileWriter::FileWriter(FileWriter&& other) noexcept
    : path_(std::move(other.path_)), part_(std::move(other.part_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

FileWriter::~FileWriter() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    ::unlink(part_.c_str());
}

Result<void> FileWriter::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto count = ::write(descriptor_, bytes.data(), bytes.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return cannot(Code::storage_full, "write", part_);
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return {};
}

Result<void> FileWriter::commit() {
    if (::fsync(descriptor_) != 0) return cannot(Code::storage_full, "write", part_);
    if (::rename(part_.c_str(), path_.c_str()) != 0) return cannot(Code::storage_full, "write", path_);
    ::close(std::exchange(descriptor_, -1));
    return {};
}

}  // namespace serow::net
