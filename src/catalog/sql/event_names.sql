-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: lock_animals_of_events (kept)
-- In the order of lock_media.
select m.media_id
from media m
where m.project_id = $1 and m.event_id = any ($4::uuid[]) and (select project_allows($1, $2, $3))
  and exists (select 1 from observation o
              where o.project_id = $1 and o.media_id = m.media_id and o.observation_type = 'animal')
order by m.media_id
for no key update

-- name: animals_of_events (kept)
-- Of events of up to $5 media, in one order, with the names that they were told by.
select m.event_id, o.media_id, o.ordinal, coalesce(o.told_as, o.scientific_name) as told_as, o.scientific_name,
       o.taxon_probability, o.classification_method
from media m
join event e on e.project_id = m.project_id and e.event_id = m.event_id and e.media_count <= $5
join observation o on o.project_id = m.project_id and o.media_id = m.media_id and o.observation_type = 'animal'
where m.project_id = $1 and m.event_id = any ($4::uuid[]) and (select project_allows($1, $2, $3))
order by m.event_id, o.media_id, o.ordinal

-- name: name_by_event (kept)
update observation o
set scientific_name = x.scientific_name, told_as = x.told_as
from unnest($4::uuid[], $5::integer[], $6::text[], $7::text[]) as x (media_id, ordinal, scientific_name, told_as)
where o.project_id = $1 and o.media_id = x.media_id and o.ordinal = x.ordinal and o.classification_method = 'machine'
  and (select project_allows($1, $2, $3))

-- name: enqueue_event_names (kept)
-- $4 media, $5 kind of job, $6 priority, $7 seconds to wait. One media by itself is named by nothing else, and what
-- people named in no other way: without a machine's animal there is nothing to do.
insert into job (job_id, project_id, kind, subject, priority, run_after)
select gen_random_uuid(), $1, $5, x.event_id::text, $6, now() + make_interval(secs => $7)
from (select distinct m.event_id
      from media m
      join event e on e.project_id = m.project_id and e.event_id = m.event_id and e.media_count > 1
      where m.project_id = $1 and m.media_id = any ($4::uuid[]) and (select project_allows($1, $2, $3))) x
where exists (select
              from media m
              join observation o on o.project_id = m.project_id and o.media_id = m.media_id and o.observation_type = 'animal'
                                    and o.classification_method = 'machine'
              where m.project_id = $1 and m.event_id = x.event_id)
order by x.event_id
on conflict (kind, project_id, subject) where state = 'queued' do nothing
