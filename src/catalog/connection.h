// One connection to PostgreSQL (libpq). Queries are named: their text stands in sql/*.sql.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_set>

#include "base/problem.h"
#include "catalog/params.h"
#include "catalog/rows.h"

struct pg_conn;

namespace serow::catalog {

// Thrown where the same transaction may succeed when run again (serialization failure, deadlock, a
// race for a unique key that the queue resolves); Catalog::transaction() does so.
class TryAgain : public Failure {
public:
    using Failure::Failure;
};

// Not to be used from two threads at once. Every statement may throw Failure:
//   conflict     a unique or foreign key is violated; the sentence names the thing
//   invalid      a check, length or form is violated
//   timeout      the statement took longer than the timeout
//   storage_full the database's disk is full
//   unavailable  no connection, or the connection was lost; the connection is then broken()
//   internal     anything else: a fault of a query
class Connection {
public:
    // `url`: "postgresql://…" or "key=value …". Waits at most 10 s. Failure(unavailable) names host and
    // database, never the password.
    explicit Connection(const std::string& url, std::chrono::milliseconds statement_timeout = std::chrono::seconds(30));

    // The query of that name; a kept one is prepared on first use.
    Rows query(std::string_view name, const Params& params = {});
    // Rows of a long result in batches, in constant memory; only inside a transaction. `statement_timeout`
    // counts for each batch.
    void each(std::string_view name, const Params& params, const std::function<void(const Row&)>& use,
              int batch = 2000);
    // A text that is no named query: begin, commit, migrations. Several statements may be in it.
    Rows execute(const std::string& sql);
    Rows execute(const std::string& sql, const Params& params);  // one statement

    [[nodiscard]] bool broken() const;
    [[nodiscard]] bool in_transaction() const;
    // Waits until the server sends a notification; its payload, or nullopt after `timeout`.
    std::optional<std::string> wait_notification(std::chrono::milliseconds timeout);

private:
    void prepare(std::string_view name);
    Rows checked(pg_result* result, std::string_view what);

    struct Close {
        void operator()(pg_conn* connection) const;
    };
    std::unique_ptr<pg_conn, Close> connection_;
    std::unordered_set<std::string> prepared_;
};

}  // namespace serow::catalog
