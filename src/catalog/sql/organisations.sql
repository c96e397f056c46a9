-- $2 is the account that looks; NULL is the system, whose role is 4.

-- name: create_organisation
with made as (
    insert into organisation (organisation_id, name, quota_bytes)
    values ($1, $3, $4)
    returning organisation_id, name, created_at, quota_bytes
), owned as (
    insert into organisation_member (organisation_id, account_id, role)
    select made.organisation_id, $2::uuid, 4
    from made
)
select made.organisation_id, made.name, made.created_at, made.quota_bytes, 0 as stored_bytes, 0 as stored_files, 4 as role
from made

-- name: list_organisations
select o.organisation_id, o.name, o.created_at, o.quota_bytes, s.bytes as stored_bytes, s.files as stored_files,
       coalesce(m.role, 4) as role
from organisation o
cross join lateral (
    select coalesce(sum(u.bytes), 0)::bigint as bytes, coalesce(sum(u.files), 0)::bigint as files
    from organisation_usage u
    where u.organisation_id = o.organisation_id) s
left join organisation_member m on m.organisation_id = o.organisation_id and m.account_id = $1::uuid
where $1::uuid is null or m.role is not null
order by lower(o.name), o.organisation_id

-- name: organisation_by_id
select o.organisation_id, o.name, o.created_at, o.quota_bytes, s.bytes as stored_bytes, s.files as stored_files,
       coalesce(m.role, 4) as role
from organisation o
cross join lateral (
    select coalesce(sum(u.bytes), 0)::bigint as bytes, coalesce(sum(u.files), 0)::bigint as files
    from organisation_usage u
    where u.organisation_id = o.organisation_id) s
left join organisation_member m on m.organisation_id = o.organisation_id and m.account_id = $2::uuid
where o.organisation_id = $1 and ($2::uuid is null or m.role is not null)

-- name: rename_organisation
update organisation set name = $3
where organisation_id = $1 and (select organisation_allows($1, $2, 4))

-- name: set_organisation_quota
-- The system's alone: no account is asked for.
update organisation set quota_bytes = $2
where organisation_id = $1

-- name: room_of_project
-- $1 project, $2 account, $3 least role. What its organisation stores, and may store.
select o.organisation_id, o.quota_bytes, s.bytes as stored_bytes, s.files as stored_files
from project p
join organisation o on o.organisation_id = p.organisation_id
cross join lateral (
    select coalesce(sum(u.bytes), 0)::bigint as bytes, coalesce(sum(u.files), 0)::bigint as files
    from organisation_usage u
    where u.organisation_id = o.organisation_id) s
where p.project_id = $1 and (select project_allows($1, $2, $3))

-- name: organisation_stores
-- $1 project, $2 account, $3 least role, $4 hash: where the project's organisation stores these bytes.
select b.sha256
from project p
join organisation_blob b on b.organisation_id = p.organisation_id and b.sha256 = $4
where p.project_id = $1 and (select project_allows($1, $2, $3))

-- name: list_organisation_members
select a.account_id, a.email, a.name, m.role, false as expert
from organisation_member m
join account a on a.account_id = m.account_id
where m.organisation_id = $1 and (select organisation_allows($1, $2, 1))
order by m.role desc, lower(a.name), a.account_id

-- name: lock_organisation
-- Changes of members wait for each other, so that two last owners cannot leave at once.
select o.organisation_id
from organisation o
where o.organisation_id = $1
for update

-- name: count_other_owners
select count(*) as others
from organisation_member m
where m.organisation_id = $1 and m.account_id <> $2 and m.role = 4

-- name: set_organisation_member
insert into organisation_member (organisation_id, account_id, role)
select $1, a.account_id, $4::smallint
from account a
where a.email = $3 and (select organisation_allows($1, $2, 4))
on conflict (organisation_id, account_id) do update set role = excluded.role

-- name: remove_organisation_member
delete from organisation_member
where organisation_id = $1 and account_id = $3 and (select organisation_allows($1, $2, 4))
