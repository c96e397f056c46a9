#include "catalog/sessions.h"

#include "catalog/read_account.h"

namespace serow::catalog {

void create_session(Transaction& tx, const BrowserSession& session) {
    tx.query("create_session", {session.session_sha256, session.account_id, session.csrf_token, session.expires_at});
}

std::optional<SignedIn> session_by_hash(Transaction& tx, std::string_view session_sha256, Instant now) {
    return first(tx.query("session_by_hash", {session_sha256, now}), [](const Row& row) {
        SignedIn s;
        row.read("session_sha256", s.session.session_sha256)
            .read("csrf_token", s.session.csrf_token)
            .read("expires_at", s.session.expires_at);
        s.account = read_account(row);
        s.session.account_id = s.account.account_id;
        return s;
    });
}

void extend_session(Transaction& tx, std::string_view session_sha256, Instant expires_at) {
    tx.query("extend_session", {session_sha256, expires_at});
}

void delete_session(Transaction& tx, std::string_view session_sha256) {
    tx.query("delete_session", {session_sha256});
}

std::int64_t delete_sessions_of(Transaction& tx, AccountId account_id) {
    return tx.query("delete_sessions_of", {account_id}).affected();
}

std::int64_t delete_expired_sessions(Transaction& tx, Instant now) {
    return tx.query("delete_expired_sessions", {now}).affected();
}

}  // namespace serow::catalog
