// Every file that we have, whole and broken, through every reader: a result or a reason, within bounds of time
// and memory, and no exception.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <string>

#include "media/decode.h"
#include "media/facts.h"
#include "media/renditions.h"
#include "media/shared.h"
#include "media/video.h"

namespace serow::media {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr double slowdown = 10;
#else
constexpr double slowdown = 1;
#endif

double peak_mib() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

double cpu_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

template <class T>
std::string outcome(const Result<T>& result) {
    if (result) return "ok";
    EXPECT_FALSE(result.error().detail.empty());
    return std::string(facts_of(result.error().code).word);
}

void walk(const std::filesystem::path& folder, std::map<std::string, int>& tally) {
    for (const auto& path : testing::files_below(folder)) {
        SCOPED_TRACE(path.filename().string());
        const double start = cpu_seconds();
        try {
            const auto type = sniff_file(path);
            const auto facts = read_facts(path);
            std::string line = std::string(word(type.kind)) + ": facts " + outcome(facts);
            if (facts) {
                EXPECT_GT(facts->width, 0);
                EXPECT_GT(facts->height, 0);
            }
            if (type.kind == Kind::video)
                line += ", frames " +
                        outcome(sample_frames(path, {.longest_side = 640, .max_frames = 30, .time_limit_s = 20},
                                              [](SampledFrame&&) { return true; }));
            else
                line += ", pixels " + outcome(decode_image(path, 640));
            line += ", renditions " + outcome(make_renditions(path, type));
            ++tally[line];
            if (std::getenv("SEROW_TEST_VERBOSE")) {
                std::cout << path.filename().string() << " — " << line << "\n";
                if (facts)
                    for (const auto& warning : facts->warnings) std::cout << "    warning: " << warning << "\n";
                else
                    std::cout << "    " << facts.error().detail << "\n";
            }
        } catch (const std::exception& e) {
            ADD_FAILURE() << "an exception escaped: " << e.what();
        }
        EXPECT_LT(cpu_seconds() - start, 6 * slowdown) << "CPU seconds for one file";
    }
}

TEST(Hostile, EveryBrokenFileGivesAResultOrAReasonWithinBounds) {
    SEROW_NEEDS_SHARED();
    std::map<std::string, int> tally;
    walk(testing::shared() / "bad", tally);
    for (const auto& [line, files] : tally) std::cout << files << "  " << line << "\n";
    std::cout << "peak " << peak_mib() << " MiB\n";
    if (slowdown == 1) {
        EXPECT_LT(peak_mib(), 700);
    }
}

TEST(Hostile, EveryRealFileIsReadWhole) {
    SEROW_NEEDS_SHARED();
    std::map<std::string, int> tally;
    walk(testing::shared() / "media" / "images", tally);
    walk(testing::shared() / "media" / "videos", tally);
    EXPECT_EQ(tally["image: facts ok, pixels ok, renditions ok"], 287);
    EXPECT_EQ(tally["video: facts ok, frames ok, renditions ok"], 18);
    EXPECT_EQ(tally.size(), 2u);
}

// A few hundred damaged copies of small real files: cut short, bytes flipped, blocks overwritten. The seed is
// fixed, so that a failure comes again.
TEST(Hostile, SeededDamageNeitherCrashesNorHangs) {
    SEROW_NEEDS_SHARED();
    const auto bad = testing::shared() / "bad";
    const std::filesystem::path seeds[] = {bad / "generated" / "image_progressive.jpg",
                                           bad / "generated" / "image_cmyk.jpg",
                                           bad / "generated" / "exif_offset_time.jpg",
                                           testing::photo("mica_20210531082538-RCNX0031.JPG"),
                                           bad / "small" / "png-transparent.png",
                                           bad / "small" / "tiff.tif",
                                           bad / "small" / "mp4-with-audio.mp4",
                                           bad / "generated" / "video_odd_1frame.mp4",
                                           bad / "generated" / "avi_truncated_half_no_index.AVI",
                                           testing::clip("zt_00.AVI")};
    std::mt19937 dice(20261123);
    int readable = 0;
    int tried = 0;
    for (const auto& seed : seeds) {
        const auto whole = testing::bytes_of(seed);
        ASSERT_FALSE(whole.empty()) << seed;
        for (int round = 0; round < 40; ++round, ++tried) {
            SCOPED_TRACE(seed.filename().string() + " round " + std::to_string(round));
            auto bytes = whole;
            // Headers are where parsers break: half of the damage falls on the first kilobyte.
            const auto somewhere = [&] {
                const auto reach = dice() % 2 ? std::min<std::size_t>(bytes.size(), 1024) : bytes.size();
                return dice() % reach;
            };
            if (round % 4 == 0) bytes.resize(1 + dice() % bytes.size());
            for (int flips = round % 4 == 1 ? 1 : static_cast<int>(dice() % 16); flips > 0; --flips)
                bytes[somewhere()] = static_cast<std::byte>(dice());
            if (round % 4 == 3) {
                const auto at = somewhere();
                const auto length = std::min<std::size_t>(bytes.size() - at, 1 + dice() % 64);
                std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), length,
                            static_cast<std::byte>(dice() % 2 ? 0xFF : 0));
            }
            const double start = cpu_seconds();
            (void)outcome(read_facts(bytes));
            if (sniff(bytes).kind == Kind::video)
                readable +=
                    sample_frames(bytes, {.longest_side = 64, .max_frames = 5, .time_limit_s = 5}, [](SampledFrame&&) {
                        return true;
                    }).has_value();
            else
                readable += decode_image(bytes, 64).has_value();
            EXPECT_LT(cpu_seconds() - start, 6 * slowdown);
        }
    }
    EXPECT_EQ(tried, 400);
    // Most damage is slight: a reader that gives up at the first wrong byte would fall below this.
    EXPECT_GT(readable, 120);
    if (slowdown == 1) {
        EXPECT_LT(peak_mib(), 700);
    }
}

}  // namespace
}  // namespace serow::media
