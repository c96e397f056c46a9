-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: create_area
insert into area (project_id, area_id, name, geometry)
select $1, $4, $5, $6::jsonb
where (select project_allows($1, $2, $3)) and exists (select 1 from project p where p.project_id = $1)

-- name: list_areas
select a.area_id, a.name, a.geometry,
       (select count(*) from location l where l.project_id = a.project_id and l.area_id = a.area_id) as locations
from area a
where a.project_id = $1 and (select project_allows($1, $2, $3))
order by a.name

-- name: area_by_id
select a.area_id, a.name, a.geometry,
       (select count(*) from location l where l.project_id = a.project_id and l.area_id = a.area_id) as locations
from area a
where a.project_id = $1 and a.area_id = $4 and (select project_allows($1, $2, $3))

-- name: update_area
update area set name = $5, geometry = $6::jsonb
where project_id = $1 and area_id = $4 and (select project_allows($1, $2, $3))

-- name: delete_area
delete from area
where project_id = $1 and area_id = $4 and (select project_allows($1, $2, $3))
