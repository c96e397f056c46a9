-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: media_times
select m.media_id, m.camera_time, m.camera_time_source, m.captured_at, m.duration_s, m.event_id, m.light
from media m
where m.project_id = $1 and m.deployment_id = $4 and m.state = 'ready' and (select project_allows($1, $2, $3))
order by coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id

-- name: set_captured_at
update media m set captured_at = x.captured_at
from unnest($4::uuid[], $5::timestamptz[]) as x (media_id, captured_at)
where m.project_id = $1 and m.media_id = x.media_id and (select project_allows($1, $2, $3))
  and m.captured_at is distinct from x.captured_at
