// People who can sign in.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/time.h"
#include "catalog/pool.h"

namespace serow::catalog {

struct Account {
    AccountId account_id;
    std::string email;  // normalised (people/email.h)
    std::string name;
    std::string password_hash;
    Instant created_at;  // set by the database
};

// Failure(conflict) where the e-mail is taken.
void create_account(Transaction& tx, const Account& account);
std::optional<Account> account_by_email(Transaction& tx, std::string_view email);
std::optional<Account> account_by_id(Transaction& tx, AccountId account_id);
void set_password_hash(Transaction& tx, AccountId account_id, std::string_view password_hash);
// Whether anybody has registered yet.
bool any_account(Transaction& tx);

}  // namespace serow::catalog
