#include "catalog/migrate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <regex>
#include <sstream>
#include <thread>

#include "catalog/world.h"

namespace serow {
std::vector<EmbeddedFile> catalog_migration_files();
}

namespace serow::catalog::test {
namespace {

constexpr std::string_view first = "create table one (a integer);";
constexpr std::string_view second = "create table two (b integer);";

Code code_of_migrating(Connection& connection, std::span<const EmbeddedFile> files) {
    try {
        migrate(connection, files);
    } catch (const Failure& failure) {
        return failure.problem().code;
    }
    ADD_FAILURE() << "was not refused";
    return Code::internal;
}

TEST(Migrate, applies_in_order_what_is_missing_and_nothing_twice) {
    Connection connection(empty_database());
    const auto one = std::to_array<EmbeddedFile>({{"0001_one.sql", first}});
    const auto both = std::to_array<EmbeddedFile>({{"0002_two.sql", second}, {"0001_one.sql", first}});
    EXPECT_EQ(migrate(connection, one), std::vector<std::string>{"0001_one.sql"});
    EXPECT_EQ(migrate(connection, one), std::vector<std::string>{});
    EXPECT_EQ(migrate(connection, both), std::vector<std::string>{"0002_two.sql"});
    EXPECT_EQ(connection.execute("select b from two").size(), 0U);
}

TEST(Migrate, refuses_an_applied_migration_whose_text_changed_and_a_newer_database) {
    Connection connection(empty_database());
    const auto both = std::to_array<EmbeddedFile>({{"0001_one.sql", first}, {"0002_two.sql", second}});
    migrate(connection, both);
    const auto changed = std::to_array<EmbeddedFile>({{"0001_one.sql", second}, {"0002_two.sql", second}});
    EXPECT_EQ(code_of_migrating(connection, changed), Code::conflict);
    const auto older = std::to_array<EmbeddedFile>({{"0001_one.sql", first}});
    EXPECT_EQ(code_of_migrating(connection, older), Code::conflict);
    EXPECT_FALSE(connection.in_transaction());
}

TEST(Migrate, leaves_nothing_of_a_migration_that_fails) {
    Connection connection(empty_database());
    const auto broken = std::to_array<EmbeddedFile>({{"0001_one.sql", "create table one (a integer); select 1/0;"}});
    EXPECT_THROW(migrate(connection, broken), Failure);
    EXPECT_FALSE(connection.in_transaction());
    const auto mended = std::to_array<EmbeddedFile>({{"0001_one.sql", first}});
    EXPECT_EQ(migrate(connection, mended).size(), 1U);
}

TEST(Migrate, programs_that_begin_at_once_wait_for_each_other) {
    const auto url = empty_database();
    std::array<std::size_t, 4> applied{};
    {
        std::vector<std::jthread> threads;
        for (auto& count : applied)
            threads.emplace_back([&count, &url] {
                Connection connection(url);
                count = migrate(connection).size();
            });
    }
    std::size_t total = 0;
    for (const auto count : applied) total += count;
    Connection connection(url);
    EXPECT_EQ(static_cast<std::int64_t>(total),
              connection.execute("select count(*) as n from migration")[0].as<std::int64_t>("n"));
}

// A database from before media kept the types of their observations.
TEST(Migrate, media_of_before_know_what_was_seen_on_them) {
    Connection connection(empty_database());
    auto files = serow::catalog_migration_files();
    std::ranges::sort(files, {}, &EmbeddedFile::path);
    const auto seen_types = std::ranges::find(files, "0017_seen_types.sql", &EmbeddedFile::path);
    ASSERT_NE(seen_types, files.end());
    migrate(connection, std::span(files.begin(), seen_types));
    // Two media of one project: on one two animals and a human, nothing on the other.
    connection.execute(
        "set session_replication_role = replica;"  // without what they belong to
        "insert into media (project_id, media_id, deployment_id, sha256, bytes, file_path, file_name)"
        " select md5('p')::uuid, md5(n)::uuid, md5('d')::uuid, n, 1, n, n from unnest(array['a', 'b']) n;"
        "insert into observation (project_id, observation_id, media_id, deployment_id, ordinal, observation_type,"
        " classification_method, classified_by, classified_at)"
        " select md5('p')::uuid, gen_random_uuid(), md5('a')::uuid, md5('d')::uuid, t.n, t.type, 'human', 'x', now()"
        " from unnest(array['human', 'animal', 'animal']) with ordinality as t (type, n);"
        "set session_replication_role = origin;");
    migrate(connection, files);
    const auto rows = connection.execute("select m.file_name, m.seen from media m order by m.file_name");
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].as<std::vector<std::string>>("seen"), (std::vector<std::string>{"animal", "human"}));
    EXPECT_EQ(rows[1].as<std::vector<std::string>>("seen"), std::vector<std::string>{});
}

// pg_dump's text without what differs from version to version.
std::string normalised_dump(const std::string& url) {
    const auto file = std::filesystem::temp_directory_path() / ("serow-schema-" + to_text(new_uuid()) + ".sql");
    const auto command = "'" + (cluster().bin_folder() / "pg_dump").string() +
                         "' --schema-only --no-owner --no-privileges --no-comments -d \"" + url + "\" > '" +
                         file.string() + "'";
    EXPECT_EQ(std::system(command.c_str()), 0) << command;
    std::ifstream in(file);
    std::string out, line;
    while (std::getline(in, line)) {
        if (line.empty() || line.starts_with("--") || line.starts_with("SET ") || line.starts_with("\\") ||
            line.starts_with("SELECT pg_catalog.set_config"))
            continue;
        out += line + "\n";
    }
    std::filesystem::remove(file);
    return out;
}

TEST(Migrate, the_snapshot_of_the_schema_is_that_of_the_migrations) {
    const auto path = std::filesystem::path(SEROW_SOURCE_DIR) / "db" / "schema.sql";
    const auto now = normalised_dump(new_database());
    if (std::getenv("SEROW_WRITE_SCHEMA") != nullptr) {
        std::ofstream(path) << "-- What the migrations make, by pg_dump; a snapshot to read. Written by\n"
                               "-- SEROW_WRITE_SCHEMA=1 test_catalog --gtest_filter='Migrate.the_snapshot*'\n"
                            << now;
    }
    std::ifstream in(path);
    std::string kept, line;
    while (std::getline(in, line))
        if (!line.starts_with("--")) kept += line + "\n";
    EXPECT_EQ(kept, now) << "db/schema.sql is old. Write it anew: SEROW_WRITE_SCHEMA=1 test_catalog"
                            " --gtest_filter='Migrate.the_snapshot*'";
}

}  // namespace
}  // namespace serow::catalog::test
