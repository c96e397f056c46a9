-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: lock_unready (kept)
-- In the order of lock_media. Whoever waited for the one who reads the same media sees that it is ready.
select m.media_id
from media m
where m.project_id = $1 and m.media_id = any ((select $4::uuid[])::uuid[]) and m.state <> 'ready'
  and (select project_allows($1, $2, $3))
order by m.media_id
for no key update

-- name: set_facts (kept)
-- Of several media; each parameter from $4 on is a column.
update media m
set state = 'ready', problem_code = '', problem_detail = '', file_mediatype = f.file_mediatype, kind = f.kind,
    width = f.width, height = f.height, duration_s = f.duration_s, frame_rate = f.frame_rate, camera_time = f.camera_time,
    camera_time_source = f.camera_time_source, captured_at = f.captured_at, make = f.make, model = f.model,
    serial = f.serial, temperature_c = f.temperature_c, sequence_number = f.sequence_number,
    sequence_total = f.sequence_total, warnings = f.warnings::text[], has_renditions = f.has_renditions,
    exif = nullif(f.exif, '')::jsonb, light = f.light, latitude = f.latitude, longitude = f.longitude,
    brightness = f.brightness, contrast = f.contrast, view_signature = f.view_signature, battery_v = f.battery_v
from unnest($4::uuid[], $5::text[], $6::text[], $7::integer[], $8::integer[], $9::double precision[],
            $10::double precision[], $11::timestamp[], $12::text[], $13::timestamptz[], $14::text[], $15::text[],
            $16::text[], $17::double precision[], $18::integer[], $19::integer[], $20::text[], $21::boolean[],
            $22::text[], $23::text[], $24::double precision[], $25::double precision[], $26::real[], $27::real[],
            $28::bytea[], $29::real[])
     as f (media_id, file_mediatype, kind, width, height, duration_s, frame_rate, camera_time, camera_time_source,
           captured_at, make, model, serial, temperature_c, sequence_number, sequence_total, warnings, has_renditions,
           exif, light, latitude, longitude, brightness, contrast, view_signature, battery_v)
where m.project_id = $1 and m.media_id = f.media_id and (select project_allows($1, $2, $3))

-- name: set_unreadable
update media
set state = 'unreadable', problem_code = $5, problem_detail = $6, file_mediatype = $7, kind = $8, width = $9,
    height = $10, camera_time = $11, camera_time_source = $12, captured_at = $13, warnings = $14,
    has_renditions = $15
where project_id = $1 and media_id = $4 and (select project_allows($1, $2, $3))

-- name: set_playback
update media set playback = $5, playback_detail = $6
where project_id = $1 and media_id = $4 and (select project_allows($1, $2, $3))

-- name: media_with_proxies
-- Of all projects, for the system alone. $1 and $2 the row before, $3 how many.
select m.project_id, m.media_id, m.sha256, m.playback
from media m
where m.playback in ('proxy', 'pending') and (m.project_id, m.media_id) > ($1::uuid, $2::uuid)
order by m.project_id, m.media_id
limit $3

-- name: set_favorite
update media set favorite = $5
where project_id = $1 and media_id = any ($4::uuid[]) and (select project_allows($1, $2, $3))

-- name: media_by_ids (kept)
-- How many there are is hidden from the planner, which would plan anew each time for fewer than it expects.
select m.media_id, m.deployment_id, m.upload_id, m.sha256, m.bytes, m.file_path, m.file_name, m.file_modified_at,
       m.file_mediatype, m.kind, m.state, m.problem_code, m.problem_detail, m.width, m.height, m.duration_s,
       m.frame_rate, m.camera_time, m.camera_time_source, m.captured_at, m.make, m.model, m.serial, m.temperature_c,
       m.sequence_number, m.sequence_total, m.warnings, m.has_renditions, m.event_id, m.consensus, m.classified_at,
       m.favorite, m.created_at, m.playback, m.playback_detail, d.location_id, l.name as location_name, d.time_zone,
       media_privacy(m.seen, (select withheld_types($1, $2)), (select private_types($1))) as privacy
from media m
join deployment d on d.project_id = m.project_id and d.deployment_id = m.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
where m.project_id = $1 and m.media_id = any ((select $4::uuid[])::uuid[]) and (select project_allows($1, $2, $3))
order by coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id

-- name: exif_of
select m.exif
from media m
where m.project_id = $1 and m.media_id = $4 and (select project_allows($1, $2, $3))

-- name: find_media_by_id
-- Media are found by project; there are few projects to ask.
select m.project_id, m.media_id
from project p
join media m on m.project_id = p.project_id and m.media_id = $1
where project_allows(p.project_id, $2, 1)

-- name: find_media_by_sha256
select m.project_id, m.media_id
from media m
where m.sha256 = $1 and project_allows(m.project_id, $2, 1)
order by m.created_at, m.media_id
limit 1

-- name: unclassified_media
select m.media_id
from media m
where m.project_id = $1 and m.state = 'ready' and m.classified_at is null and m.kind in ('image', 'video')
  and (select project_allows($1, $2, $3))
order by m.media_id
limit $4
