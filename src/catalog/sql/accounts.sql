-- name: create_account
insert into account (account_id, email, name, password_hash)
values ($1, $2, $3, $4)

-- name: account_by_email
select a.account_id, a.email, a.name, a.password_hash, a.created_at
from account a
where a.email = $1

-- name: account_by_id
select a.account_id, a.email, a.name, a.password_hash, a.created_at
from account a
where a.account_id = $1

-- name: set_password_hash
update account set password_hash = $2
where account_id = $1

-- name: any_account
select exists (select 1 from account) as found
