#include "base/pause.h"

#include <gtest/gtest.h>

namespace serow {
namespace {

TEST(Pause, IsOverAtOnceWhereItIsToStop) {
    const std::atomic<bool> stop{true};
    pause(std::chrono::hours(1), stop);  // else this takes until ctest's time limit
}

TEST(Pause, OfNothingIsNone) {
    const std::atomic<bool> stop{false};
    pause(std::chrono::seconds(0), stop);
    pause(std::chrono::seconds(-1), stop);
}

}  // namespace
}  // namespace serow
