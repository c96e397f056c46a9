-- name: create_token
insert into api_token (token_id, account_id, name, token_sha256)
values ($1, $2, $3, $4)

-- name: list_tokens
select t.token_id, t.account_id, t.name, t.token_sha256, t.created_at, t.last_used_at
from api_token t
where t.account_id = $1
order by t.created_at desc, t.token_id desc

-- name: delete_token
delete from api_token
where account_id = $1 and token_id = $2

-- name: account_by_token (kept)
-- A write for every request would be dear: once a minute is enough to see that a token is in use.
with used as (
    update api_token set last_used_at = now()
    where token_sha256 = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')
)
select a.account_id, a.email, a.name, a.password_hash, a.created_at
from api_token t
join account a on a.account_id = t.account_id
where t.token_sha256 = $1
