-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: taxon_records
-- $4 only what a person answered, $5 scientific name.
select o.media_id, m.deployment_id, d.location_id, o.observation_type, o.scientific_name, m.captured_at,
       m.camera_time_source, d.time_zone, sum(coalesce(o.count, 1))::integer as count, o.classification_method
from observation o
join media m on m.project_id = o.project_id and m.media_id = o.media_id
join deployment d on d.project_id = m.project_id and d.deployment_id = m.deployment_id
where o.project_id = $1 and m.project_id = $1 and (select project_allows($1, $2, $3))
  and o.observation_type = 'animal' and m.captured_at is not null
  and (not $4::boolean or o.classification_method = 'human')
  and ($5::text is null or o.scientific_name = $5)
group by o.media_id, m.deployment_id, d.location_id, o.observation_type, o.scientific_name, m.captured_at,
         m.camera_time_source, d.time_zone, o.classification_method
order by d.location_id, o.scientific_name, m.captured_at, o.media_id

-- name: deployment_spans
select d.deployment_id, d.location_id, d.deployment_start, coalesce(d.deployment_end, last.captured_at) as deployment_end
from deployment d
left join lateral (select max(m.captured_at) as captured_at
                   from media m
                   where m.project_id = d.project_id and m.deployment_id = d.deployment_id and m.state = 'ready') last on true
where d.project_id = $1 and (select project_allows($1, $2, $3))
order by d.location_id, d.deployment_start, d.deployment_id

-- name: unreviewed_media
select count(*) as media
from media m
where m.project_id = $1 and (select project_allows($1, $2, $3)) and m.state = 'ready' and m.consensus in ('none', 'machine')
