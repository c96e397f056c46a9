#include "catalog/accounts.h"

#include "catalog/read_account.h"

namespace serow::catalog {

void create_account(Transaction& tx, const Account& account) {
    tx.query("create_account", {account.account_id, account.email, account.name, account.password_hash});
}

std::optional<Account> account_by_email(Transaction& tx, std::string_view email) {
    return first(tx.query("account_by_email", {email}), read_account);
}

std::optional<Account> account_by_id(Transaction& tx, AccountId account_id) {
    return first(tx.query("account_by_id", {account_id}), read_account);
}

void set_password_hash(Transaction& tx, AccountId account_id, std::string_view password_hash) {
    tx.query("set_password_hash", {account_id, password_hash});
}

bool any_account(Transaction& tx) {
    return tx.query("any_account")[0].as<bool>("found");
}

}  // namespace serow::catalog
