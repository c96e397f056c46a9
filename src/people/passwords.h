// Passwords: Argon2id, in PHC text form ("$argon2id$v=19$m=65536,t=2,p=1$…").
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/problem.h"

namespace serow::people {

// How dear one try is. The default is libsodium's "interactive": 64 MiB, 2 passes, about 0.1 s of one core.
struct PasswordCost {
    unsigned long long passes = 2;            // at least 1
    std::size_t memory_bytes = 64UL << 20UL;  // at least 8 KiB
};

// At least 10 characters (code points), at most 1024 bytes, valid UTF-8, not the e-mail address (case
// apart), not one character over and over. Code::invalid with a sentence for the page.
Result<void> check_password(std::string_view password, std::string_view email);

// Salted anew each time. Holds PasswordCost::memory_bytes while it runs: bound how many run at once.
// Failure(unavailable) where there is not that much memory.
std::string hash_password(std::string_view password, const PasswordCost& cost = {});

// False for a wrong password and for a text that is no hash; in a time that does not tell which.
bool verify_password(std::string_view password, const std::string& hash);

// The hash is of another cost (or none at all): hash anew at the next good sign-in.
bool needs_rehash(const std::string& hash, const PasswordCost& cost = {});

// As dear as verify_password() of a real account, always false: for an unknown e-mail address, so that
// the time does not tell who has an account.
bool verify_nobody(std::string_view password);

}  // namespace serow::people
