#include "catalog/pool.h"

#include <chrono>
#include <random>
#include <ranges>
#include <string_view>
#include <thread>

namespace serow::catalog {

Transaction::Transaction(Catalog& catalog, std::unique_ptr<Connection> connection)
    : catalog_(&catalog), connection_(std::move(connection)) {}

Transaction::Transaction(Transaction&& other) noexcept
    : catalog_(other.catalog_), connection_(std::move(other.connection_)), open_(other.open_) {
    other.open_ = false;
}

Transaction::~Transaction() {
    if (!connection_) return;
    if (open_) {
        try {
            connection_->execute("rollback");
        } catch (const Failure&) {
            // The connection is broken; the server rolls back by itself, and the pool throws it away.
        }
    }
    catalog_->give_back(std::move(connection_));
}

void Transaction::set_statement_timeout(std::chrono::milliseconds timeout) {
    connection_->execute("set local statement_timeout = " + std::to_string(timeout.count()));
}

void Transaction::commit() {
    // A transaction in which a statement failed answers "commit" with a silent rollback.
    open_ = false;
    const auto rows = connection_->execute("commit");
    if (rows.command() != "COMMIT")
        throw Failure(Code::internal, "A transaction in which a statement had failed was to be committed.");
}

Catalog::Catalog(std::string url, CatalogOptions options) : url_(std::move(url)), options_(options) {}

void Catalog::pause_after(int attempt) {
    thread_local std::minstd_rand chance{std::random_device{}()};
    std::this_thread::sleep_for(
        std::chrono::microseconds(std::uniform_int_distribution<int>(0, 10'000 * attempt)(chance)));
}

std::unique_ptr<Connection> Catalog::take() {
    std::unique_lock lock(mutex_);
    if (!free_.wait_for(lock, options_.wait, [&] { return taken_ < options_.connections; }))
        throw Failure(Code::unavailable, "All connections to the database are busy. Try again in a moment.");
    ++taken_;
    if (idle_.empty()) return nullptr;
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
}

void Catalog::give_back(std::unique_ptr<Connection> connection) {
    {
        const std::scoped_lock lock(mutex_);
        --taken_;
        // Where one broke, the server went away and with it the others.
        if (connection && connection->broken()) idle_.clear();
        if (connection && !connection->broken() && !connection->in_transaction())
            idle_.push_back(std::move(connection));
    }
    free_.notify_one();
}

std::unique_ptr<Connection> Catalog::connected() {
    auto connection = take();
    if (connection) return connection;
    try {
        return std::make_unique<Connection>(url_, options_.statement_timeout);
    } catch (...) {
        give_back(nullptr);
        throw;
    }
}

Transaction Catalog::begin(Isolation isolation) {
    const char* begin = isolation == Isolation::snapshot ? "begin isolation level repeatable read read only"
                                                         : "begin isolation level read committed";
    auto connection = take();
    try {
        if (connection) {
            // An idle connection may have died with a restart of the server: one fresh try.
            try {
                connection->execute(begin);
            } catch (const Failure&) {
                connection.reset();
                const std::scoped_lock lock(mutex_);
                idle_.clear();
            }
        }
        if (!connection) {
            connection = std::make_unique<Connection>(url_, options_.statement_timeout);
            connection->execute(begin);
        }
    } catch (...) {
        give_back(nullptr);
        throw;
    }
    return Transaction(*this, std::move(connection));
}

namespace {

constexpr std::size_t most_named = 150;  // ids of 36 letters

// "project", or "project account event event …".
std::optional<Notice> notice_in(std::string_view payload) {
    std::vector<std::string_view> words;
    for (const auto word : std::views::split(payload, ' ')) words.emplace_back(word);
    const auto project = ProjectId::parse(words.front());
    if (!project) return {};
    Notice notice{*project, {}};
    const auto by = words.size() > 1 ? AccountId::parse(words[1]) : std::nullopt;
    if (!by) return notice;
    notice.answered.emplace(*by, std::vector<EventId>{});
    for (const auto word : words | std::views::drop(2))
        if (const auto event = EventId::parse(word)) notice.answered->events.push_back(*event);
    return notice;
}

}  // namespace

void notify(Transaction& tx, ProjectId project, const std::optional<Answered>& answered) {
    auto payload = project.text();
    if (answered && !answered->events.empty() && answered->events.size() <= most_named) {
        payload += ' ' + answered->by.text();
        for (const auto& event : answered->events) payload += ' ' + event.text();
    }
    tx.connection().execute("select pg_notify('serow', $1)", {payload});
}

Listener::Listener(std::string url) : url_(std::move(url)) {}

std::optional<Notice> Listener::wait(std::chrono::milliseconds timeout) {
    const auto end = std::chrono::steady_clock::now() + timeout;
    try {
        if (!connection_) {
            connection_ = std::make_unique<Connection>(url_);
            connection_->execute("listen serow");
        }
        const auto payload = connection_->wait_notification(timeout);
        return payload ? notice_in(*payload) : std::nullopt;
    } catch (const Failure&) {
        // The server is away: wait out the time, lest the caller spins.
        connection_.reset();
        std::this_thread::sleep_until(end);
        return std::nullopt;
    }
}

}  // namespace serow::catalog
