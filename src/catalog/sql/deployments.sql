-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: create_deployment
insert into deployment (project_id, deployment_id, location_id, name, camera_id, camera_model, deployment_start,
                        deployment_end, bounds_from_media, time_zone, bait_use, comments)
select $1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
where (select project_allows($1, $2, $3)) and exists (select 1 from project p where p.project_id = $1)

-- name: list_deployments
select d.deployment_id, d.location_id, d.name, d.camera_id, d.camera_model, d.deployment_start, d.deployment_end,
       d.bounds_from_media, d.time_zone, d.bait_use, d.comments,
       l.name as location_name, l.latitude, l.longitude, l.coordinate_uncertainty, l.habitat,
       coalesce(m.media, 0) as media
from deployment d
join location l on l.project_id = d.project_id and l.location_id = d.location_id
left join (
    select x.deployment_id, count(*) as media
    from media x
    where x.project_id = $1
    group by x.deployment_id) m on m.deployment_id = d.deployment_id
where d.project_id = $1 and (select project_allows($1, $2, $3))
order by l.name, d.deployment_start, d.deployment_id

-- name: deployment_by_id
select d.deployment_id, d.location_id, d.name, d.camera_id, d.camera_model, d.deployment_start, d.deployment_end,
       d.bounds_from_media, d.time_zone, d.bait_use, d.comments,
       l.name as location_name, l.latitude, l.longitude, l.coordinate_uncertainty, l.habitat,
       (select count(*) from media x
        where x.project_id = d.project_id and x.deployment_id = d.deployment_id) as media
from deployment d
join location l on l.project_id = d.project_id and l.location_id = d.location_id
where d.project_id = $1 and d.deployment_id = $4 and (select project_allows($1, $2, $3))

-- name: update_deployment
update deployment
set location_id = $5, name = $6, camera_id = $7, camera_model = $8, deployment_start = $9, deployment_end = $10,
    bounds_from_media = $11, time_zone = $12, bait_use = $13, comments = $14
where project_id = $1 and deployment_id = $4 and (select project_allows($1, $2, $3))

-- name: delete_deployment
delete from deployment
where project_id = $1 and deployment_id = $4 and (select project_allows($1, $2, $3))

-- name: follow_media_bounds
update deployment d
set deployment_start = b.first, deployment_end = b.last
from (select coalesce(min(m.captured_at) filter (where m.camera_time_source <> 'file'), min(m.captured_at)) as first,
             coalesce(max(m.captured_at + make_interval(secs => coalesce(m.duration_s, 0)))
                          filter (where m.camera_time_source <> 'file'),
                      max(m.captured_at + make_interval(secs => coalesce(m.duration_s, 0)))) as last
      from media m
      where m.project_id = $1 and m.deployment_id = $4 and m.state = 'ready') b
where d.project_id = $1 and d.deployment_id = $4 and d.bounds_from_media and (select project_allows($1, $2, $3))
  and (d.deployment_start, d.deployment_end) is distinct from (b.first, b.last)

-- name: lock_deployment
select d.deployment_id
from deployment d
where d.project_id = $1 and d.deployment_id = $4 and (select project_allows($1, $2, $3))
for update

-- name: each_deployment
select d.deployment_id, d.location_id, d.name, d.camera_id, d.camera_model, d.deployment_start,
       coalesce(d.deployment_end, greatest(d.deployment_start, last.captured_at)) as deployment_end,
       d.bounds_from_media, d.time_zone, d.bait_use,
       case when d.deployment_end is null
            then concat_ws('; ', nullif(d.comments, ''), 'the camera was still out: deploymentEnd is the time of its last file')
            else d.comments end as comments,
       l.name as location_name, l.latitude, l.longitude, l.coordinate_uncertainty, l.habitat, 0 as media
from deployment d
join location l on l.project_id = d.project_id and l.location_id = d.location_id
left join lateral (select max(m.captured_at) as captured_at
                   from media m
                   where m.project_id = d.project_id and m.deployment_id = d.deployment_id and m.state = 'ready') last on true
where d.project_id = $1 and (select project_allows($1, $2, $3))
  and d.deployment_start is not null and (d.deployment_end is not null or last.captured_at is not null)
order by l.name, d.deployment_start, d.deployment_id
