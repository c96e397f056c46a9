#include "base/caught.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <new>
#include <stdexcept>

namespace serow {
namespace {

TEST(Caught, AFailureKeepsItsProblem) {
    const auto why = problem_of(Failure(Code::storage_full, "only 3 MB are free"), "sending the card");
    EXPECT_EQ(why.code, Code::storage_full);
    EXPECT_EQ(why.detail, "only 3 MB are free");
}

TEST(Caught, OfAllElseItIsSaidWhatWasBeingDone) {
    const std::filesystem::filesystem_error files("status", "/media/card12",
                                                  std::make_error_code(std::errc::permission_denied));
    const auto why = problem_of(files, "looking at the card");
    EXPECT_EQ(why.code, Code::unreadable);
    EXPECT_EQ(why.detail, "looking at the card: /media/card12: Permission denied");
    EXPECT_EQ(problem_of(std::bad_alloc(), "sending the card").detail, "sending the card: there is not enough memory");
    const auto fault = problem_of(std::out_of_range("at 7"), "sending the card");
    EXPECT_EQ(fault.code, Code::internal);
    EXPECT_EQ(fault.detail, "sending the card: a fault of the program: at 7");
}

}  // namespace
}  // namespace serow
