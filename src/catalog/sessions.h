// Signed-in browsers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "catalog/accounts.h"

namespace serow::catalog {

struct BrowserSession {
    std::string session_sha256;  // of the cookie
    AccountId account_id;
    std::string csrf_token;
    Instant expires_at;
};

struct SignedIn {
    BrowserSession session;
    Account account;
};

void create_session(Transaction& tx, const BrowserSession& session);
// nullopt for an unknown or expired one.
std::optional<SignedIn> session_by_hash(Transaction& tx, std::string_view session_sha256, Instant now);
void extend_session(Transaction& tx, std::string_view session_sha256, Instant expires_at);
void delete_session(Transaction& tx, std::string_view session_sha256);
// All of an account, for example after a change of password.
std::int64_t delete_sessions_of(Transaction& tx, AccountId account_id);
std::int64_t delete_expired_sessions(Transaction& tx, Instant now);

}  // namespace serow::catalog
