-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: list_all_media
-- Media that are withheld stand in it, without what they show (read_media); the others leave them out, since who asks what
-- is seen would learn it of them.
-- $4 deployment, $5 location, $6 show, $7 scientific name, $8 from, $9 to, $10 and $11 the row before (time
-- 'infinity' where it has none), $12 how many. $6 and $7 are bound.
select m.media_id, m.deployment_id, m.upload_id, m.sha256, m.bytes, m.file_path, m.file_name, m.file_modified_at,
       m.file_mediatype, m.kind, m.state, m.problem_code, m.problem_detail, m.width, m.height, m.duration_s,
       m.frame_rate, m.camera_time, m.camera_time_source, m.captured_at, m.make, m.model, m.serial, m.temperature_c,
       m.sequence_number, m.sequence_total, m.warnings, m.has_renditions, m.event_id, m.consensus, m.classified_at,
       m.favorite, m.created_at, m.playback, m.playback_detail, d.location_id, l.name as location_name, d.time_zone,
       media_privacy(m.seen, (select withheld_types($1, $2)), (select private_types($1))) as privacy
from media m
join deployment d on d.project_id = m.project_id and d.deployment_id = m.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
where m.project_id = $1 and (select project_allows($1, $2, $3))
  and ($4::uuid is null or m.deployment_id = $4)
  and ($5::uuid is null or m.deployment_id in (
        select x.deployment_id from deployment x where x.project_id = $1 and x.location_id = $5))
  and $6::text = 'all' and $7::text is null
  and (($8::timestamptz is null and $9::timestamptz is null) or m.captured_at is not null)
  and ($8::timestamptz is null or coalesce(m.captured_at, 'infinity'::timestamptz) >= $8)
  and ($9::timestamptz is null or coalesce(m.captured_at, 'infinity'::timestamptz) < $9)
  and ($10::timestamptz is null or (coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id) > ($10, $11::uuid))
order by coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id
limit $12

-- name: list_media
-- $4 deployment, $5 location, $6 show, $7 scientific name, $8 from, $9 to, $10 and $11 the row before (time
-- 'infinity' where it has none), $12 how many, $13 without blanks until then. $6 is a state of media; of observations nothing is asked ($7 is bound, and NULL).
-- Media beside themselves: a few are found through an index alone, many met in the order of the list.
select m.media_id, m.deployment_id, m.upload_id, m.sha256, m.bytes, m.file_path, m.file_name, m.file_modified_at,
       m.file_mediatype, m.kind, m.state, m.problem_code, m.problem_detail, m.width, m.height, m.duration_s,
       m.frame_rate, m.camera_time, m.camera_time_source, m.captured_at, m.make, m.model, m.serial, m.temperature_c,
       m.sequence_number, m.sequence_total, m.warnings, m.has_renditions, m.event_id, m.consensus, m.classified_at,
       m.favorite, m.created_at, m.playback, m.playback_detail, d.location_id, l.name as location_name, d.time_zone,
       media_privacy(m.seen, (select withheld_types($1, $2)), (select private_types($1))) as privacy
from media m
join deployment d on d.project_id = m.project_id and d.deployment_id = m.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
where m.project_id = $1 and (select project_allows($1, $2, $3))
  and ($4::uuid is null or m.deployment_id = $4)
  and ($5::uuid is null or m.deployment_id in (
        select x.deployment_id from deployment x where x.project_id = $1 and x.location_id = $5))
  and $7::text is null and m.media_id in (
        select x.media_id from media x
        where x.project_id = $1 and ($4::uuid is null or x.deployment_id = $4)
          and media_shows($6, x.state, x.consensus, x.seen) and not (x.seen && (select withheld_types($1, $2)))
          and ($13::timestamptz is null or not (x.consensus = 'machine' and x.seen = array['blank'] and coalesce(x.classified_at <= $13, false))))
  and (($8::timestamptz is null and $9::timestamptz is null) or m.captured_at is not null)
  and ($8::timestamptz is null or coalesce(m.captured_at, 'infinity'::timestamptz) >= $8)
  and ($9::timestamptz is null or coalesce(m.captured_at, 'infinity'::timestamptz) < $9)
  and ($10::timestamptz is null or (coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id) > ($10, $11::uuid))
