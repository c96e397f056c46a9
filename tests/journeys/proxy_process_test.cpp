// The process that makes proxies, and what becomes of one that misbehaves: small scripts stand in for the program.
#include "journeys/proxy_process.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <format>
#include <fstream>
#include <thread>

#include "video.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

class ProxyProcessTest : public testing::Test {
protected:
    void SetUp() override {
        fs::create_directories(folder);
        std::ofstream(folder / "original") << avi(10);
    }
    void TearDown() override { fs::remove_all(folder); }
    // $3 is the file to write.
    Result<media::Proxy> run(const std::string& script, const ProxyLimits& limits = {}) {
        const auto program = folder / "program";
        std::ofstream(program) << "#!/bin/sh\n" << script << "\n";
        fs::permissions(program, fs::perms::owner_all);
        return proxy_process(program)(folder / "original", folder / "made", limits, stop);
    }
    std::string text_of(const std::string& name) const {
        std::ifstream in(folder / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    fs::path folder = fs::temp_directory_path() / ("serow-process-" + std::to_string(::getpid()));
    std::atomic<bool> stop{false};
};

TEST_F(ProxyProcessTest, SaysWhatWasMade) {
    const auto made = run(
        R"(cat > "$3"; echo '{"width":64,"height":48,"frames":12,"duration":1.2,"hasSound":false,"warnings":["a","b"]}')");
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_EQ(made->width, 64);
    EXPECT_EQ(made->height, 48);
    EXPECT_EQ(made->frames, 12);
    EXPECT_EQ(made->duration_s, 1.2);
    EXPECT_FALSE(made->has_sound);
    EXPECT_EQ(made->warnings, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(text_of("made"), avi(10)) << "its standard input is the original";
}

TEST_F(ProxyProcessTest, PassesTheReasonOn) {
    const auto made = run(R"(echo '{"problem":{"code":"unreadable","detail":"broken glass"}}')");
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, Code::unreadable);
    EXPECT_EQ(made.error().detail, "broken glass");
}

TEST_F(ProxyProcessTest, KnowsNoSecrets) {
    ::setenv("SEROW_S3_SECRET_KEY", "very secret", 1);
    ::setenv("PGPASSWORD", "very secret", 1);
    run(R"(env > "$3"; echo '{"problem":{"code":"unreadable","detail":""}}')");
    ::unsetenv("SEROW_S3_SECRET_KEY");
    ::unsetenv("PGPASSWORD");
    EXPECT_THAT(text_of("made"), testing::HasSubstr("SEROW_CONFIG=/dev/null"));
    EXPECT_THAT(text_of("made"), testing::Not(testing::HasSubstr("secret")));
}

TEST_F(ProxyProcessTest, ThatCrashesIsToldFromTheVideosFaults) {
    const auto crashed = run("kill -SEGV $$");
    EXPECT_EQ(crashed.error().code, Code::internal);
    EXPECT_THAT(crashed.error().detail, testing::HasSubstr("signal 11"));
    EXPECT_THAT(run("exit 3").error().detail, testing::HasSubstr("status 3"));
    EXPECT_EQ(run("echo all is well").error().code, Code::internal);
    EXPECT_EQ(run("echo '{}'").error().code, Code::internal);
    EXPECT_EQ(run("true").error().code, Code::internal);
    EXPECT_EQ(run("yes").error().code, Code::internal) << "and what talks without an end is not listened to";
    EXPECT_EQ(proxy_process(folder / "nothing")(folder / "original", folder / "made", {}, stop).error().code,
              Code::internal);
}

// The process of the script is gone once it is answered, whatever it wanted to do.
void expect_gone(const std::string& process) {
    ASSERT_FALSE(process.empty());
    EXPECT_EQ(::kill(std::stoi(process), 0), -1);
}

// Were they waited for, these tests would take until ctest's time limit.
constexpr auto longer_than_a_test = "exec sleep 3600";

TEST_F(ProxyProcessTest, ThatTakesTooLongIsEnded) {
    const auto made = run(std::format(R"(echo $$ > "$3"; {})", longer_than_a_test),
                          {.time = milliseconds(300), .grace = milliseconds(200)});
    EXPECT_EQ(made.error().code, Code::timeout);
    expect_gone(text_of("made"));
}

TEST_F(ProxyProcessTest, ThatAnsweredAndDoesNotEndIsEnded) {
    const auto made =
        run(std::format(R"(echo $$ > "$3"; echo '{{"problem":{{"code":"unreadable","detail":""}}}}'; exec 1>&-; {})",
                        longer_than_a_test),
            {.time = milliseconds(300), .grace = milliseconds(200)});
    EXPECT_EQ(made.error().code, Code::timeout);
    expect_gone(text_of("made"));
}

TEST_F(ProxyProcessTest, IsEndedSoonAfterTheWorkerIsToldToStop) {
    // Told once the script runs: a line through a pipe says so.
    ASSERT_EQ(::mkfifo((folder / "runs").c_str(), 0600), 0);
    std::jthread teller([this] {
        std::ifstream(folder / "runs").get();
        stop = true;
    });
    const auto made = run(std::format(R"(trap '' TERM; echo $$ > "$3"; echo > "{}"; {})", (folder / "runs").string(),
                                      longer_than_a_test));
    EXPECT_EQ(made.error().code, Code::interrupted);
    expect_gone(text_of("made"));
}

}  // namespace
}  // namespace serow::journeys
