-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: photos_to_compare
-- $4 deployment, $5 the model under whose name the answers stand. A file's own date is no clock of the camera.
select m.media_id, m.sha256, m.light, m.motion_tried as tried,
       case when m.camera_time_source in ('exif', 'container') then m.camera_time end as camera_time,
       exists (select 1 from answer a
               where a.project_id = m.project_id and a.media_id = m.media_id and a.model = $5) as told
from media m
where m.project_id = $1 and m.deployment_id = $4 and m.state = 'ready' and m.kind = 'image'
  and (select project_allows($1, $2, $3))
order by coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id

-- name: note_compared
update media m set motion_tried = true
where m.project_id = $1 and m.media_id = any ($4::uuid[]) and not m.motion_tried and (select project_allows($1, $2, $3))

-- name: enqueue_never_looked_at
-- $1 kind of job, $2 priority. Of the whole service.
insert into job (job_id, project_id, kind, subject, priority)
select gen_random_uuid(), d.project_id, $1, d.deployment_id::text, $2
from (select distinct m.project_id, m.deployment_id
      from media m
      where m.state = 'ready' and m.kind = 'image' and m.classified_at is null and not m.motion_tried) d
on conflict (kind, project_id, subject) where state = 'queued' do nothing
