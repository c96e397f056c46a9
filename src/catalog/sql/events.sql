-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: list_all_events
-- $4 deployment, $5 location, $6 show, $7 scientific name, $8 from, $9 to, $10 and $11 the row before, $12 how many.
-- $6 and $7 are bound, but no media is looked at.
select e.event_id, e.deployment_id, e.event_start, e.event_end, e.media_count, d.location_id, l.name as location_name,
       d.time_zone
from event e
join deployment d on d.project_id = e.project_id and d.deployment_id = e.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
where e.project_id = $1 and (select project_allows($1, $2, $3))
  and ($4::uuid is null or e.deployment_id = $4)
  and ($5::uuid is null or e.deployment_id in (
        select x.deployment_id from deployment x where x.project_id = $1 and x.location_id = $5))
  and ($8::timestamptz is null or e.event_start >= $8)
  and ($9::timestamptz is null or e.event_start < $9)
  and $6::text = 'all' and $7::text is null
  and ($10::timestamptz is null or (e.event_start, e.event_id) > ($10, $11::uuid))
order by e.event_start, e.event_id
limit $12

-- name: list_events
-- $4 deployment, $5 location, $6 show, $7 scientific name, $8 from, $9 to, $10 and $11 the row before, $12 how many.
-- $6 is no observation type (see list_media_seen).
select e.event_id, e.deployment_id, e.event_start, e.event_end, e.media_count, d.location_id, l.name as location_name,
       d.time_zone
from event e
join deployment d on d.project_id = e.project_id and d.deployment_id = e.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
where e.project_id = $1 and (select project_allows($1, $2, $3))
  and ($4::uuid is null or e.deployment_id = $4)
  and ($5::uuid is null or e.deployment_id in (
        select x.deployment_id from deployment x where x.project_id = $1 and x.location_id = $5))
  and ($8::timestamptz is null or e.event_start >= $8)
  and ($9::timestamptz is null or e.event_start < $9)
  and exists (
        select 1 from media m
        where m.project_id = e.project_id and m.event_id = e.event_id
          and case $6::text
            when 'all' then true
            when 'unreviewed' then m.state = 'ready' and m.consensus in ('none', 'machine')
            when 'reviewed' then m.consensus in ('human', 'conflict')
            when 'unreadable' then m.state = 'unreadable'
            when 'conflict' then m.consensus = 'conflict'
            when 'unclassified' then m.state = 'ready' and (m.consensus = 'none' or exists (
                select 1 from observation o
                where o.project_id = m.project_id and o.media_id = m.media_id and o.observation_type = 'unclassified'))
          end
          and ($7::text is null or exists (
                select 1 from observation o
                where o.project_id = m.project_id and o.media_id = m.media_id and o.scientific_name = $7)))
  and ($10::timestamptz is null or (e.event_start, e.event_id) > ($10, $11::uuid))
order by e.event_start, e.event_id
limit $12

-- name: list_events_seen
-- $4 deployment, $5 location, $6 show, $7 scientific name, $8 from, $9 to, $10 and $11 the row before, $12 how many.
-- As list_media_seen.
select e.event_id, e.deployment_id, e.event_start, e.event_end, e.media_count, d.location_id, l.name as location_name,
       d.time_zone
from event e
join deployment d on d.project_id = e.project_id and d.deployment_id = e.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
where e.project_id = $1 and (select project_allows($1, $2, $3))
  and ($4::uuid is null or e.deployment_id = $4)
  and ($5::uuid is null or e.deployment_id in (
        select x.deployment_id from deployment x where x.project_id = $1 and x.location_id = $5))
  and ($8::timestamptz is null or e.event_start >= $8)
  and ($9::timestamptz is null or e.event_start < $9)
  and exists (
        select 1 from media m
        where m.project_id = e.project_id and m.event_id = e.event_id
          and exists (
                select 1 from observation o
                where o.project_id = m.project_id and o.media_id = m.media_id
                  and ($6::text = 'all' or o.observation_type = $6) and ($7::text is null or o.scientific_name = $7)))
  and ($10::timestamptz is null or (e.event_start, e.event_id) > ($10, $11::uuid))
order by e.event_start, e.event_id
limit $12

-- name: count_all_events
-- $6 and $7 are bound, but no media is looked at.
select count(*) as total
from event e
where e.project_id = $1 and (select project_allows($1, $2, $3))
  and ($4::uuid is null or e.deployment_id = $4)
  and ($5::uuid is null or e.deployment_id in (
        select x.deployment_id from deployment x where x.project_id = $1 and x.location_id = $5))
  and ($8::timestamptz is null or e.event_start >= $8)
  and ($9::timestamptz is null or e.event_start < $9)
  and $6::text = 'all' and $7::text is null

