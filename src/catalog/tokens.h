// API tokens.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/accounts.h"

namespace serow::catalog {

struct ApiToken {
    TokenId token_id;
    AccountId account_id;
    std::string name;
    std::string token_sha256;
    Instant created_at;  // set by the database
    std::optional<Instant> last_used_at;
};

void create_token(Transaction& tx, const ApiToken& token);
// Newest first.
std::vector<ApiToken> list_tokens(Transaction& tx, AccountId account_id);
// False where the account has no such token.
bool delete_token(Transaction& tx, AccountId account_id, TokenId token_id);
// Who bears the token; notes its use, at most once a minute.
std::optional<Account> account_by_token(Transaction& tx, std::string_view token_sha256);

}  // namespace serow::catalog
