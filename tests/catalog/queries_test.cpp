#include "catalog/queries.h"

#include <gtest/gtest.h>

#include "catalog/world.h"

namespace serow::catalog::test {
namespace {

TEST(Queries, every_query_can_be_prepared_on_the_migrated_schema) {
    Connection connection(new_database());
    ASSERT_GT(queries().size(), 90U);
    for (const auto& [name, query] : queries()) {
        // What looks after a table is no query that could be prepared: it runs, and nothing of it stays.
        const bool upkeep = query.text.starts_with("analyze ") || query.text.starts_with("lock table ");
        EXPECT_NO_THROW(connection.execute(upkeep ? "begin; " + query.text + "; rollback"
                                                  : "prepare q_" + name + " as " + query.text))
            << name;
    }
}

TEST(Queries, no_query_asks_for_all_columns) {
    for (const auto& [name, query] : queries()) {
        EXPECT_EQ(query.text.find("select *"), std::string::npos) << name;
        EXPECT_EQ(query.text.find(".*"), std::string::npos) << name;
    }
}

TEST(Queries, a_file_is_cut_at_its_names) {
    Queries out;
    read_queries("a.sql", "-- about\n\n-- name: one\nselect 1\n\n-- name: two (kept)\n-- why\nselect 2\n", out);
    EXPECT_EQ(out.at("one").text, "select 1\n\n");
    EXPECT_EQ(out.at("two").text, "-- why\nselect 2\n");
    EXPECT_FALSE(out.at("one").kept);
    EXPECT_TRUE(out.at("two").kept);
    EXPECT_THROW(read_queries("b.sql", "-- name: one\nselect 3\n", out), Failure);
    EXPECT_THROW(read_queries("c.sql", "select 4\n", out), Failure);
    EXPECT_THROW(query_named("no_such_query"), Failure);
}

}  // namespace
}  // namespace serow::catalog::test
