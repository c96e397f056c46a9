#include "cli/ask.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "base/problem.h"

namespace serow::cli {
namespace {

class AskTest : public testing::Test {
protected:
    AskTest() {
        if (::pipe(ends_) != 0) throw std::runtime_error("no pipe");
    }
    ~AskTest() override {
        ::close(ends_[0]);
        hang_up();
    }
    void type(std::string_view keys) const {
        ASSERT_EQ(::write(ends_[1], keys.data(), keys.size()), static_cast<ssize_t>(keys.size()));
    }
    void hang_up() {
        if (ends_[1] >= 0) ::close(std::exchange(ends_[1], -1));
    }
    bool hear() const { return hear_yes(ends_[0], stop); }

    int ends_[2];
    std::atomic<bool> stop{false};
};

TEST_F(AskTest, YesIsYesAndAllElseIsNo) {
    type("y\nyes\nY\nn\n\nyesterday\nYES\n");
    const bool heard[] = {hear(), hear(), hear(), hear(), hear(), hear(), hear()};
    const bool expected[] = {true, true, true, false, false, false, false};
    EXPECT_TRUE(std::ranges::equal(heard, expected));
}

TEST_F(AskTest, WhereNothingMoreComesTheAnswerIsNo) {
    hang_up();
    EXPECT_FALSE(hear());
}

TEST_F(AskTest, NobodyIsWaitedForOnceItIsToStop) {
    stop = true;
    try {
        hear();
        FAIL();
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.problem().code, Code::interrupted);
    }
}

}  // namespace
}  // namespace serow::cli
