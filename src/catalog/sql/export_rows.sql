-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: each_media
select m.media_id, m.deployment_id, m.upload_id, m.sha256, m.bytes, m.file_path, m.file_name, m.file_modified_at,
       m.file_mediatype, m.kind, m.state, m.problem_code, m.problem_detail, m.width, m.height, m.duration_s,
       m.frame_rate, m.camera_time, m.camera_time_source, m.captured_at, m.make, m.model, m.serial, m.temperature_c,
       m.sequence_number, m.sequence_total, m.warnings, m.has_renditions, m.event_id, m.consensus, m.classified_at,
       m.favorite, m.created_at, m.playback, m.playback_detail, d.location_id, l.name as location_name, d.time_zone, m.exif,
       media_privacy(m.seen, (select withheld_types($1, $2)), (select private_types($1))) as privacy
from media m
join deployment d on d.project_id = m.project_id and d.deployment_id = m.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
where m.project_id = $1 and (select project_allows($1, $2, $3)) and m.state = 'ready' and m.captured_at is not null
  and d.deployment_start is not null and not (m.seen && (select withheld_types($1, $2)))
order by m.deployment_id, coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id

-- name: each_observation
select o.observation_id, o.media_id, o.deployment_id, o.ordinal, o.observation_type, o.scientific_name, o.count,
       o.life_stage, o.sex, o.behavior, o.bbox_x, o.bbox_y, o.bbox_width, o.bbox_height, o.second, o.first_second, o.last_second,
       o.classification_method, o.classified_by, o.classified_at, o.probability, o.taxon_probability, o.told_as,
       o.camera_setup_type, o.individual_id, o.individual_position_radius, o.individual_position_angle, o.individual_speed, o.tags,
       o.comments, o.custom_fields, coalesce(i.name, '') as individual_name, m.event_id, m.captured_at,
       e.event_start, e.event_end, l.name as location_name, d.time_zone
from observation o
join media m on m.project_id = o.project_id and m.media_id = o.media_id
join deployment d on d.project_id = m.project_id and d.deployment_id = m.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
left join event e on e.project_id = m.project_id and e.event_id = m.event_id
left join individual i on i.project_id = o.project_id and i.individual_id = o.individual_id
where o.project_id = $1 and m.project_id = $1 and (select project_allows($1, $2, $3)) and m.state = 'ready' and m.captured_at is not null
  and d.deployment_start is not null and not (m.seen && (select withheld_types($1, $2)))
order by m.deployment_id, coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id, o.ordinal

-- name: each_media_path
-- All photos and videos with where they lay: for finding media by a path.
select m.media_id, m.file_path, m.state, m.kind, coalesce(u.name, '') as upload_name, l.name as location_name
from media m
join deployment d on d.project_id = m.project_id and d.deployment_id = m.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
left join upload u on u.project_id = m.project_id and u.upload_id = m.upload_id
where m.project_id = $1 and (select project_allows($1, $2, $3)) and m.kind in ('image', 'video')
order by m.media_id

-- name: each_looked_at
-- What machines looked at or could not read, of one deployment where $4 is given, by place and path.
select m.media_id, m.upload_id, m.file_path, m.state, m.kind, m.problem_detail, m.frame_rate,
       coalesce(u.name, '') as upload_name, l.name as location_name
from media m
join deployment d on d.project_id = m.project_id and d.deployment_id = m.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
left join upload u on u.project_id = m.project_id and u.upload_id = m.upload_id
where m.project_id = $1 and (select project_allows($1, $2, $3)) and m.kind in ('image', 'video')
  and (m.classified_at is not null or m.state = 'unreadable') and ($4::uuid is null or m.deployment_id = $4)
  and not (m.seen && (select withheld_types($1, $2)))
order by l.name collate "C", coalesce(u.name, '') collate "C", m.file_path collate "C", m.media_id
