-- $1 project, $2 account that looks (NULL: the system), $3 least role. Filters as of media_list.sql, but that $5 and $6 are
-- held against the event's start.

-- name: list_all_events
-- No media is looked at. $7 and $8 the row before, $9 how many.
select e.event_id, e.deployment_id, e.event_start, e.event_end, e.media_count, d.location_id, l.name as location_name,
       d.time_zone
from event m
join event e on e.project_id = m.project_id and e.event_id = m.event_id
join deployment d on d.project_id = e.project_id and d.deployment_id = e.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
where m.project_id = $1 and (select project_allows($1, $2, $3))
  and {{in_deployments}}
  and ($5::timestamptz is null or m.event_start >= $5)
  and ($6::timestamptz is null or m.event_start < $6)
  and ($7::timestamptz is null or (m.event_start, m.event_id) > ($7, $8::uuid))
order by m.event_start, m.event_id
limit $9

-- name: list_events
-- Those of which one media passes, from media alone, which stand in the order of their events. $18 and $19 the row before,
-- $20 how many.
with page as materialized (
    select distinct m.event_start, m.event_id
    from media m
    where m.project_id = $1 and m.event_id is not null and (select project_allows($1, $2, $3))
      and {{media_passes}}
      and ($5::timestamptz is null or m.event_start >= $5)
      and ($6::timestamptz is null or m.event_start < $6)
      and ($18::timestamptz is null or (m.event_start, m.event_id) > ($18, $19::uuid))
    order by m.event_start, m.event_id
    limit $20)
select e.event_id, e.deployment_id, e.event_start, e.event_end, e.media_count, d.location_id, l.name as location_name,
       d.time_zone
from page p
join event e on e.project_id = $1 and e.event_id = p.event_id
join deployment d on d.project_id = e.project_id and d.deployment_id = e.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
order by e.event_start, e.event_id

-- name: count_all_events
select count(*) as total
from event m
where m.project_id = $1 and (select project_allows($1, $2, $3))
  and {{in_deployments}}
  and ($5::timestamptz is null or m.event_start >= $5)
  and ($6::timestamptz is null or m.event_start < $6)

-- name: count_events
select count(*) as total
from (
    select distinct m.event_start, m.event_id
    from media m
    where m.project_id = $1 and m.event_id is not null and (select project_allows($1, $2, $3))
      and {{media_passes}}
      and ($5::timestamptz is null or m.event_start >= $5)
      and ($6::timestamptz is null or m.event_start < $6)) found

-- name: event_by_id
select e.event_id, e.deployment_id, e.event_start, e.event_end, e.media_count, d.location_id, l.name as location_name,
       d.time_zone
from event e
join deployment d on d.project_id = e.project_id and d.deployment_id = e.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
where e.project_id = $1 and e.event_id = $4 and (select project_allows($1, $2, $3))

-- name: media_ids_of_event (kept)
-- Those that the account may look at.
select m.media_id
from media m
where m.project_id = $1 and m.event_id = $4 and (select project_allows($1, $2, $3))
  and not (m.seen && (select withheld_types($1, $2)))
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
update media m set event_id = x.event_id, event_start = x.event_start
from (select own.media_id, own.event_id as old_event_id, given.event_id, given.event_start
      from media own
      left join unnest($5::uuid[], $6::uuid[], $7::timestamptz[]) as given (media_id, event_id, event_start)
                on given.media_id = own.media_id
      where own.project_id = $1 and own.deployment_id = $4) x
where m.project_id = $1 and m.deployment_id = $4 and m.media_id = x.media_id and (select project_allows($1, $2, $3))
  and (m.event_id, m.event_start) is distinct from (x.event_id, x.event_start)
returning x.old_event_id, x.event_id

-- name: delete_other_events
delete from event e
where e.project_id = $1 and e.deployment_id = $4 and (select project_allows($1, $2, $3))
  and not exists (select 1 from unnest($5::uuid[]) as kept (event_id) where kept.event_id = e.event_id)
