-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: moment_of_transaction
select now() as moment

-- name: record_export
insert into export (project_id, export_id, account_id, format, made_at, deployment_id)
select $1, $4, $2, $5, $6, $7
where (select project_allows($1, $2, $3))

-- name: exports_since
select e.export_id, coalesce(a.name, '') as account_name, e.format, e.made_at, e.deployment_id,
       coalesce(l.name, '') as location_name
from export e
left join account a on a.account_id = e.account_id
left join deployment d on d.project_id = $1 and d.deployment_id = e.deployment_id
left join location l on l.project_id = $1 and l.location_id = d.location_id
where e.project_id = $1 and e.made_at >= $4 and (e.deployment_id is null or e.deployment_id = $5)
  and (select project_allows($1, $2, $3))
order by e.made_at, e.export_id

-- name: list_exports
-- $4 how many.
select e.export_id, coalesce(a.name, '') as account_name, e.format, e.made_at, e.deployment_id,
       coalesce(l.name, '') as location_name
from export e
left join account a on a.account_id = e.account_id
left join deployment d on d.project_id = $1 and d.deployment_id = e.deployment_id
left join location l on l.project_id = $1 and l.location_id = d.location_id
where e.project_id = $1 and (select project_allows($1, $2, $3))
order by e.made_at desc, e.export_id desc
limit $4
