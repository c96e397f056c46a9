// An account out of a row. (Private to this room.)
#pragma once

#include "catalog/accounts.h"

namespace serow::catalog {

inline Account read_account(const Row& row) {
    Account a;
    row.read("account_id", a.account_id)
        .read("email", a.email)
        .read("name", a.name)
        .read("password_hash", a.password_hash)
        .read("created_at", a.created_at);
    return a;
}

}  // namespace serow::catalog
