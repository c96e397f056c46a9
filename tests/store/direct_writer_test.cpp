#include "store/direct_writer.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

namespace serow::store {
namespace {

constexpr std::size_t page = DirectWriter::alignment;

class DirectWriterTest : public testing::Test {
protected:
    ~DirectWriterTest() override {
        ::close(fd_);
        std::filesystem::remove(path_);
    }

    // Whole pages in memory that begin `shift` bytes behind a multiple of their size.
    std::span<std::byte> memory(std::size_t bytes, char fill, std::size_t shift = 0) {
        const auto begin = static_cast<std::byte*>(memory_.get()) + shift;
        std::fill_n(begin, bytes, static_cast<std::byte>(fill));
        return {begin, bytes};
    }

    void write_all(std::span<const std::byte> bytes) {
        while (!bytes.empty()) {
            const auto written = writer_.write(fd_, bytes, size_);
            ASSERT_GT(written, 0) << std::strerror(errno);
            size_ += static_cast<std::size_t>(written);
            bytes = bytes.subspan(static_cast<std::size_t>(written));
            ASSERT_EQ(std::filesystem::file_size(path_), size_);  // never longer than what came
        }
    }

    [[nodiscard]] std::string content() const {
        std::ostringstream all;
        all << std::ifstream(path_, std::ios::binary).rdbuf();
        return all.str();
    }

    // True where reading at `offset` need not wait for the disk.
    [[nodiscard]] bool is_in_page_cache(std::uint64_t offset) const {
        char byte = 0;
        ::iovec into{&byte, 1};
        const int reader = ::open(path_.c_str(), O_RDONLY);
        const auto count = ::preadv2(reader, &into, 1, static_cast<off_t>(offset), RWF_NOWAIT);
        ::close(reader);
        return count == 1;
    }

    std::filesystem::path path_ =
        std::filesystem::temp_directory_path() / ("serow-direct-" + std::to_string(::getpid()));
    int fd_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    std::unique_ptr<void, decltype(&std::free)> memory_{std::aligned_alloc(page, 64 * page), std::free};
    DirectWriter writer_;
    std::size_t size_ = 0;
};

TEST_F(DirectWriterTest, WholePagesAndARestGoOneBehindTheOther) {
    write_all(memory(8 * page, 'a'));
    write_all(memory(3 * page + 100, 'b'));
    write_all(memory(page, 'c'));  // its offset is no multiple any more
    EXPECT_EQ(content(), std::string(8 * page, 'a') + std::string(3 * page + 100, 'b') + std::string(page, 'c'));
}

TEST_F(DirectWriterTest, MemoryThatIsNotAlignedIsWrittenAllTheSame) {
    write_all(memory(4 * page, 'a', 1));
    write_all(memory(2 * page, 'b'));
    EXPECT_EQ(content(), std::string(4 * page, 'a') + std::string(2 * page, 'b'));
}

TEST_F(DirectWriterTest, WholePagesPassByThePageCache) {
    const int direct = ::open(path_.c_str(), O_WRONLY | O_DIRECT | O_CLOEXEC);
    if (direct < 0) GTEST_SKIP() << "SKIPPED: the file system of " << path_ << " knows no O_DIRECT";
    ::close(direct);
    write_all(memory(8 * page, 'a'));
    EXPECT_FALSE(is_in_page_cache(0));
    write_all(memory(10, 'b'));
    EXPECT_TRUE(is_in_page_cache(8 * page));
}

TEST_F(DirectWriterTest, AFileThatCannotBeWrittenSaysWhy) {
    const int reader = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC);
    EXPECT_EQ(writer_.write(reader, memory(page, 'a'), 0), -1);
    EXPECT_EQ(errno, EBADF);
    ::close(reader);
}

}  // namespace
}  // namespace serow::store
