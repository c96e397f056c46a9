#include <gtest/gtest.h>

#include <limits>

#include "catalog/connection.h"
#include "catalog/world.h"

namespace serow::catalog::test {
namespace {

class Values : public ::testing::Test {
protected:
    Connection connection{empty_database()};

    Rows ask(const std::string& type, const Param& value) {
        return connection.execute("select $1::" + type + " as v", {value});
    }
};

TEST_F(Values, come_back_as_they_were_bound) {
    EXPECT_EQ(ask("text", "O'Brien \"quotes\" \\ 羚牛 \n")[0].as<std::string>("v"), "O'Brien \"quotes\" \\ 羚牛 \n");
    EXPECT_EQ(ask("bigint", std::numeric_limits<std::int64_t>::min())[0].as<std::int64_t>("v"),
              std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(ask("double precision", 0.1)[0].as<double>("v"), 0.1);
    EXPECT_EQ(ask("double precision", 5e-324)[0].as<double>("v"), 5e-324);
    EXPECT_TRUE(ask("boolean", true)[0].as<bool>("v"));
    const auto id = MediaId::make();
    EXPECT_EQ(ask("uuid", id)[0].as<MediaId>("v"), id);
    EXPECT_EQ(ask("jsonb", json::parse(R"({"a":[1,"b",null]})"))[0].as<json::value>("v"),
              json::parse(R"({"a":[1,"b",null]})"));
}

TEST_F(Values, a_moment_keeps_its_milliseconds_and_its_year) {
    for (const auto* text : {"2024-05-02T06:10:00Z", "2024-05-02T06:10:00.250Z", "1970-01-01T00:00:00Z",
                             "1969-12-31T23:59:59.999Z", "9999-12-31T23:59:59Z", "1900-01-01T00:00:00Z"}) {
        const auto instant = *parse_instant(text);
        EXPECT_EQ(ask("timestamptz", instant)[0].as<Instant>("v"), instant) << text;
    }
    const auto shown = *parse_camera_time("2024-05-02T06:10:00.125");
    EXPECT_EQ(ask("timestamp", shown)[0].as<CameraTime>("v"), shown);
}

TEST_F(Values, null_is_nullopt_and_refused_where_a_value_is_needed) {
    EXPECT_EQ(ask("text", std::nullopt)[0].as<std::optional<std::string>>("v"), std::nullopt);
    EXPECT_EQ(ask("timestamptz", std::optional<Instant>())[0].as<std::optional<Instant>>("v"), std::nullopt);
    EXPECT_TRUE(ask("jsonb", json::value())[0].as<json::value>("v").is_null());
    EXPECT_THROW((void)ask("text", std::nullopt)[0].as<std::string>("v"), Failure);
    EXPECT_THROW((void)ask("text", "x")[0].as<int>("v"), Failure);
    EXPECT_THROW((void)ask("text", "x")[0].as<std::string>("w"), Failure);
}

TEST_F(Values, arrays_keep_quotes_braces_commas_and_nulls) {
    const std::vector<std::string> texts{"", "a,b", "{x}", "\"q\"", "back\\slash", "NULL", " space ", "竹"};
    EXPECT_EQ(ask("text[]", texts)[0].as<std::vector<std::string>>("v"), texts);
    const auto none = ask("text[]", std::vector<std::string>{});
    EXPECT_TRUE(none[0].as<std::vector<std::string>>("v").empty());
    const auto rows = connection.execute("select v from unnest($1::integer[]) as x (v)",
                                         {std::vector<std::optional<int>>{1, std::nullopt, -3}});
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(rows[0].as<std::optional<int>>("v"), 1);
    EXPECT_EQ(rows[1].as<std::optional<int>>("v"), std::nullopt);
    EXPECT_EQ(rows[2].as<std::optional<int>>("v"), -3);
    EXPECT_THROW(parse_array_text("no array"), Failure);
    EXPECT_THROW(parse_array_text("{\"open}"), Failure);
}

TEST_F(Values, what_the_database_cannot_hold_is_invalid_not_a_fault) {
    const auto code = [&](const std::function<void()>& work) {
        try {
            work();
        } catch (const Failure& failure) {
            return failure.problem().code;
        }
        return Code::internal;
    };
    EXPECT_EQ(code([&] { ask("text", std::string("a\0b", 3)); }), Code::invalid);
    EXPECT_EQ(code([&] { ask("text", "\xff\xfe"); }), Code::invalid);
    EXPECT_EQ(code([&] { ask("uuid", "no uuid"); }), Code::invalid);
    EXPECT_EQ(code([&] { ask("integer", 5'000'000'000); }), Code::invalid);
}

}  // namespace
}  // namespace serow::catalog::test
