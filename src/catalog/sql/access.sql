-- Roles. $1 project or organisation, $2 account (NULL: the system), $3 the system's role.

-- name: role_in_project (kept)
select case when $2::uuid is null then $3::integer else project_role($2, p.project_id) end as role
from project p
where p.project_id = $1

-- name: role_in_organisation
select case when $2::uuid is null then $3::integer else organisation_role($2, o.organisation_id) end as role
from organisation o
where o.organisation_id = $1
