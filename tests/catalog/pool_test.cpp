#include "catalog/pool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>

#include "catalog/world.h"

namespace serow::catalog::test {
namespace {

using namespace std::chrono_literals;

class PoolTest : public ::testing::Test {
protected:
    PoolTest() { connection.execute("create table t (k integer primary key, v integer not null)"); }
    std::int64_t count() { return connection.execute("select count(*) as n from t")[0].as<std::int64_t>("n"); }

    std::string url = empty_database();
    Connection connection{url};
};

TEST_F(PoolTest, what_is_not_committed_is_rolled_back) {
    Catalog catalog(url);
    {
        auto tx = catalog.begin();
        tx.connection().execute("insert into t values (1, 1)");
    }
    EXPECT_EQ(count(), 0);
    {
        auto tx = catalog.begin();
        tx.connection().execute("insert into t values (1, 1)");
        tx.commit();
    }
    EXPECT_EQ(count(), 1);
}

TEST_F(PoolTest, a_transaction_in_which_a_statement_failed_cannot_be_taken_for_committed) {
    Catalog catalog(url);
    auto tx = catalog.begin();
    tx.connection().execute("insert into t values (1, 1)");
    EXPECT_THROW(tx.connection().execute("insert into t values (1, 1)"), Failure);
    EXPECT_THROW(tx.commit(), Failure);
    EXPECT_EQ(count(), 0);
}

TEST_F(PoolTest, more_transactions_than_connections_wait_then_are_told) {
    Catalog catalog(url, {.connections = 2, .wait = 50ms});
    auto first = catalog.begin();
    {
        auto second = catalog.begin();
        try {
            catalog.begin();
            FAIL() << "a third connection was given";
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.problem().code, Code::unavailable);
        }
    }
    EXPECT_NO_THROW(catalog.begin());
}

TEST_F(PoolTest, a_connection_that_broke_is_replaced) {
    Catalog catalog(url, {.connections = 1});
    std::int64_t process = 0;
    {
        auto tx = catalog.begin();
        process = tx.connection().execute("select pg_backend_pid() as p")[0].as<std::int64_t>("p");
        tx.commit();
    }
    connection.execute("select pg_terminate_backend($1::integer)", {process});
    auto tx = catalog.begin();
    EXPECT_NE(tx.connection().execute("select pg_backend_pid() as p")[0].as<std::int64_t>("p"), process);
}

TEST_F(PoolTest, a_connection_lost_in_a_transaction_is_unavailable_and_the_next_one_is_good) {
    Catalog catalog(url, {.connections = 1});
    {
        auto tx = catalog.begin();
        const auto process = tx.connection().execute("select pg_backend_pid() as p")[0].as<std::int64_t>("p");
        connection.execute("select pg_terminate_backend($1::integer)", {process});
        try {
            tx.connection().execute("select 1");
            FAIL() << "a dead connection answered";
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.problem().code, Code::unavailable);
        }
    }
    EXPECT_NO_THROW(catalog.begin().connection().execute("select 1"));
}

TEST_F(PoolTest, a_deadlock_is_run_again_and_both_succeed) {
    connection.execute("insert into t values (1, 0), (2, 0)");
    Catalog catalog(url);
    std::latch both_hold_one(2);
    std::atomic<int> runs = 0;
    const auto add = [&](int first, int second) {
        catalog.transaction([&](Transaction& tx) {
            const bool is_first_run = ++runs <= 2;
            tx.connection().execute("update t set v = v + 1 where k = $1::integer", {first});
            if (is_first_run) both_hold_one.arrive_and_wait();
            tx.connection().execute("update t set v = v + 1 where k = $1::integer", {second});
        });
    };
    {
        std::jthread a([&] { add(1, 2); });
        std::jthread b([&] { add(2, 1); });
    }
    // One is chosen to give way; where both ran into the limit at the same moment, both.
    EXPECT_THAT(runs.load(), testing::AnyOf(3, 4));
    EXPECT_EQ(connection.execute("select sum(v) as n from t")[0].as<std::int64_t>("n"), 4);
}

TEST_F(PoolTest, a_statement_over_its_time_is_a_timeout) {
    Catalog catalog(url, {.statement_timeout = 50ms});
    auto tx = catalog.begin();
    try {
        tx.connection().execute("select pg_sleep(20)");
        FAIL() << "was not stopped";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.problem().code, Code::timeout);
    }
}

TEST_F(PoolTest, a_snapshot_sees_one_moment_and_cannot_write) {
    Catalog catalog(url);
    auto tx = catalog.begin(Isolation::snapshot);
    const auto seen = [&] { return tx.connection().execute("select count(*) as n from t")[0].as<std::int64_t>("n"); };
    EXPECT_EQ(seen(), 0);
    connection.execute("insert into t values (1, 1)");
    EXPECT_EQ(seen(), 0);
    EXPECT_THROW(tx.connection().execute("insert into t values (2, 1)"), Failure);
}

TEST_F(PoolTest, a_database_that_is_not_there_is_unavailable_and_no_password_is_told) {
    Catalog catalog("host=127.0.0.1 port=1 user=u password=geheim dbname=d");
    try {
        catalog.begin();
        FAIL() << "connected to nothing";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.problem().code, Code::unavailable);
        EXPECT_EQ(failure.problem().detail.find("geheim"), std::string::npos);
    }
}

TEST_F(PoolTest, a_notice_is_heard_after_the_commit_and_not_before) {
    Catalog catalog(url);
    Listener listener(url);
    EXPECT_EQ(listener.wait(1ms), std::nullopt);
    const auto project = ProjectId::make();
    {
        auto tx = catalog.begin();
        notify(tx, project);
        EXPECT_EQ(listener.wait(20ms), std::nullopt);
        tx.commit();
    }
    EXPECT_EQ(listener.wait(5s), (Notice{project, {}}));
}

TEST_F(PoolTest, a_notice_names_who_answered_and_where_as_long_as_it_is_short) {
    Catalog catalog(url);
    Listener listener(url);
    listener.wait(1ms);
    const auto project = ProjectId::make();
    Answered answered{AccountId::make(), {EventId::make(), EventId::make()}};
    catalog.transaction([&](Transaction& tx) { notify(tx, project, answered); });
    EXPECT_EQ(listener.wait(5s), (Notice{project, answered}));
    // A notice of the database holds 8000 bytes.
    for (int i = 0; i < 1000; ++i) answered.events.push_back(EventId::make());
    catalog.transaction([&](Transaction& tx) { notify(tx, project, answered); });
    EXPECT_EQ(listener.wait(5s), (Notice{project, {}}));
}

TEST_F(PoolTest, a_listener_hears_again_after_its_connection_was_lost) {
    Catalog catalog(url);
    Listener listener(url);
    listener.wait(1ms);
    connection.execute(
        "select pg_terminate_backend(a.pid) from pg_stat_activity a where a.datname = current_database() and"
        " a.pid <> pg_backend_pid()");
    EXPECT_EQ(listener.wait(100ms), std::nullopt);
    listener.wait(1ms);
    const auto project = ProjectId::make();
    catalog.transaction([&](Transaction& tx) { notify(tx, project); });
    EXPECT_EQ(listener.wait(5s), (Notice{project, {}}));
}

}  // namespace
}  // namespace serow::catalog::test
