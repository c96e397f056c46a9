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

TEST(Queries, parts_stand_where_they_are_named) {
    Queries out;
    read_queries("a.sql", "-- name: inner (part)\nb = 2\n-- name: cond (part)\na = 1 and {{inner}}\n", out);
    read_queries("b.sql", "-- name: one\nselect 1 where {{cond}} or {{inner}}\n", out);
    put_parts_in(out);
    EXPECT_EQ(out.size(), 1U);
    EXPECT_EQ(out.at("one").text, "select 1 where a = 1 and b = 2\n\n or b = 2\n\n");
    for (const auto* wrong : {"select {{nothing}}\n", "select {{q}}\n", "select {{open\n"}) {
        Queries bad;
        read_queries("c.sql", std::string("-- name: q\n") + wrong, bad);
        EXPECT_THROW(put_parts_in(bad), Failure) << wrong;
    }
    Queries endless;
    read_queries("d.sql", "-- name: p (part)\n{{p}}\n-- name: q\n{{p}}\n", endless);
    EXPECT_THROW(put_parts_in(endless), Failure);
}

}  // namespace
}  // namespace serow::catalog::test
