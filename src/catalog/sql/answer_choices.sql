-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: custom_fields
select f.custom_field_id, f.name, f.kind, f.choices, f.retired_at is not null as retired
from custom_field f
where f.project_id = $1 and (select project_allows($1, $2, $3))
order by f.retired_at is not null, f.position, f.custom_field_id

-- name: retire_custom_fields
update custom_field set retired_at = coalesce(retired_at, clock_timestamp())
where project_id = $1 and (select project_allows($1, $2, $3))

-- name: put_custom_fields
-- The kind of a field stays what it was: values were given for it.
insert into custom_field (project_id, custom_field_id, name, kind, choices, position)
select $1, x.custom_field_id, x.name, x.kind, x.choices::text[], x.position
from unnest($4::uuid[], $5::text[], $6::text[], $7::text[]) with ordinality
     as x (custom_field_id, name, kind, choices, position)
where (select project_allows($1, $2, $3))
on conflict (project_id, custom_field_id) do update
set name = excluded.name, choices = excluded.choices, position = excluded.position, retired_at = null

-- name: listed_species
select p.listed_species
from project p
where p.project_id = $1 and (select project_allows($1, $2, $3))

-- name: set_listed_species
update project set listed_species = $4::text[]
where project_id = $1 and (select project_allows($1, $2, $3))
