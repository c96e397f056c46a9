// What needs no server; the exchanges themselves are tests/server_http/client_test.cpp.
#include "net/http_client.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <format>
#include <fstream>

#include "net/files.h"

using namespace serow;
using namespace serow::net;

namespace {

// A port that accepts connections and says nothing.
class Silent {
public:
    Silent() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address);
        ::listen(socket_, 8);
        socklen_t size = sizeof address;
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
        port = ntohs(address.sin_port);
    }
    ~Silent() { close(); }
    void close() {
        if (socket_ >= 0) ::close(std::exchange(socket_, -1));
    }
    std::uint16_t port = 0;

private:
    int socket_;
};

std::filesystem::path scratch(std::string_view name) {
    return std::filesystem::temp_directory_path() / std::format("serow-net-{}-{}", ::getpid(), name);
}

}  // namespace

TEST(HttpClient, SpeaksOnlyHttp) {
    HttpClient client;
    for (const std::string url :
         {"file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/", "http://", "not a url", ""}) {
        const auto response = client.send({.url = url, .headers = {}, .body = {}, .timeout = {}});
        ASSERT_FALSE(response) << url;
        EXPECT_EQ(response.error().code, Code::invalid) << url << ": " << response.error().detail;
    }
}

TEST(HttpClient, SaysWhenNobodyListens) {
    Silent silent;
    silent.close();
    HttpClient client;
    const auto response = client.send({.url = std::format("http://user:secret@127.0.0.1:{}/x?signature=1", silent.port),
                                       .headers = {},
                                       .body = {},
                                       .timeout = {}});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, Code::unavailable);
    EXPECT_EQ(response.error().detail.find("secret"), std::string::npos);
    EXPECT_EQ(response.error().detail.find("signature"), std::string::npos);
}

TEST(HttpClient, DoesNotWaitForEver) {
    const Silent silent;
    HttpClient client;
    const std::string url = std::format("http://127.0.0.1:{}/", silent.port);
    const auto whole = client.send({.url = url, .headers = {}, .body = {}, .timeout = std::chrono::milliseconds(200)});
    ASSERT_FALSE(whole);
    EXPECT_EQ(whole.error().code, Code::timeout);
    HttpClient impatient({.stall_timeout = std::chrono::seconds(1)});
    const auto stalled = impatient.download(url, scratch("stalled"));
    ASSERT_FALSE(stalled);
    EXPECT_EQ(stalled.error().code, Code::timeout);
    EXPECT_FALSE(std::filesystem::exists(scratch("stalled.part")));
}

TEST(HttpClient, RefusesHeadersWithLineBreaksAndFilesThatAreNotThere) {
    HttpClient client;
    const auto split =
        client.send({.url = "http://127.0.0.1:1/", .headers = {{"X", "a\r\nY: b"}}, .body = {}, .timeout = {}});
    EXPECT_EQ(split.error().code, Code::invalid);
    const auto missing = client.send({.method = "PUT",
                                      .url = "http://127.0.0.1:1/",
                                      .headers = {},
                                      .body = FilePart{.path = scratch("missing"), .size = {}},
                                      .timeout = {}});
    EXPECT_EQ(missing.error().code, Code::unreadable);
}

TEST(FileReader, ReadsAPart) {
    const auto path = scratch("part");
    std::ofstream(path) << "0123456789";
    auto reader = FileReader::open(path, 2, 5);
    ASSERT_TRUE(reader);
    EXPECT_EQ(reader->size(), 5U);
    std::array<char, 3> piece{};
    EXPECT_EQ(*reader->read(piece), 3U);
    EXPECT_EQ(std::string(piece.data(), 3), "234");
    EXPECT_EQ(*reader->read(piece), 2U);
    EXPECT_EQ(*reader->read(piece), 0U);
    reader->seek(1);
    EXPECT_EQ(*reader->read(piece), 3U);
    EXPECT_EQ(std::string(piece.data(), 3), "345");
    EXPECT_EQ(FileReader::open(path, 8, 3).error().code, Code::unreadable);
    EXPECT_EQ(FileReader::open(std::filesystem::temp_directory_path(), 0, {}).error().code, Code::unreadable);
    std::filesystem::resize_file(path, 4);
    reader->seek(3);
    EXPECT_EQ(reader->read(piece).error().code, Code::unreadable);
    std::filesystem::remove(path);
}

TEST(FileWriter, LeavesAWholeFileOrNone) {
    const auto path = scratch("whole"), part = scratch("whole.part");
    {
        auto writer = FileWriter::create(path);
        ASSERT_TRUE(writer->write("abc"));
        EXPECT_TRUE(std::filesystem::exists(part));
    }
    EXPECT_FALSE(std::filesystem::exists(part));
    EXPECT_FALSE(std::filesystem::exists(path));
    auto writer = FileWriter::create(path);
    ASSERT_TRUE(writer->write("abc"));
    ASSERT_TRUE(writer->commit());
    EXPECT_EQ(std::filesystem::file_size(path), 3U);
    EXPECT_FALSE(std::filesystem::exists(part));
    std::filesystem::remove(path);
    EXPECT_EQ(FileWriter::create("/proc/nowhere/x").error().code, Code::storage_full);
}
