#include "catalog/connection.h"

#include <libpq-fe.h>
#include <poll.h>

#include <array>
#include <vector>

#include "catalog/errors.h"
#include "catalog/queries.h"

namespace serow::catalog {
namespace {

// libpq wants an array of C strings.
std::vector<const char*> pointers(const Params& params) {
    std::vector<const char*> out;
    out.reserve(params.size());
    for (const auto& param : params) out.push_back(param.text() ? param.text()->c_str() : nullptr);
    return out;
}

std::string place_of(const pg_conn* connection) {
    const auto text = [](const char* t) { return std::string(t == nullptr ? "" : t); };
    return "database '" + text(PQdb(connection)) + "' at '" + text(PQhost(connection)) + "'";
}

}  // namespace

void Connection::Close::operator()(pg_conn* connection) const {
    PQfinish(connection);
}

Connection::Connection(const std::string& url, std::chrono::milliseconds statement_timeout) {
    // Later words win over earlier ones only with expand_dbname, so ours come after the url.
    const std::array<const char*, 5> keywords{"dbname", "connect_timeout", "application_name", "client_encoding",
                                              nullptr};
    const std::array<const char*, 5> values{url.c_str(), "10", "serow", "UTF8", nullptr};
    connection_.reset(PQconnectdbParams(keywords.data(), values.data(), 1));
    auto* connection = connection_.get();
    if (connection == nullptr) throw Failure(Code::unavailable, "There is no memory for a connection to the database.");
    if (PQstatus(connection) != CONNECTION_OK) {
        std::string why = PQerrorMessage(connection);
        while (!why.empty() && why.back() == '\n') why.pop_back();
        throw Failure(Code::unavailable, "No connection to the " + place_of(connection) + ": " + why);
    }
    PQsetNoticeProcessor(connection, [](void*, const char*) {}, nullptr);
    execute(
        "set timezone = 'UTC'; set datestyle = 'ISO, MDY'; set intervalstyle = 'iso_8601';"
        " set jit = off; set client_min_messages = "
        "warning;"
        " set idle_in_transaction_session_timeout = '10min';"
        " set statement_timeout = " +
        std::to_string(statement_timeout.count()));
}

Rows Connection::checked(pg_result* result, std::string_view what) {
    Rows rows(result);
    const auto status = PQresultStatus(result);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) throw_error(connection_.get(), result, what);
    return rows;
}

void Connection::prepare(std::string_view name) {
    if (prepared_.contains(std::string(name))) return;
    const std::string key(name);
    checked(PQprepare(connection_.get(), key.c_str(), query_named(name).text.c_str(), 0, nullptr), name);
    prepared_.insert(key);
}

Rows Connection::query(std::string_view name, const Params& params) {
    const auto& text = query_named(name);
    const auto values = pointers(params);
    if (!text.kept)
        return checked(PQexecParams(connection_.get(), text.text.c_str(), static_cast<int>(values.size()), nullptr,
                                    values.data(), nullptr, nullptr, 0),
                       name);
    prepare(name);
    return checked(PQexecPrepared(connection_.get(), std::string(name).c_str(), static_cast<int>(values.size()),
                                  values.data(), nullptr, nullptr, 0),
                   name);
}

void Connection::each(std::string_view name, const Params& params, const std::function<void(const Row&)>& use,
                      int batch) {
    const std::string cursor = "each_" + std::string(name);
    execute("declare " + cursor + " no scroll cursor for " + query_named(name).text, params);
    const std::string fetch = "fetch " + std::to_string(batch) + " from " + cursor;
    for (;;) {
        const auto rows = execute(fetch);
        for (const auto row : rows) use(row);
        if (rows.size() < static_cast<std::size_t>(batch)) break;
    }
    execute("close " + cursor);
}

Rows Connection::execute(const std::string& sql) {
    return checked(PQexec(connection_.get(), sql.c_str()), std::string_view(sql).substr(0, 40));
}

Rows Connection::execute(const std::string& sql, const Params& params) {
    const auto values = pointers(params);
    return checked(PQexecParams(connection_.get(), sql.c_str(), static_cast<int>(values.size()), nullptr, values.data(),
                                nullptr, nullptr, 0),
                   std::string_view(sql).substr(0, 40));
}

bool Connection::broken() const {
    return PQstatus(connection_.get()) != CONNECTION_OK;
}

bool Connection::in_transaction() const {
    return PQtransactionStatus(connection_.get()) != PQTRANS_IDLE;
}

std::optional<std::string> Connection::wait_notification(std::chrono::milliseconds timeout) {
    const auto end = std::chrono::steady_clock::now() + timeout;
    for (;;) {
        if (PQconsumeInput(connection_.get()) == 0)
            throw Failure(Code::unavailable, "The connection to the database was lost while listening.");
        if (PGnotify* notification = PQnotifies(connection_.get())) {
            std::string payload = notification->extra;
            PQfreemem(notification);
            return payload;
        }
        const auto left =
            std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now()).count();
        if (left <= 0) return std::nullopt;
        pollfd wanted{PQsocket(connection_.get()), POLLIN, 0};
        poll(&wanted, 1, static_cast<int>(left));
    }
}

}  // namespace serow::catalog
