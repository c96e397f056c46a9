#include "base/scratch_text.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>

#include "base/problem.h"

namespace serow {
namespace {

[[noreturn]] void refuse(Code code, const std::string& what) {
    throw Failure(code, what + ": " + std::generic_category().message(errno));
}

// Some file systems have no files without a name: there it gets one for a moment.
int unnamed_file(const std::filesystem::path& folder) {
    if (const int file = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600); file >= 0) return file;
    auto name = (folder / "serow-scratch-XXXXXX").string();
    const int file = ::mkostemp(name.data(), O_CLOEXEC);
    if (file < 0) refuse(Code::unavailable, "no file can be made in " + folder.string());
    ::unlink(name.c_str());
    return file;
}

}  // namespace

ScratchText::ScratchText(const std::filesystem::path& folder) : file_(unnamed_file(folder)) {}

ScratchText::~ScratchText() {
    if (mapped_ != nullptr) ::munmap(mapped_, size_);
    ::close(file_);
}

void ScratchText::append(std::span<const std::uint8_t> bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(file_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) refuse(Code::storage_full, "a file that is read cannot be laid down");
        size_ += static_cast<std::size_t>(written);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
}

std::string_view ScratchText::view() {
    if (size_ == 0) return {};
    if (mapped_ == nullptr) {
        void* const at = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file_, 0);
        if (at == MAP_FAILED) refuse(Code::unavailable, "a file that is read cannot be mapped");
        mapped_ = at;
    }
    return {static_cast<const char*>(mapped_), size_};
}

}  // namespace serow
