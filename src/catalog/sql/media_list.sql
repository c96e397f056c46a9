-- $1 project, $2 account that looks (NULL: the system), $3 least role.
-- What is asked for is written once, as parts, of which a query includes what it needs (queries.h); how it is bound:
-- filter_params.h. Values are known when a query is planned: what is not asked for drops out.

-- name: in_deployments (part)
-- $4: of these deployments (NULL: all). Of one, so that the planner knows which.
($4::uuid[] is null or case when cardinality($4::uuid[]) = 1 then m.deployment_id = ($4::uuid[])[1] else m.deployment_id = any ($4::uuid[]) end)

-- name: media_passes (part)
-- Media m of which is asked what is to be seen, or who answered. Those that are withheld never pass: who asks would learn
-- what they show. Traits and what stands beside them in the indexes media_walk and media_event_walk cost no look at the row.
-- $7 traits, one of which it has (passing_traits): as values, so that the planner knows how many media that are, and finds
-- a few by media_traits. $8 names, one of which an observation bears (of the type $9); $10 to $11 score; $12 to $13 minute of
-- the day, over midnight where $13 is no later; $14 models, $15 accounts that answered; $16 without what a machine called
-- blank by then and nobody answered; $17 tags, one of which an observation bears.
{{in_deployments}}
  and m.traits = any ($7::integer[])
  and (cardinality($8::text[]) = 0 or m.media_id in (
        select o.media_id from observation o
        where o.project_id = $1 and o.scientific_name = any ($8::text[]) and ($9::text is null or o.observation_type = $9)))
  and ($10::real is null or m.score >= $10::real)
  and ($11::real is null or m.score <= $11::real)
  and ($12::integer is null or case when $12::integer < $13::integer then m.local_minute >= $12 and m.local_minute < $13
                                    else m.local_minute >= $12 or m.local_minute < $13 end)
  and (cardinality($14::text[]) = 0 or m.models && $14::text[])
  and (cardinality($15::uuid[]) = 0 or m.reviewers && $15::uuid[])
  and ($16::timestamptz is null or not (m.consensus in ('machine', 'accepted') and m.seen = array['blank'] and coalesce(m.classified_at <= $16, false)))
  and (cardinality($17::text[]) = 0 or m.media_id in (
        select o.media_id from observation o where o.project_id = $1 and o.tags && $17::text[] and o.tags <> '{}'))

-- name: passing_traits
-- Of all combinations of traits that media of the project have (a few dozen, each found by one step in an index), those with
-- all of $4, none of $5, one of $6, and nothing that is withheld.
with recursive had as (
    (select m.traits from media m where m.project_id = $1 order by m.traits limit 1)
    union all
    select (select m.traits from media m where m.project_id = $1 and m.traits > h.traits order by m.traits limit 1)
    from had h
    where h.traits is not null)
select h.traits
from had h
where h.traits is not null and (select project_allows($1, $2, $3))
  and h.traits & (select trait_bits(withheld_types($1, $2))) = 0
  and h.traits & trait_bits($4::text[]) = trait_bits($4::text[])
  and h.traits & trait_bits($5::text[]) = 0
  and (cardinality($6::text[]) = 0 or h.traits & trait_bits($6::text[]) > 0)

-- name: taken_between (part)
-- $5 and $6: taken at or after, and before. Media without a time then fall out.
(($5::timestamptz is null and $6::timestamptz is null) or m.captured_at is not null)
  and ($5::timestamptz is null or coalesce(m.captured_at, 'infinity'::timestamptz) >= $5)
  and ($6::timestamptz is null or coalesce(m.captured_at, 'infinity'::timestamptz) < $6)

-- name: deployments_at
-- $4 sample points, $5 areas: those at one of them.
select d.deployment_id
from deployment d
join location l on l.project_id = d.project_id and l.location_id = d.location_id
where d.project_id = $1 and (select project_allows($1, $2, $3))
  and (cardinality($4::uuid[]) = 0 or l.location_id = any ($4::uuid[]))
  and (cardinality($5::uuid[]) = 0 or l.area_id = any ($5::uuid[]))

-- name: list_all_media
-- Media that are withheld stand in it, without what they show (read_media).
-- $7 and $8 the row before (time 'infinity' where it has none), $9 how many.
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
  and {{in_deployments}}
  and {{taken_between}}
  and ($7::timestamptz is null or (coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id) > ($7, $8::uuid))
order by coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id
limit $9

-- name: list_media
-- $18 and $19 the row before (time 'infinity' where it has none), $20 how many.
with page as materialized (
    select m.media_id
    from media m
    where m.project_id = $1 and (select project_allows($1, $2, $3))
      and {{media_passes}}
      and {{taken_between}}
      and ($18::timestamptz is null or (coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id) > ($18, $19::uuid))
    order by coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id
    limit $20)
select m.media_id, m.deployment_id, m.upload_id, m.sha256, m.bytes, m.file_path, m.file_name, m.file_modified_at,
       m.file_mediatype, m.kind, m.state, m.problem_code, m.problem_detail, m.width, m.height, m.duration_s,
       m.frame_rate, m.camera_time, m.camera_time_source, m.captured_at, m.make, m.model, m.serial, m.temperature_c,
       m.sequence_number, m.sequence_total, m.warnings, m.has_renditions, m.event_id, m.consensus, m.classified_at,
       m.favorite, m.created_at, m.playback, m.playback_detail, d.location_id, l.name as location_name, d.time_zone,
       media_privacy(m.seen, (select withheld_types($1, $2)), (select private_types($1))) as privacy
from page p
join media m on m.project_id = $1 and m.media_id = p.media_id
join deployment d on d.project_id = m.project_id and d.deployment_id = m.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
order by coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id

-- name: count_media
select count(*) as total
from media m
where m.project_id = $1 and (select project_allows($1, $2, $3))
  and {{media_passes}}
  and {{taken_between}}

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