-- name: count_events
select count(*) as total
from event e
where e.project_id = $1 and (select project_allows($1, $2, $3))
  and ($4::uuid is null or e.deployment_id = $4)
  and ($5::uuid is null or e.deployment_id in (
        select x.deployment_id from deployment x where x.project_id = $1 and x.location_id = $5))
  and ($8::timestamptz is null or e.event_start >= $8)
  and ($9::timestamptz is null or e.event_start < $9)
  and exists (
        select 1 from media m
        where m.project_id = e.project_id and m.event_id = e.event_id
          and case $6::text
            when 'all' then true
            when 'unreviewed' then m.state = 'ready' and m.consensus in ('none', 'machine')
            when 'reviewed' then m.consensus in ('human', 'conflict')
            when 'unreadable' then m.state = 'unreadable'
            when 'conflict' then m.consensus = 'conflict'
            when 'unclassified' then m.state = 'ready' and (m.consensus = 'none' or exists (
                select 1 from observation o
                where o.project_id = m.project_id and o.media_id = m.media_id and o.observation_type = 'unclassified'))
          end
          and ($7::text is null or exists (
                select 1 from observation o
                where o.project_id = m.project_id and o.media_id = m.media_id and o.scientific_name = $7)))

-- name: count_events_seen
select count(*) as total
from event e
where e.project_id = $1 and (select project_allows($1, $2, $3))
  and ($4::uuid is null or e.deployment_id = $4)
  and ($5::uuid is null or e.deployment_id in (
        select x.deployment_id from deployment x where x.project_id = $1 and x.location_id = $5))
  and ($8::timestamptz is null or e.event_start >= $8)
  and ($9::timestamptz is null or e.event_start < $9)
  and exists (
        select 1 from media m
        where m.project_id = e.project_id and m.event_id = e.event_id
          and exists (
                select 1 from observation o
                where o.project_id = m.project_id and o.media_id = m.media_id
                  and ($6::text = 'all' or o.observation_type = $6) and ($7::text is null or o.scientific_name = $7)))

-- name: event_by_id
select e.event_id, e.deployment_id, e.event_start, e.event_end, e.media_count, d.location_id, l.name as location_name,
       d.time_zone
from event e
join deployment d on d.project_id = e.project_id and d.deployment_id = e.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
where e.project_id = $1 and e.event_id = $4 and (select project_allows($1, $2, $3))

-- name: media_ids_of_event
select m.media_id
from media m
where m.project_id = $1 and m.event_id = $4 and (select project_allows($1, $2, $3))
order by coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id

-- name: first_media_of_events
select distinct on (m.event_id) m.event_id, m.media_id
from media m
where m.project_id = $1 and m.deployment_id = $4 and m.event_id is not null and (select project_allows($1, $2, $3))
order by m.event_id, coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id

-- name: write_events
insert into event (project_id, event_id, deployment_id, event_start, event_end, media_count)
select $1, x.event_id, $4, x.event_start, x.event_end, x.media_count
from unnest($5::uuid[], $6::timestamptz[], $7::timestamptz[], $8::integer[])
     as x (event_id, event_start, event_end, media_count)
where (select project_allows($1, $2, $3))
on conflict (project_id, event_id) do update
set event_start = excluded.event_start, event_end = excluded.event_end, media_count = excluded.media_count
where (event.event_start, event.event_end, event.media_count)
      is distinct from (excluded.event_start, excluded.event_end, excluded.media_count)

-- name: assign_events
-- Media that are in no group any more lose their event.
update media m set event_id = x.event_id
from (select own.media_id, given.event_id
      from media own
      left join unnest($5::uuid[], $6::uuid[]) as given (media_id, event_id) on given.media_id = own.media_id
      where own.project_id = $1 and own.deployment_id = $4) x
where m.project_id = $1 and m.deployment_id = $4 and m.media_id = x.media_id and (select project_allows($1, $2, $3))
  and m.event_id is distinct from x.event_id

-- name: delete_other_events
delete from event e
where e.project_id = $1 and e.deployment_id = $4 and (select project_allows($1, $2, $3))
  and not exists (select 1 from unnest($5::uuid[]) as kept (event_id) where kept.event_id = e.event_id)