order by coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id
limit $12

-- name: list_media_seen
-- The type is asked of the observation alone: asked of the media as well, the planner would count it twice.
-- Media of which an observation is of the type $6 (or of any type and the media of the state $6; 'all': of any) and of
-- the name $7 (NULL: any). A question of its own, not "$7 is null or exists": only so is a rare species found
-- through its own index. The deployment is the media's; the planner knows what is rare there.
-- $4 deployment, $5 location, $6 show, $7 scientific name, $8 from, $9 to, $10 and $11 the row before (time
-- 'infinity' where it has none), $12 how many.
select m.media_id, m.deployment_id, m.upload_id, m.sha256, m.bytes, m.file_path, m.file_name, m.file_modified_at,
       m.file_mediatype, m.kind, m.state, m.problem_code, m.problem_detail, m.width, m.height, m.duration_s,
       m.frame_rate, m.camera_time, m.camera_time_source, m.captured_at, m.make, m.model, m.serial, m.temperature_c,
       m.sequence_number, m.sequence_total, m.warnings, m.has_renditions, m.event_id, m.consensus, m.classified_at,
       m.favorite, m.created_at, m.playback, m.playback_detail, d.location_id, l.name as location_name, d.time_zone,
       media_privacy(m.seen, (select withheld_types($1, $2)), (select private_types($1))) as privacy
from media m
join deployment d on d.project_id = m.project_id and d.deployment_id = m.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
where m.project_id = $1 and (select project_allows($1, $2, $3))
  and ($4::uuid is null or m.deployment_id = $4)
  and ($5::uuid is null or m.deployment_id in (
        select x.deployment_id from deployment x where x.project_id = $1 and x.location_id = $5))
  and media_shows(case when $6::text in ('animal', 'human', 'vehicle', 'blank', 'unknown') then 'all' else $6 end, m.state, m.consensus, m.seen)
  and not (m.seen && (select withheld_types($1, $2)))
  and m.media_id in (
        select o.media_id from observation o
        where o.project_id = $1 and ($4::uuid is null or o.deployment_id = $4)
          and ($6::text in ('all', 'unreviewed', 'reviewed', 'accepted', 'awaiting', 'unreadable', 'conflict', 'unclassified')
               or o.observation_type = $6)
          and ($7::text is null or o.scientific_name = $7))
  and (($8::timestamptz is null and $9::timestamptz is null) or m.captured_at is not null)
  and ($8::timestamptz is null or coalesce(m.captured_at, 'infinity'::timestamptz) >= $8)
  and ($9::timestamptz is null or coalesce(m.captured_at, 'infinity'::timestamptz) < $9)
  and ($10::timestamptz is null or (coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id) > ($10, $11::uuid))
order by coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id
limit $12

-- name: media_of_events
select m.media_id, m.deployment_id, m.upload_id, m.sha256, m.bytes, m.file_path, m.file_name, m.file_modified_at,
       m.file_mediatype, m.kind, m.state, m.problem_code, m.problem_detail, m.width, m.height, m.duration_s,
       m.frame_rate, m.camera_time, m.camera_time_source, m.captured_at, m.make, m.model, m.serial, m.temperature_c,
       m.sequence_number, m.sequence_total, m.warnings, m.has_renditions, m.event_id, m.consensus, m.classified_at,
       m.favorite, m.created_at, m.playback, m.playback_detail, d.location_id, l.name as location_name, d.time_zone,
       media_privacy(m.seen, (select withheld_types($1, $2)), (select private_types($1))) as privacy
from media m
join deployment d on d.project_id = m.project_id and d.deployment_id = m.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
where m.project_id = $1 and m.event_id = any ($4::uuid[]) and (select project_allows($1, $2, $3))
order by array_position($4::uuid[], m.event_id), coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id
