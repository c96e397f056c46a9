-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: write_observations (kept)
-- The n-th observation of a media keeps its id; where nothing is new the row is not written. Each bears the name that
-- it was told by: its event may name it anew (name_by_event).
insert into observation (project_id, observation_id, media_id, deployment_id, ordinal, observation_type,
                         scientific_name, count, life_stage, sex, behavior, bbox_x, bbox_y, bbox_width, bbox_height,
                         second, first_second, last_second, classification_method, classified_by, classified_at,
                         probability, taxon_probability, camera_setup_type, individual_id,
                         individual_position_radius, individual_position_angle, individual_speed, tags, comments,
                         custom_fields)
select $1, x.observation_id, m.media_id, m.deployment_id, x.ordinal, x.observation_type, x.scientific_name, x.count,
       x.life_stage, x.sex, x.behavior, x.bbox_x, x.bbox_y, x.bbox_width, x.bbox_height, x.second,
       x.first_second, x.last_second, x.classification_method, x.classified_by, x.classified_at, x.probability,
       x.taxon_probability, x.camera_setup_type, x.individual_id, x.individual_position_radius,
       x.individual_position_angle, x.individual_speed, x.tags::text[], x.comments, x.custom_fields::jsonb
from unnest($4::uuid[], $5::uuid[], $6::integer[], $7::text[], $8::text[], $9::integer[], $10::text[], $11::text[],
            $12::text[], $13::double precision[], $14::double precision[], $15::double precision[],
            $16::double precision[], $17::double precision[], $18::double precision[], $19::double precision[],
            $20::text[], $21::text[], $22::timestamptz[], $23::double precision[], $24::double precision[],
            $25::text[], $26::uuid[], $27::double precision[], $28::double precision[], $29::double precision[],
            $30::text[], $31::text[], $32::text[])
     as x (observation_id, media_id, ordinal, observation_type, scientific_name, count, life_stage, sex, behavior,
           bbox_x, bbox_y, bbox_width, bbox_height, second, first_second, last_second, classification_method,
           classified_by, classified_at, probability,
           taxon_probability, camera_setup_type, individual_id, individual_position_radius, individual_position_angle,
           individual_speed, tags, comments, custom_fields)
join media m on m.project_id = $1 and m.media_id = x.media_id
where (select project_allows($1, $2, $3))
on conflict (project_id, media_id, ordinal) do update
set deployment_id = excluded.deployment_id, observation_type = excluded.observation_type,
    scientific_name = excluded.scientific_name,
    count = excluded.count,
    life_stage = excluded.life_stage,
    sex = excluded.sex,
    behavior = excluded.behavior,
    bbox_x = excluded.bbox_x,
    bbox_y = excluded.bbox_y,
    bbox_width = excluded.bbox_width,
    bbox_height = excluded.bbox_height,
    second = excluded.second,
    first_second = excluded.first_second,
    last_second = excluded.last_second,
    classification_method = excluded.classification_method,
    classified_by = excluded.classified_by,
    classified_at = excluded.classified_at,
    probability = excluded.probability,
    taxon_probability = excluded.taxon_probability,
    camera_setup_type = excluded.camera_setup_type,
    individual_id = excluded.individual_id,
    individual_position_radius = excluded.individual_position_radius,
    individual_position_angle = excluded.individual_position_angle,
    individual_speed = excluded.individual_speed,
    tags = excluded.tags,
    comments = excluded.comments,
    custom_fields = excluded.custom_fields,
    told_as = null
where (observation.deployment_id, observation.observation_type, observation.scientific_name, observation.count, observation.life_stage, observation.sex, observation.behavior, observation.bbox_x, observation.bbox_y, observation.bbox_width, observation.bbox_height, observation.second, observation.first_second, observation.last_second, observation.classification_method, observation.classified_by, observation.classified_at, observation.probability, observation.taxon_probability, observation.camera_setup_type, observation.individual_id, observation.individual_position_radius, observation.individual_position_angle, observation.individual_speed, observation.tags, observation.comments, observation.custom_fields, observation.told_as)
      is distinct from (excluded.deployment_id, excluded.observation_type, excluded.scientific_name, excluded.count, excluded.life_stage, excluded.sex, excluded.behavior, excluded.bbox_x, excluded.bbox_y, excluded.bbox_width, excluded.bbox_height, excluded.second, excluded.first_second, excluded.last_second, excluded.classification_method, excluded.classified_by, excluded.classified_at, excluded.probability, excluded.taxon_probability, excluded.camera_setup_type, excluded.individual_id, excluded.individual_position_radius, excluded.individual_position_angle, excluded.individual_speed, excluded.tags, excluded.comments, excluded.custom_fields, null)

-- name: delete_surplus_observations (kept)
delete from observation o
using unnest($4::uuid[], $5::integer[]) as x (media_id, count)
where o.project_id = $1 and o.media_id = x.media_id and o.ordinal >= x.count and (select project_allows($1, $2, $3))

-- name: set_consensus (kept)
-- And who says so: the accounts (a hundred at most, for the indexes) and models whose answers were not taken back.
update media m set consensus = x.consensus, seen = x.seen::text[], kept_back = x.kept_back, score = x.score, reviewers = x.reviewers, models = x.models
from (select g.media_id, g.consensus, g.seen, g.kept_back, g.score,
             array(select distinct a.account_id from answer a
                   where a.project_id = $1 and a.media_id = g.media_id and a.account_id is not null and a.retracts is null
                     and not exists (select from answer r where r.project_id = $1 and r.media_id = g.media_id and r.retracts = a.answer_id)
                   order by a.account_id
                   limit 100) as reviewers,
             array(select distinct a.model from answer a
                   where a.project_id = $1 and a.media_id = g.media_id and a.method = 'machine' and a.retracts is null
                     and not exists (select from answer r where r.project_id = $1 and r.media_id = g.media_id and r.retracts = a.answer_id)
                   order by a.model) as models
      from unnest($4::uuid[], $5::text[], $6::text[], $7::boolean[], $8::real[]) as g (media_id, consensus, seen, kept_back, score)) x
where m.project_id = $1 and m.media_id = x.media_id and (select project_allows($1, $2, $3))
  and (m.consensus, m.seen, m.kept_back, m.score, m.reviewers, m.models)
      is distinct from (x.consensus, x.seen::text[], x.kept_back, x.score, x.reviewers, x.models)

-- name: observations_of_media (kept)
-- As of media_by_ids, how many there are is hidden from the planner.
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
where o.project_id = $1 and o.media_id = any ((select $4::uuid[])::uuid[]) and (select project_allows($1, $2, $3))
  and not (m.seen && (select withheld_types($1, $2)))
order by o.media_id, o.ordinal

-- name: list_observations
-- $4 scientific name, $5 $6 $7 the row before, $8 how many.
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
where o.project_id = $1 and m.project_id = $1 and (select project_allows($1, $2, $3)) and not (m.seen && (select withheld_types($1, $2)))
  and ($4::text is null or o.scientific_name = $4)
  and ($5::timestamptz is null or (coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id) >= ($5, $6::uuid))
  and ($5::timestamptz is null or (coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id, o.ordinal) > ($5, $6::uuid, $7::integer))
order by coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id, o.ordinal
limit $8

-- name: used_names
select o.scientific_name, count(distinct o.media_id) as media
from observation o
where o.project_id = $1 and o.scientific_name <> '' and (select project_allows($1, $2, $3))
group by o.scientific_name
order by media desc, o.scientific_name
