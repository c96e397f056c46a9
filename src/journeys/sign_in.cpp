#include "journeys/sign_in.h"

#include <semaphore>
#include <utility>

#include "base/digest.h"
#include "catalog/accounts.h"
#include "catalog/organisations.h"
#include "catalog/sessions.h"
#include "people/email.h"
#include "people/passwords.h"
#include "people/tokens.h"

namespace serow::journeys {
namespace {

// Each Argon2 holds 64 MiB: two at a time keep a small machine usable under a rain of sign-ins.
std::counting_semaphore<2>& argon_seats() {
    static std::counting_semaphore<2> seats(2);
    return seats;
}

template <class Work>
auto with_argon_seat(Work work) {
    struct Seat {
        Seat() { argon_seats().acquire(); }
        ~Seat() { argon_seats().release(); }
        Seat(const Seat&) = delete;
        Seat& operator=(const Seat&) = delete;
    } seat;
    return work();
}

SignedIn open_session(const House& house, const catalog::Account& account) {
    const auto cookie = random_token();
    catalog::BrowserSession session;
    session.session_sha256 = sha256_of(cookie).hex;
    session.account_id = account.account_id;
    session.csrf_token = random_token();
    session.expires_at = house.clock.now() + session_length;
    house.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::delete_expired_sessions(tx, house.clock.now());
        catalog::create_session(tx, session);
    });
    return {{account.account_id, account.email, account.name, session.csrf_token}, cookie};
}

}  // namespace

SignedIn register_account(const House& house, const Registration& registration) {
    catalog::Account account;
    account.account_id = AccountId::make();
    account.email = value_or_throw(people::normalise_email(registration.email));
    account.name = value_or_throw(people::check_name(registration.name, "Your name"));
    value_or_throw(people::check_password(registration.password, account.email));
    std::optional<std::string> organisation;
    if (registration.organisation_name)
        organisation = value_or_throw(people::check_name(*registration.organisation_name, "The organisation's name"));
    if (!house.config.open_registration && has_accounts(house))
        throw Failure(Code::forbidden,
                      "registration is closed on this service; whoever runs it can open it (open-registration)");

    account.password_hash = with_argon_seat([&] { return people::hash_password(registration.password); });
    house.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::create_account(tx, account);
        if (organisation) catalog::create_organisation(tx, account.account_id, *organisation, first_quota(house));
    });
    return open_session(house, account);
}

SignedIn sign_in(const House& house, const std::string& email, const std::string& password) {
    const auto address = people::normalise_email(email);
    const auto who = address ? *address : email;
    if (house.sign_in_tries.is_blocked(who, house.clock.now()))
        throw Failure(Code::rate_limited, "too many wrong passwords for this e-mail; wait a quarter of an hour");
    std::optional<catalog::Account> account;
    if (address)
        account = house.catalog.transaction(
            [&](catalog::Transaction& tx) { return catalog::account_by_email(tx, *address); });
    const bool good = with_argon_seat([&] {
        return account ? people::verify_password(password, account->password_hash) : people::verify_nobody(password);
    });
    if (!good) {
        house.sign_in_tries.failed(who, house.clock.now());
        throw Failure(Code::unauthenticated, "e-mail or password is wrong");
    }
    house.sign_in_tries.succeeded(who);
    if (people::needs_rehash(account->password_hash)) {
        const auto hash = with_argon_seat([&] { return people::hash_password(password); });
        house.catalog.transaction(
            [&](catalog::Transaction& tx) { catalog::set_password_hash(tx, account->account_id, hash); });
    }
    return open_session(house, *account);
}

void sign_out(const House& house, const std::string& cookie) {
    house.catalog.transaction([&](catalog::Transaction& tx) { catalog::delete_session(tx, sha256_of(cookie).hex); });
}

std::optional<Caller> caller_of_cookie(const House& house, const std::string& cookie) {
    const auto hash = sha256_of(cookie).hex;
    const auto now = house.clock.now();
    return house.catalog.transaction([&](catalog::Transaction& tx) -> std::optional<Caller> {
        const auto found = catalog::session_by_hash(tx, hash, now);
        if (!found) return {};
        // Once a day is enough: not every request should write.
        if (found->session.expires_at < now + session_length - std::chrono::hours(24))
            catalog::extend_session(tx, hash, now + session_length);
        return Caller{found->account.account_id, found->account.email, found->account.name, found->session.csrf_token};
    });
}

std::optional<Caller> caller_of_token(const House& house, const std::string& token) {
    const auto hash = people::token_hash(token);
    if (!hash) return {};
    return house.catalog.transaction([&](catalog::Transaction& tx) -> std::optional<Caller> {
        const auto account = catalog::account_by_token(tx, hash->hex);
        if (!account) return {};
        return Caller{account->account_id, account->email, account->name, ""};
    });
}

NewApiToken create_api_token(const House& house, const Caller& caller, const std::string& name) {
    const auto token = people::make_token();
    catalog::ApiToken row;
    row.token_id = TokenId::make();
    row.account_id = caller.account_id;
    row.name = value_or_throw(people::check_name(name, "The token's name"));
    row.token_sha256 = token.hash.hex;
    row.created_at = house.clock.now();
    house.catalog.transaction([&](catalog::Transaction& tx) { catalog::create_token(tx, row); });
    return {row, token.secret};
}

std::vector<catalog::ApiToken> list_api_tokens(const House& house, const Caller& caller) {
    return house.catalog.transaction(
        [&](catalog::Transaction& tx) { return catalog::list_tokens(tx, caller.account_id); });
}

void delete_api_token(const House& house, const Caller& caller, TokenId token_id) {
    const bool found = house.catalog.transaction(
        [&](catalog::Transaction& tx) { return catalog::delete_token(tx, caller.account_id, token_id); });
    if (!found) throw Failure(Code::not_found, "you have no such token");
}

bool has_accounts(const House& house) {
    return house.catalog.transaction([](catalog::Transaction& tx) { return catalog::any_account(tx); });
}

}  // namespace serow::journeys
