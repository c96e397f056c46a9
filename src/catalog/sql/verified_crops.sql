-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: each_verified_animal
-- What people say of each animal in the media that they agree on. Where a photo has no box of it, also what the latest
-- machine saw there that holds: not what a run says that is not used, nor what only moved. Of a video what the latest
-- that holds followed; others' predictions follow nothing.
select m.media_id, m.event_id, m.sha256, m.kind, l.location_id, l.name as location_name, o.scientific_name, o.count, o.bbox_x, o.bbox_y,
       o.bbox_width, o.bbox_height, o.second, machine.observations as machine_observations, machine.threshold as machine_threshold,
       machine.tracks as machine_tracks
from media m
join deployment d on d.project_id = m.project_id and d.deployment_id = m.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
join observation o on o.project_id = m.project_id and o.media_id = m.media_id and o.observation_type = 'animal'
left join lateral (
    select case when m.kind = 'image' then a.observations end as observations,
           case when m.kind = 'image' then a.model_details -> 'threshold' end as threshold,
           case when m.kind = 'video' then a.model_details -> 'tracks' end as tracks
    from answer a
    where a.project_id = $1 and a.media_id = m.media_id and a.method = 'machine' and a.retracts is null
      and (m.kind = 'video' and a.model_details ? 'tracks' or m.kind = 'image' and o.bbox_x is null)
      and not stands_beside(a.project_id, a.model_run_id)
      and not exists (select from answer r where r.project_id = $1 and r.media_id = m.media_id and r.retracts = a.answer_id)
    order by a.model like 'motion %', a.answered_at desc, a.answer_id desc
    limit 1) machine on true
where m.project_id = $1 and m.consensus = 'human' and m.state = 'ready' and (select project_allows($1, $2, $3))
order by m.media_id, o.ordinal
