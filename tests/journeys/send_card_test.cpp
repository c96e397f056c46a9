// The sending end against a receiver that loses lines, restarts, lies and forgets.
#include "journeys/send_card.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <mutex>

#include "base/digest.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

// What all threads of a sending speak to.
struct Service {
    struct File {
        std::string path, sha256, content, state = "wanted", problem;
        std::uint64_t bytes = 0;
    };
    std::mutex mutex;
    std::map<std::string, File> files;  // by path, which is the id, too
    std::size_t announcements = 0, requests = 0, bytes = 0, largest_batch = 0;
    // Called with each request; may throw, or give how many of a piece's bytes come before the line breaks.
    std::function<std::optional<std::uint64_t>(std::size_t request)> weather = [](std::size_t) { return std::nullopt; };
    std::function<void(File&)> on_announce = [](const File&) {};
    std::function<void(const std::string&)> on_send = [](const std::string&) {};

    [[nodiscard]] bool has(const std::string& sha256) const {
        for (const auto& [path, file] : files)
            if (file.state == "stored" && file.sha256 == sha256) return true;
        return false;
    }
};

class Receiver final : public CardReceiver {
public:
    explicit Receiver(Service& service) : service_(service) {}

    std::vector<CardFileState> announce(std::span<const CardFileHash> files) override {
        const std::scoped_lock lock(service_.mutex);
        service_.weather(++service_.requests);
        ++service_.announcements;
        service_.largest_batch = std::max(service_.largest_batch, files.size());
        std::vector<CardFileState> states;
        for (const auto& file : files) {
            auto& known = service_.files[file.path];
            if (known.sha256 != file.sha256) {
                known = {file.path, file.sha256, "", service_.has(file.sha256) ? "duplicate" : "wanted",
                         "",        file.bytes};
            }
            service_.on_announce(known);
            states.push_back({file.path, known.state, known.content.size(), known.problem});
        }
        return states;
    }

    std::optional<std::uint64_t> offset(const std::string& id) override {
        const std::scoped_lock lock(service_.mutex);
        service_.weather(++service_.requests);
        auto& file = service_.files.at(id);
        // As the service does.
        if (!file.content.empty() && sha256_of(file.content).hex == file.sha256) file.state = "stored";
        if (file.state == "stored") return file.bytes;
        if (file.content.empty()) return {};
        return file.content.size();
    }

    std::uint64_t send(const std::string& id, const CardPiece& piece) override {
        const std::scoped_lock lock(service_.mutex);
        const auto until = service_.weather(++service_.requests);
        service_.on_send(id);
        auto& file = service_.files.at(id);
        if (piece.offset == 0) file.content.clear();
        if (piece.offset != file.content.size()) throw Failure(Code::conflict, "another offset");
        std::ifstream in(piece.file, std::ios::binary);
        in.seekg(static_cast<std::streamoff>(piece.offset));
        std::string bytes(piece.bytes, '\0');
        in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        if (static_cast<std::uint64_t>(in.gcount()) < piece.bytes) throw Failure(Code::unreadable, "it became shorter");
        file.content += bytes.substr(0, until.value_or(bytes.size()));
        service_.bytes += std::min<std::uint64_t>(until.value_or(bytes.size()), bytes.size());
        if (until) throw Failure(Code::unavailable, "the line broke");
        if (file.content.size() < file.bytes) return file.content.size();
        if (sha256_of(file.content).hex != file.sha256) {
            file.content.clear();
            throw Failure(Code::hash_mismatch, "other bytes");
        }
        file.state = "stored";
        return file.bytes;
    }

private:
    Service& service_;
};

class SendCardTest : public testing::Test {
protected:
    SendCardTest() {
        std::string pattern = (fs::temp_directory_path() / "serow-send-XXXXXX").string();
        folder = ::mkdtemp(pattern.data());
        options.least_piece = 1000;
        options.largest_piece = 4000;
        options.batch = 7;
        line_options.first_pause = 1ms;
        line_options.longest_pause = 4ms;
    }
    ~SendCardTest() override { fs::remove_all(folder); }

