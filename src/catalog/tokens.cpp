#include "catalog/tokens.h"

#include "catalog/read_account.h"

namespace serow::catalog {

void create_token(Transaction& tx, const ApiToken& token) {
    tx.query("create_token", {token.token_id, token.account_id, token.name, token.token_sha256});
}

std::vector<ApiToken> list_tokens(Transaction& tx, AccountId account_id) {
    return collect(tx.query("list_tokens", {account_id}), [](const Row& row) {
        ApiToken t;
        row.read("token_id", t.token_id)
            .read("account_id", t.account_id)
            .read("name", t.name)
            .read("token_sha256", t.token_sha256)
            .read("created_at", t.created_at)
            .read("last_used_at", t.last_used_at);
        return t;
    });
}

bool delete_token(Transaction& tx, AccountId account_id, TokenId token_id) {
    return tx.query("delete_token", {account_id, token_id}).affected() > 0;
}

std::optional<Account> account_by_token(Transaction& tx, std::string_view token_sha256) {
    return first(tx.query("account_by_token", {token_sha256}), read_account);
}

}  // namespace serow::catalog
