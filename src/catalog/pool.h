// The catalogue: a bounded pool of connections, transactions, and notices between processes.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "catalog/connection.h"

namespace serow::catalog {

struct CatalogOptions {
    std::size_t connections = 8;                                // at least 1
    std::chrono::milliseconds wait = std::chrono::seconds(10);  // for a free connection
    std::chrono::milliseconds statement_timeout = std::chrono::seconds(30);
};

enum class Isolation {
    read_committed,  // each statement sees what is committed when it begins
    snapshot,        // read only; all statements see the same moment: for exports
};

class Catalog;

// Commits when told to; the destructor rolls back what was not committed.
class Transaction {
public:
    Transaction(Transaction&&) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    Rows query(std::string_view name, const Params& params = {}) { return connection_->query(name, params); }
    void each(std::string_view name, const Params& params, const std::function<void(const Row&)>& use,
              int batch = 2000) {
        connection_->each(name, params, use, batch);
    }
    // For long work (exports, bulk changes): the limit of each further statement of this transaction.
    void set_statement_timeout(std::chrono::milliseconds timeout);
    void commit();

    [[nodiscard]] Connection& connection() { return *connection_; }

private:
    friend class Catalog;
    Transaction(Catalog& catalog, std::unique_ptr<Connection> connection);

    Catalog* catalog_;
    std::unique_ptr<Connection> connection_;
    bool open_ = true;
};

// Safe to use from any thread. Must outlive its transactions.
class Catalog {
public:
    // Connects on first use.
    explicit Catalog(std::string url, CatalogOptions options = {});

    // Waits for a free connection; Failure(unavailable) after options.wait. A broken connection is replaced.
    Transaction begin(Isolation isolation = Isolation::read_committed);

    // Runs `work(tx)` in a transaction, commits, and gives what `work` gave. On TryAgain up to five times in all, with
    // pauses, then Failure(unavailable): `work` must not touch anything but the transaction.
    template <class Work>
    auto transaction(Work work) {
        for (int attempt = 1;; ++attempt) {
            try {
                auto tx = begin();
                if constexpr (std::is_void_v<decltype(work(tx))>) {
                    work(tx);
                    tx.commit();
                    return;
                } else {
                    auto value = work(tx);
                    tx.commit();
                    return value;
                }
            } catch (const TryAgain& again) {
                if (attempt == 5) throw Failure(again.problem());
            }
            pause_after(attempt);
        }
    }

    // Runs `work(tx)` without "begin" and "commit": each statement stands for itself and is committed when it comes
    // back. For what is asked often and is one statement: two trips to the database are spared. On TryAgain and on a
    // lost connection up to three times in all: `work` must be safe to do twice.
    template <class Work>
    auto single(Work work) {
        for (int attempt = 1;; ++attempt) {
            auto tx = Transaction(*this, connected());
            tx.open_ = false;
            try {
                return work(tx);
            } catch (const TryAgain& again) {
                if (attempt == 3) throw Failure(again.problem());
            } catch (const Failure&) {
                if (attempt == 3 || !tx.connection().broken()) throw;
            }
        }
    }

    [[nodiscard]] const std::string& url() const { return url_; }

private:
    friend class Transaction;
    // By chance, so that two who gave way to each other do not meet again at once; at most 10 ms for each attempt.
    static void pause_after(int attempt);
    std::unique_ptr<Connection> take();       // an idle one, else none: the caller makes one
    std::unique_ptr<Connection> connected();  // an idle one, else a new one
    void give_back(std::unique_ptr<Connection> connection);

    std::string url_;
    CatalogOptions options_;
    std::mutex mutex_;
    std::condition_variable free_;
    std::vector<std::unique_ptr<Connection>> idle_;
    std::size_t taken_ = 0;
};

// Whose answer it was that changed something, and in which events; none where they are too many to be named (a notice
// of the database holds 8000 bytes).
struct Answered {
    AccountId by;
    std::vector<EventId> events;
    bool operator==(const Answered&) const = default;
};
// Tells every Listener, at commit, that something of the project changed.
void notify(Transaction& tx, ProjectId project, const std::optional<Answered>& answered = {});
struct Notice {
    ProjectId project;
    std::optional<Answered> answered;
    bool operator==(const Notice&) const = default;
};

// Hears notify() on a connection of its own. Connects on first use and again after a loss; what was said
// meanwhile is lost, so look for yourself now and then.
class Listener {
public:
    explicit Listener(std::string url);
    // What changed; nullopt after `timeout`, or where the server is away (then it waits, too).
    std::optional<Notice> wait(std::chrono::milliseconds timeout);

private:
    std::string url_;
    std::unique_ptr<Connection> connection_;
};

}  // namespace serow::catalog
