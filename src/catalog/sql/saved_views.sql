-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: saved_views
-- One's own, and those that are shared. $4 one of them (NULL: all).
select v.view_id, v.account_id, a.name as account_name, v.name, v.shared, v.filter, v.sort, v.created_at, v.changed_at
from saved_view v
join account a on a.account_id = v.account_id
where v.project_id = $1 and (select project_allows($1, $2, $3)) and (v.account_id = $2 or v.shared)
  and ($4::uuid is null or v.view_id = $4)
order by lower(v.name), v.name, v.view_id

-- name: save_view
-- $4 id, $5 name, $6 shared, $7 filter, $8 how many one account may have, $9 how it is sorted
insert into saved_view (project_id, view_id, account_id, name, shared, filter, sort)
select $1, $4, $2, $5, $6, $7::jsonb, $9
where (select project_allows($1, $2, $3))
  and (select count(*) from saved_view v where v.project_id = $1 and v.account_id = $2) < $8::bigint

-- name: change_view
-- $4 id, $5 name, $6 shared, $7 filter (each NULL: as it is), $8 whether others' shared ones may be changed, too, $9 how it
-- is sorted (NULL: as it is)
update saved_view v
set name = coalesce($5, v.name), shared = coalesce($6::boolean, v.shared), filter = coalesce($7::jsonb, v.filter),
    sort = coalesce($9, v.sort),
    changed_at = clock_timestamp()
where v.project_id = $1 and v.view_id = $4 and (select project_allows($1, $2, $3))
  and (v.account_id = $2 or ($8::boolean and v.shared))

-- name: delete_view
-- $4 id, $5 whether others' shared ones may be deleted, too
delete from saved_view v
where v.project_id = $1 and v.view_id = $4 and (select project_allows($1, $2, $3))
  and (v.account_id = $2 or ($5::boolean and v.shared))
