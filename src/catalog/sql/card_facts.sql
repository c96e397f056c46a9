-- $1 project, $2 account that looks (NULL: the system), $3 least role, $4 upload.

-- name: card_facts
select f.path, f.state, f.problem_detail,
       coalesce(case when m.upload_id = f.upload_id then m.deployment_id end, g.deployment_id, u.deployment_id) as deployment_id,
       coalesce(m.state, '') as media_state, coalesce(m.problem_detail, '') as media_problem, coalesce(m.kind, '') as kind,
       m.camera_time, coalesce(m.camera_time_source, '') as camera_time_source, m.captured_at, coalesce(m.make, '') as make,
       coalesce(m.model, '') as model, coalesce(m.serial, '') as serial, m.upload_id as media_upload_id,
       m.latitude, m.longitude
from upload_file f
join upload u on u.project_id = f.project_id and u.upload_id = f.upload_id
left join upload_folder g on g.project_id = f.project_id and g.upload_id = f.upload_id and g.folder = f.mapped_folder
left join media m on m.project_id = f.project_id and m.media_id = f.media_id
where f.project_id = $1 and f.upload_id = $4 and (select project_allows($1, $2, $3))
order by f.path

-- name: cards_with_same_bytes
select u.upload_id, u.name, coalesce(min(l.name), '') as location_name
from upload_file f
join media m on m.project_id = f.project_id and m.media_id = f.media_id
join upload u on u.project_id = m.project_id and u.upload_id = m.upload_id
join deployment d on d.project_id = m.project_id and d.deployment_id = m.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
where f.project_id = $1 and f.upload_id = $4 and f.state = 'duplicate' and m.upload_id <> $4
  and (select project_allows($1, $2, $3))
group by u.upload_id, u.name, u.created_at
order by u.created_at, u.upload_id

-- name: last_cameras
-- $5 sample points. Of each the newest earlier card of which a file names its camera.
select distinct on (d.location_id) d.location_id, u.upload_id, u.name, c.make, c.model, c.serial
from upload u
left join upload_folder g on g.project_id = u.project_id and g.upload_id = u.upload_id
join deployment d on d.project_id = u.project_id and d.deployment_id = coalesce(g.deployment_id, u.deployment_id)
cross join lateral (
    select m.make, m.model, m.serial
    from upload_file f
    join media m on m.project_id = f.project_id and m.media_id = f.media_id
    where f.project_id = u.project_id and f.upload_id = u.upload_id and (g.folder is null or f.mapped_folder = g.folder)
      and m.upload_id = u.upload_id and (m.serial <> '' or m.model <> '')
    order by f.path desc
    limit 1) c
where u.project_id = $1 and u.upload_id <> $4 and d.location_id = any ($5::uuid[])
  and u.created_at < (select own.created_at from upload own where own.project_id = $1 and own.upload_id = $4)
  and (select project_allows($1, $2, $3))
order by d.location_id, u.created_at desc, u.upload_id desc, g.folder desc

-- name: confirm_card
update upload
set confirmed_by = case when confirmed_at is null then $2 else confirmed_by end, confirmed_at = coalesce(confirmed_at, now())
where project_id = $1 and upload_id = $4 and (select project_allows($1, $2, $3))

-- name: deployments_of_card
-- $5 mapped folder, or NULL.
select distinct m.deployment_id
from upload_file f
join media m on m.project_id = f.project_id and m.media_id = f.media_id
where f.project_id = $1 and f.upload_id = $4 and m.upload_id = $4 and ($5::text is null or f.mapped_folder = $5)
  and (select project_allows($1, $2, $3))
order by m.deployment_id

-- name: unread_of_card
-- $5 mapped folder, or NULL.
select count(*) as unread
from upload_file f
join media m on m.project_id = f.project_id and m.media_id = f.media_id
where f.project_id = $1 and f.upload_id = $4 and m.upload_id = $4 and m.state = 'received'
  and ($5::text is null or f.mapped_folder = $5) and (select project_allows($1, $2, $3))

-- name: aim_card
-- $5 deployment. All of the card belongs there from now on.
with folders as (
    delete from upload_folder g
    where g.project_id = $1 and g.upload_id = $4 and (select project_allows($1, $2, $3))
)
update upload u set deployment_id = $5, confirmed_at = null, confirmed_by = null
where u.project_id = $1 and u.upload_id = $4 and (select project_allows($1, $2, $3))

-- name: aim_folder
-- $5 deployment, $6 mapped folder
with folder as (
    update upload_folder g set deployment_id = $5
    where g.project_id = $1 and g.upload_id = $4 and g.folder = $6 and (select project_allows($1, $2, $3))
    returning g.upload_id
)
update upload u set confirmed_at = null, confirmed_by = null
from folder
where u.project_id = $1 and u.upload_id = folder.upload_id

-- name: move_card_media
-- $5 mapped folder, or NULL, $6 deployment
with moved as (
    update media m set deployment_id = $6, event_id = null, event_start = null
    from upload_file f
    where m.project_id = $1 and m.upload_id = $4 and f.project_id = $1 and f.upload_id = $4 and f.media_id = m.media_id
      and ($5::text is null or f.mapped_folder = $5) and m.deployment_id <> $6 and (select project_allows($1, $2, $3))
    returning m.media_id
), seen as (
    update observation o set deployment_id = $6
    from moved
    where o.project_id = $1 and o.media_id = moved.media_id
)
select count(*) as moved from moved

-- name: await_media_writers
lock table media in share mode
