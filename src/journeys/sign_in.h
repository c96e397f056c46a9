// Accounts: registering, signing in and out, API tokens.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "catalog/tokens.h"
#include "journeys/house.h"

namespace serow::journeys {

inline constexpr std::chrono::hours session_length{24 * 30};

// Who is asking, known from a cookie or a token.
struct Caller {
    AccountId account_id;
    std::string email;
    std::string name;
    std::string csrf_token;  // empty where an API token was used
    [[nodiscard]] Viewer viewer() const { return Viewer::account(account_id); }
};

// A caller with the cookie to set: shown this once.
struct SignedIn {
    Caller caller;
    std::string cookie;
};

struct Registration {
    std::string email, password, name;
    std::optional<std::string> organisation_name;
};

// A new account, signed in, with its organisation where one is named. Failure(invalid) for a bad e-mail, password
// or name; Failure(conflict) for an e-mail that is registered; Failure(forbidden) where registration is closed.
SignedIn register_account(const House& house, const Registration& registration);

// Failure(unauthenticated), the same for an unknown e-mail and a wrong password, and after as long;
// Failure(rate_limited) after ten wrong passwords for one e-mail within a quarter of an hour.
SignedIn sign_in(const House& house, const std::string& email, const std::string& password);
void sign_out(const House& house, const std::string& cookie);

// nullopt for an unknown or expired cookie; a session that is used is prolonged.
std::optional<Caller> caller_of_cookie(const House& house, const std::string& cookie);
// nullopt for an unknown token.
std::optional<Caller> caller_of_token(const House& house, const std::string& token);

struct NewApiToken {
    catalog::ApiToken token;
    std::string secret;  // shown this once
};
NewApiToken create_api_token(const House& house, const Caller& caller, const std::string& name);
std::vector<catalog::ApiToken> list_api_tokens(const House& house, const Caller& caller);
void delete_api_token(const House& house, const Caller& caller, TokenId token_id);

// True once anybody has registered.
bool has_accounts(const House& house);

}  // namespace serow::journeys
