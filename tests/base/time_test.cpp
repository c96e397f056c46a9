#include "base/time.h"

#include <gtest/gtest.h>

namespace serow {

TEST(Time, AnInstantIsWrittenInUtc) {
    EXPECT_EQ(to_text(*parse_instant("2024-05-02T06:10:00+08:00")), "2024-05-01T22:10:00Z");
    EXPECT_EQ(to_text(*parse_instant("2024-05-02 06:10:00.2509Z")), "2024-05-02T06:10:00.250Z");
    EXPECT_EQ(to_text(*parse_instant("2024-02-29T23:59:59-0330")), "2024-03-01T03:29:59Z");
}

TEST(Time, AnInstantWithoutZoneIsRefused) {
    for (const auto* bad : {"2024-05-02T06:10:00", "2024-05-02", "", "2023-02-29T00:00:00Z", "2024-13-01T00:00:00Z",
                            "2024-05-02T24:00:00Z", "2024-05-02T06:10:00Zx", "2024-05-02T06:10:00.Z"})
        EXPECT_FALSE(parse_instant(bad)) << bad;
}

TEST(Time, ExifTimeIsCameraTime) {
    EXPECT_EQ(to_text(*parse_camera_time("2020:04:16 10:10:32")), "2020-04-16T10:10:32");
    for (const auto* bad :
         {"0000:00:00 00:00:00", "2020:04:31 10:10:32", "2020:04:16 10:10:32Z", "    :  :     :  :  "})
        EXPECT_FALSE(parse_camera_time(bad)) << bad;
}

}  // namespace serow
