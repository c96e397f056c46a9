#include "catalog/private_cluster.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <csignal>
#include <fstream>

#include "catalog/connection.h"
#include "catalog/world.h"

namespace serow::catalog::test {
namespace fs = std::filesystem;
namespace {

std::int64_t rows_in_t(const PrivateCluster& c) {
    return Connection(c.url()).execute("select count(*) as n from t")[0].as<std::int64_t>("n");
}

TEST(PrivateCluster, what_was_committed_is_there_after_the_server_was_killed) {
    const TemporaryFolder folder;
    int process = 0;
    {
        auto first = PrivateCluster::start(folder.path(), Durability::safe);
        Connection connection(first.url());
        connection.execute("create table t (a integer)");
        connection.execute("insert into t select generate_series(1, 1000)");
        process = first.process();
        ASSERT_GT(process, 0);
        ASSERT_EQ(kill(process, SIGKILL), 0);
        EXPECT_THROW(
            {
                for (int i = 0; i < 1000; ++i) connection.execute("select 1");
            },
            Failure);
        EXPECT_TRUE(connection.broken());
        first.release();
    }
    const auto second = PrivateCluster::start(folder.path(), Durability::safe);
    EXPECT_NE(second.process(), process);
    EXPECT_EQ(rows_in_t(second), 1000);
}

TEST(PrivateCluster, a_server_left_behind_by_a_killed_program_is_taken_over) {
    const TemporaryFolder folder;
    int process = 0;
    {
        auto first = PrivateCluster::start(folder.path(), Durability::disposable);
        Connection(first.url()).execute("create table t (a integer)");
        process = first.process();
        first.release();  // as after kill -9 of the program: nobody stops the server
    }
    auto second = PrivateCluster::start(folder.path(), Durability::disposable);
    EXPECT_EQ(second.process(), process);
    EXPECT_EQ(rows_in_t(second), 0);
    second.stop();
    EXPECT_EQ(second.process(), 0);
    EXPECT_THROW(Connection(second.url()), Failure);
}

TEST(PrivateCluster, an_interrupted_making_is_made_anew) {
    const TemporaryFolder folder;
    const auto half = folder.path() / "postgres" / "cluster.new";
    fs::create_directories(half / "base");
    std::ofstream(half / "PG_VERSION") << "15\n";
    const auto c = PrivateCluster::start(folder.path(), Durability::disposable);
    EXPECT_FALSE(fs::exists(half));
    EXPECT_NO_THROW(Connection(c.url()));
}

TEST(PrivateCluster, a_lock_file_whose_number_belongs_to_another_program_now_does_not_hinder) {
    const TemporaryFolder folder;
    {
        const auto c = PrivateCluster::start(folder.path(), Durability::disposable);
    }
    // After a crash of the machine the file stays, and its number may be anybody's: here, this test's.
    std::ofstream(folder.path() / "postgres" / "cluster" / "postmaster.pid")
        << getpid() << "\n"
        << (folder.path() / "postgres" / "cluster").string() << "\n1700000000\n54321\n\n\n";
    const auto c = PrivateCluster::start(folder.path(), Durability::disposable);
    EXPECT_NE(c.process(), getpid());
    EXPECT_NO_THROW(Connection(c.url()));
}

TEST(PrivateCluster, a_folder_too_deep_for_a_socket_gets_a_short_one) {
    const TemporaryFolder folder;
    // As root the database runs as another user, who must pass.
    fs::permissions(folder.path(), fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec);
    // Quotes and spaces must not trouble anything either.
    const auto deep = folder.path() / std::string(60, 'd') / "it's a deep place" / std::string(40, 'e');
    auto c = PrivateCluster::start(deep, Durability::disposable);
    EXPECT_LE(c.socket_folder().string().size() + std::string("/.s.PGSQL.54321").size(), 107U);
    EXPECT_EQ((fs::status(c.socket_folder()).permissions() & (fs::perms::group_all | fs::perms::others_all)),
              fs::perms::none);
    EXPECT_NO_THROW(Connection(c.url()));
    const auto socket = c.socket_folder();
    EXPECT_TRUE(fs::exists(socket / ".s.PGSQL.54321"));
    c.stop();
    EXPECT_FALSE(fs::exists(socket));
}

TEST(PrivateCluster, folders_that_the_database_may_not_pass_are_told_with_the_next_step) {
    if (geteuid() != 0) GTEST_SKIP() << "only as root the database runs as another user";
    const TemporaryFolder folder;  // 0700
    try {
        PrivateCluster::start(folder.path() / "data", Durability::disposable);
        FAIL() << "was started";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.problem().code, Code::unavailable);
        EXPECT_NE(failure.problem().detail.find("chmod o+x"), std::string::npos) << failure.problem().detail;
    }
}

TEST(PrivateCluster, a_path_that_a_shell_would_read_otherwise_is_refused) {
    for (const auto* name : {"a\"b", "$(x)", "`x`", "a\\b", "a\nb"}) {
        try {
            PrivateCluster::start(std::filesystem::path("/nowhere") / name, Durability::disposable);
            FAIL() << name;
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.problem().code, Code::invalid) << name;
        }
    }
}

TEST(PrivateCluster, data_of_a_version_that_is_not_installed_is_refused_with_the_next_step) {
    const TemporaryFolder folder;
    fs::create_directories(folder.path() / "postgres" / "cluster");
    std::ofstream(folder.path() / "postgres" / "cluster" / "PG_VERSION") << "9\n";
    try {
        PrivateCluster::start(folder.path(), Durability::disposable);
        FAIL() << "was started";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.problem().code, Code::conflict);
        EXPECT_NE(failure.problem().detail.find("postgresql-9"), std::string::npos) << failure.problem().detail;
    }
}

TEST(PrivateCluster, commits_reach_the_disk_and_nothing_listens_on_the_network) {
    const TemporaryFolder folder;
    const auto c = PrivateCluster::start(folder.path(), Durability::safe);
    Connection connection(c.url());
    const auto setting = [&](const std::string& name) {
        return connection.execute("select current_setting($1) as v", {name})[0].as<std::string>("v");
    };
    EXPECT_EQ(setting("fsync"), "on");
    EXPECT_EQ(setting("synchronous_commit"), "on");
    EXPECT_EQ(setting("full_page_writes"), "on");
    EXPECT_EQ(setting("data_checksums"), "on");
    EXPECT_EQ(setting("listen_addresses"), "");
    EXPECT_EQ(setting("server_encoding"), "UTF8");
}

}  // namespace
}  // namespace serow::catalog::test
