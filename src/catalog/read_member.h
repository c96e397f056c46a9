// What organisations and projects share about members. (Private to this room.)
#pragma once

#include <string>

#include "catalog/accounts.h"
#include "catalog/organisations.h"

namespace serow::catalog {

inline Member read_member(const Row& row) {
    Member m;
    row.read("account_id", m.account_id)
        .read("email", m.email)
        .read("name", m.name)
        .read("role", m.role)
        .read("expert", m.expert);
    return m;
}

inline Account must_be_registered(Transaction& tx, std::string_view email) {
    auto account = account_by_email(tx, email);
    if (!account)
        throw Failure(Code::not_found, "Nobody has registered with the e-mail address " + std::string(email) +
                                           ". Ask them to register first.");
    return *std::move(account);
}

}  // namespace serow::catalog
