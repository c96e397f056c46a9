#include "catalog/migrate.h"

#include <algorithm>
#include <map>

#include "base/digest.h"
#include "base/log.h"

namespace serow {
std::vector<EmbeddedFile> catalog_migration_files();
}

namespace serow::catalog {
namespace {

// One number for all programs that migrate this database: the first eight bytes of sha256("serow").
constexpr const char* lock_number = "5503716321870451301";

// Rolls back what is open and lets the lock go, also when a migration fails.
class MigrationLock {
public:
    explicit MigrationLock(Connection& connection) : connection_(connection) {
        // Another program's migration may take long: no limit while waiting for it.
        connection_.execute("begin; set local statement_timeout = 0;");
        connection_.execute("select pg_advisory_lock(" + std::string(lock_number) + ")");
        connection_.execute("commit");
    }
    ~MigrationLock() {
        try {
            if (connection_.in_transaction()) connection_.execute("rollback");
            connection_.execute("select pg_advisory_unlock(" + std::string(lock_number) + ")");
        } catch (const Failure&) {
            // The connection is gone, and the lock with it.
        }
    }
    MigrationLock(const MigrationLock&) = delete;
    MigrationLock& operator=(const MigrationLock&) = delete;

private:
    Connection& connection_;
};

std::map<std::string, std::string> applied_migrations(Connection& connection) {
    connection.execute(
        "create table if not exists migration ("
        " name text primary key, sha256 text not null, applied_at timestamptz not null default now())");
    std::map<std::string, std::string> applied;
    const auto rows = connection.execute("select m.name, m.sha256 from migration m");
    for (const auto row : rows) applied[row.as<std::string>("name")] = row.as<std::string>("sha256");
    return applied;
}

}  // namespace

std::vector<std::string> migrate(Connection& connection, std::span<const EmbeddedFile> migrations) {
    const MigrationLock lock(connection);
    auto applied = applied_migrations(connection);

    std::vector<EmbeddedFile> in_order(migrations.begin(), migrations.end());
    std::ranges::sort(in_order, {}, &EmbeddedFile::path);
    std::vector<const EmbeddedFile*> missing;
    for (const auto& file : in_order) {
        const auto found = applied.find(std::string(file.path));
        if (found == applied.end()) {
            missing.push_back(&file);
        } else {
            if (found->second != sha256_of(file.bytes).hex)
                throw Failure(Code::conflict, "The migration " + found->first +
                                                  " was applied to this database with another text. Use the Serow that"
                                                  " applied it, or a backup from before.");
            applied.erase(found);
        }
    }
    if (!applied.empty())
        throw Failure(Code::conflict, "The database has the migration " + applied.rbegin()->first +
                                          ", which this Serow does not know: it was used with a newer one. Install that"
                                          " version.");

    std::vector<std::string> done;
    for (const auto* file : missing) {
        const std::string name(file->path);
        connection.execute("begin; set local statement_timeout = 0;");
        connection.execute(std::string(file->bytes));
        connection.execute("insert into migration (name, sha256) values ($1, $2)", {name, sha256_of(file->bytes).hex});
        connection.execute("commit");
        log_info("migrated the database", {{"migration", name}});
        done.push_back(name);
    }
    return done;
}

std::vector<std::string> migrate(Connection& connection) {
    return migrate(connection, catalog_migration_files());
}

}  // namespace serow::catalog
