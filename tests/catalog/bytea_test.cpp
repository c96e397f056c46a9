#include "catalog/bytea.h"

#include <gtest/gtest.h>

#include "base/problem.h"

namespace serow::catalog {
namespace {

TEST(Bytea, IsWrittenInHexadecimalAndReadBack) {
    const std::vector<std::uint8_t> bytes{0x00, 0x5C, 0xFF};
    EXPECT_EQ(bytea_text(bytes), "\\x005cff");
    EXPECT_EQ(parse_bytea_text("\\x005CfF"), bytes);
    EXPECT_EQ(bytea_text({}), std::nullopt);
    EXPECT_TRUE(parse_bytea_text("\\x").empty());
    for (const auto* text : {"", "005c", "\\x0", "\\xzz", "\\x0g"})
        EXPECT_THROW(parse_bytea_text(text), Failure) << text;
}

}  // namespace
}  // namespace serow::catalog