    void put(const std::string& name, const std::string& content) {
        fs::create_directories((folder / name).parent_path());
        std::ofstream(folder / name, std::ios::binary) << content;
    }
    SendResult send() {
        Line line(line_options, stop);
        return send_card(
            folder, look_at_card(folder).media, book, options, line,
            [&] { return std::make_unique<Receiver>(service); }, [](const SendProgress&) {});
    }
    void expect_all_there() {
        for (const auto& file : look_at_card(folder).media) {
            std::ifstream in(folder / file.path, std::ios::binary);
            const std::string bytes((std::istreambuf_iterator<char>(in)), {});
            EXPECT_TRUE(service.has(sha256_of(bytes).hex)) << file.path;
        }
    }
    Code code_of_sending() {
        try {
            send();
        } catch (const Failure& failure) {
            return failure.problem().code;
        }
        return Code::internal;
    }

    fs::path folder;
    Service service;
    HashBook book;
    SendOptions options;
    LineOptions line_options;
    std::atomic<bool> stop{false};
};

TEST_F(SendCardTest, ACardIsSentOnceAndThenKnown) {
    for (int i = 0; i < 30; ++i)
        put("DCIM/IMG_" + std::to_string(i) + ".JPG", std::string(100, 'a') + std::to_string(i));
    put("DCIM/film.mp4", std::string(10'500, 'v'));
    put("notes.txt", "no media");
    const auto first = send();
    EXPECT_EQ(first.progress.files, 31u);
    EXPECT_EQ(first.progress.stored, 31u);
    EXPECT_EQ(first.progress.failed, 0u);
    EXPECT_LE(service.largest_batch, 7u);
    expect_all_there();
    const auto bytes = service.bytes;
    const auto again = send();
    EXPECT_EQ(again.progress.here, 31u);
    EXPECT_EQ(again.progress.stored, 0u);
    EXPECT_EQ(service.bytes, bytes);
    EXPECT_EQ(look_at_card(folder).left_out.size(), 1u);
}

TEST_F(SendCardTest, BytesThatFilesShareAreSentOnceAndShown) {
    options.batch = 100;
    options.hash_threads = 1;  // one announcement of all
    for (const auto* name : {"a.jpg", "b.jpg", "c.jpg"}) put(name, std::string(500, 'x'));
    const auto result = send();
    EXPECT_EQ(result.progress.stored, 1u);
    EXPECT_EQ(result.progress.duplicates, 2u);
    EXPECT_EQ(service.bytes, 500u);
    for (const auto& [file, of] : result.duplicates) EXPECT_NE(of.find(".jpg"), std::string::npos) << file << of;
}

TEST_F(SendCardTest, NothingIsSentTwiceOverABadLine) {
    for (int i = 0; i < 20; ++i) put("IMG_" + std::to_string(i) + ".JPG", std::string(900, 'a') + std::to_string(i));
    put("film.avi", std::string(50'000, 'v'));
    std::uint64_t all = 50'000;
    for (int i = 0; i < 20; ++i) all += 900 + std::to_string(i).size();
    // Every third request is lost; of a piece, 300 bytes arrive before that.
    service.weather = [](std::size_t request) -> std::optional<std::uint64_t> {
        if (request % 3 == 0) return 300;
        return {};
    };
    const auto result = send();
    EXPECT_EQ(result.progress.failed, 0u);
    EXPECT_EQ(service.bytes, all);
    expect_all_there();
}

TEST_F(SendCardTest, WhatTheServiceForgotIsBegunAnew) {
    put("film.avi", std::string(9'000, 'v'));
    service.weather = [&](std::size_t request) -> std::optional<std::uint64_t> {
        if (request == 4) {
            service.files.at("film.avi").content.clear();
            throw Failure(Code::not_found, "nothing of it came");
        }
        return {};
    };
    EXPECT_EQ(send().progress.stored, 1u);
    expect_all_there();
}

TEST_F(SendCardTest, WhatCameWholeAndWasNotStoredIsAskedFor) {
    put("film.avi", std::string(3'000, 'v'));
    service.on_announce = [](Service::File& file) { file.content = std::string(3'000, 'v'); };
    EXPECT_EQ(send().progress.stored, 1u);
    EXPECT_EQ(service.bytes, 0u);
    expect_all_there();
}

TEST_F(SendCardTest, AFileThatChangesOnItsWayIsAnnouncedAnew) {
    put("a.jpg", std::string(3'000, '1'));
    bool once = true;
    service.on_announce = [&](const Service::File&) {
        if (std::exchange(once, false)) put("a.jpg", std::string(2'500, '2'));
    };
    const auto result = send();
    EXPECT_EQ(result.progress.stored, 1u);
    EXPECT_EQ(service.files.at("a.jpg").content, std::string(2'500, '2'));
}

TEST_F(SendCardTest, OneFileThatTheServiceRefusesKeepsNoOtherBack) {
    for (int i = 0; i < 6; ++i) put("IMG_" + std::to_string(i) + ".JPG", std::to_string(i));
    service.on_announce = [](const Service::File& file) {
        if (file.path == "IMG_3.JPG") throw Failure(Code::too_large, "over the limit");
    };
    const auto result = send();
    EXPECT_EQ(result.progress.stored, 5u);
    ASSERT_EQ(result.failures.size(), 1u);
    EXPECT_EQ(result.failures.front(), (std::pair<std::string, std::string>{"IMG_3.JPG", "over the limit"}));
}

TEST_F(SendCardTest, AFileThatHasNoPlaceIsNotSentAndItIsSaidWhy) {
    put("P01/a.jpg", std::string(500, 'a'));
    put("stray.jpg", std::string(500, 's'));
    service.on_announce = [](Service::File& file) {
        if (file.path != "stray.jpg") return;
        file.state = "failed";
        file.problem = "it lies in none of the card's folders";
    };
    const auto result = send();
    EXPECT_EQ(result.progress.stored, 1u);
    EXPECT_EQ(result.progress.failed, 1u);
    ASSERT_EQ(result.failures.size(), 1u);
    EXPECT_EQ(result.failures.front(),
              (std::pair<std::string, std::string>{"stray.jpg", "it lies in none of the card's folders"}));
    EXPECT_EQ(service.bytes, 500u);
}

TEST_F(SendCardTest, AFaultThatNobodyExpectedEndsItWithAReason) {
    for (int i = 0; i < 20; ++i) put("IMG_" + std::to_string(i) + ".JPG", std::to_string(i));
    service.on_send = [](const std::string&) { throw std::out_of_range("no such key in the answer"); };
    try {
        send();
        FAIL();
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.problem().code, Code::internal);
        EXPECT_NE(failure.problem().detail.find("no such key in the answer"), std::string::npos);
    }
}

TEST_F(SendCardTest, ATokenThatIsNotKnownEndsItAtOnce) {
    for (int i = 0; i < 50; ++i) put("IMG_" + std::to_string(i) + ".JPG", std::to_string(i));
    service.weather = [](std::size_t) -> std::optional<std::uint64_t> { throw Failure(Code::unauthenticated, "who?"); };
    EXPECT_EQ(code_of_sending(), Code::unauthenticated);
    EXPECT_LE(service.requests, 4u);
}

TEST_F(SendCardTest, ALineThatStaysAwayEndsItAfterThePatience) {
    put("a.jpg", "a");
    line_options.patience = 100ms;
    service.weather = [](std::size_t) -> std::optional<std::uint64_t> { throw Failure(Code::unavailable, "refused"); };
    EXPECT_EQ(code_of_sending(), Code::unavailable);
    EXPECT_GE(service.requests, 1u);  // how many more fit into the patience is the machine's
    // And another run goes on.
    service.weather = [](std::size_t) { return std::nullopt; };
    EXPECT_EQ(send().progress.stored, 1u);
}

TEST_F(SendCardTest, AFaultOfTheServiceIsTriedSomeTimesOnly) {
    put("a.jpg", "a");
    put("b.jpg", "b");
    line_options.tries = 3;
    int tries = 0;
    service.on_send = [&](const std::string& id) {
        if (id == "a.jpg" && ++tries > 0) throw Failure(Code::internal, "a fault");
    };
    const auto result = send();
    EXPECT_EQ(result.progress.stored, 1u);
    ASSERT_EQ(result.failures.size(), 1u);
    EXPECT_EQ(result.failures.front(), (std::pair<std::string, std::string>{"a.jpg", "a fault"}));
    EXPECT_EQ(tries, 3);
}

TEST_F(SendCardTest, StoppedItSaysHowToGoOn) {
    put("a.jpg", "a");
    stop = true;
    EXPECT_EQ(code_of_sending(), Code::interrupted);
}

TEST_F(SendCardTest, NamesOfOtherEncodingsAreAnnouncedInUtf8) {
    put("\xC1\xE7\xC5\xA3.jpg", "a");
    EXPECT_EQ(send().progress.stored, 1u);
    EXPECT_EQ(service.files.begin()->first, "羚牛.jpg");
}

}  // namespace
}  // namespace serow::journeys
