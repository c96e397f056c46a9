-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: create_location
insert into location (project_id, location_id, area_id, name, latitude, longitude, coordinate_uncertainty, habitat)
select $1, $4, $5, $6, $7, $8, $9, $10
where (select project_allows($1, $2, $3)) and exists (select 1 from project p where p.project_id = $1)

-- name: list_locations
select l.location_id, l.area_id, l.name, l.latitude, l.longitude, l.coordinate_uncertainty, l.habitat,
       coalesce(c.deployments, 0) as deployments, coalesce(c.media, 0) as media
from location l
left join (
    select d.location_id, count(*) as deployments, sum(coalesce(m.media, 0))::bigint as media
    from deployment d
    left join (
        select x.deployment_id, count(*) as media
        from media x
        where x.project_id = $1
        group by x.deployment_id) m on m.deployment_id = d.deployment_id
    where d.project_id = $1
    group by d.location_id) c on c.location_id = l.location_id
where l.project_id = $1 and (select project_allows($1, $2, $3))
order by l.name

-- name: location_by_id
select l.location_id, l.area_id, l.name, l.latitude, l.longitude, l.coordinate_uncertainty, l.habitat,
       (select count(*) from deployment d
        where d.project_id = l.project_id and d.location_id = l.location_id) as deployments,
       (select count(*) from deployment d
        join media m on m.project_id = d.project_id and m.deployment_id = d.deployment_id
        where d.project_id = l.project_id and d.location_id = l.location_id) as media
from location l
where l.project_id = $1 and l.location_id = $4 and (select project_allows($1, $2, $3))

-- name: update_location
update location
set area_id = $5, name = $6, latitude = $7, longitude = $8, coordinate_uncertainty = $9, habitat = $10
where project_id = $1 and location_id = $4 and (select project_allows($1, $2, $3))

-- name: delete_location
delete from location
where project_id = $1 and location_id = $4 and (select project_allows($1, $2, $3))
