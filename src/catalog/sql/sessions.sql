-- name: create_session
insert into browser_session (session_sha256, account_id, csrf_token, expires_at)
values ($1, $2, $3, $4)

-- name: session_by_hash (kept)
select s.session_sha256, s.csrf_token, s.expires_at, a.account_id, a.email, a.name, a.password_hash, a.created_at
from browser_session s
join account a on a.account_id = s.account_id
where s.session_sha256 = $1 and s.expires_at > $2::timestamptz

-- name: extend_session
update browser_session set expires_at = $2::timestamptz
where session_sha256 = $1

-- name: delete_session
delete from browser_session
where session_sha256 = $1

-- name: delete_sessions_of
delete from browser_session
where account_id = $1

-- name: delete_expired_sessions
delete from browser_session
where expires_at <= $1::timestamptz
