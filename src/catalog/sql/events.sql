-- $1 project, $2 account that looks (NULL: the system), $3 least role. Filters as of media_list.sql, but that $5 and $6 are
-- held against the event's start.

-- name: event_row (part)
e.event_id, e.deployment_id, e.event_start, e.event_end, e.media_count, e.worth, e.reasons, d.location_id,
       l.name as location_name, d.time_zone

-- name: event_place (part)
join deployment d on d.project_id = e.project_id and d.deployment_id = e.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id

-- name: begun_between (part)
($5::timestamptz is null or m.event_start >= $5)
  and ($6::timestamptz is null or m.event_start < $6)

-- name: list_all_events
-- No media is looked at. $7 and $8 the row before, $9 how many, $10 how many are left out before them.
select {{event_row}}
from event m
join event e on e.project_id = m.project_id and e.event_id = m.event_id
{{event_place}}
where m.project_id = $1 and (select project_allows($1, $2, $3))
  and {{in_deployments}}
  and {{begun_between}}
  and ($7::timestamptz is null or (m.event_start, m.event_id) > ($7, $8::uuid))
order by m.event_start, m.event_id
limit $9 offset $10

-- name: list_all_events_newest
-- The same the other way round.
select {{event_row}}
from event m
join event e on e.project_id = m.project_id and e.event_id = m.event_id
{{event_place}}
where m.project_id = $1 and (select project_allows($1, $2, $3))
  and {{in_deployments}}
  and {{begun_between}}
  and ($7::timestamptz is null or (m.event_start, m.event_id) < ($7, $8::uuid))
order by m.event_start desc, m.event_id desc
limit $9 offset $10

-- name: list_all_events_by_worth
-- $7, $8 and $9 the row before (its worth below zero, as the index has it), $10 how many, $11 how many are left out.
select {{event_row}}
from (select m.event_id, m.worth, m.event_start
      from event m
      where m.project_id = $1 and (select project_allows($1, $2, $3))
        and {{in_deployments}}
        and {{begun_between}}
        and ($7::smallint is null or (-m.worth, m.event_start, m.event_id) > ($7::smallint, $8::timestamptz, $9::uuid))
      order by -m.worth, m.event_start, m.event_id
      limit $10 offset $11) p
join event e on e.project_id = $1 and e.event_id = p.event_id
{{event_place}}
order by -p.worth, p.event_start, p.event_id

-- name: list_events
-- Those of which one media passes, from media alone, which stand in the order of their events. $18 and $19 the row before,
-- $20 how many, $21 how many are left out before them.
with page as materialized (
    select distinct m.event_start, m.event_id
    from media m
    where m.project_id = $1 and m.event_id is not null and (select project_allows($1, $2, $3))
      and {{media_passes}}
      and {{begun_between}}
      and ($18::timestamptz is null or (m.event_start, m.event_id) > ($18, $19::uuid))
    order by m.event_start, m.event_id
    limit $20 offset $21)
select {{event_row}}
from page p
join event e on e.project_id = $1 and e.event_id = p.event_id
{{event_place}}
order by e.event_start, e.event_id

-- name: list_events_newest
-- The same the other way round.
with page as materialized (
    select distinct m.event_start, m.event_id
    from media m
    where m.project_id = $1 and m.event_id is not null and (select project_allows($1, $2, $3))
      and {{media_passes}}
      and {{begun_between}}
      and ($18::timestamptz is null or (m.event_start, m.event_id) < ($18, $19::uuid))
    order by m.event_start desc, m.event_id desc
    limit $20 offset $21)
select {{event_row}}
from page p
join event e on e.project_id = $1 and e.event_id = p.event_id
{{event_place}}
order by e.event_start desc, e.event_id desc

-- name: list_next_events_by_worth
-- $18, $19 and $20 the row before (its worth below zero), $21 how many, $22 among how many that come next. Each event in
-- the order is asked for one media that passes, until there are enough: quick where many pass. (The rank is a column, so that
-- the order of the index is known to be that of the result, and nothing is sorted.)
select {{event_row}}
from (select a.event_id, a.rank, a.event_start
      from (select -m.worth as rank, m.event_start, m.event_id
            from event m
            where m.project_id = $1 and (select project_allows($1, $2, $3))
              and {{in_deployments}}
              and {{begun_between}}
              and ($18::smallint is null or (-m.worth, m.event_start, m.event_id) > ($18::smallint, $19::timestamptz, $20::uuid))
            order by -m.worth, m.event_start, m.event_id
            limit $22) a
      cross join lateral (
            select from media m
            where m.project_id = $1 and m.event_start = a.event_start and m.event_id = a.event_id and m.event_id is not null
              and {{media_passes}}
            limit 1) passes
      order by a.rank, a.event_start, a.event_id
      limit $21) p
join event e on e.project_id = $1 and e.event_id = p.event_id
{{event_place}}
order by p.rank, p.event_start, p.event_id

-- name: list_events_by_worth
-- $18, $19 and $20 the row before (its worth below zero), $21 how many, $22 how many are left out before them. All that
-- pass are found first: quick where few pass.
with passing as materialized (
    select distinct m.event_start, m.event_id
    from media m
    where m.project_id = $1 and m.event_id is not null and (select project_allows($1, $2, $3))
      and {{media_passes}}
      and {{begun_between}})
select {{event_row}}
from (select m.event_id, m.worth, m.event_start
      from passing p
      join event m on m.project_id = $1 and m.event_id = p.event_id
      where ($18::smallint is null or (-m.worth, m.event_start, m.event_id) > ($18::smallint, $19::timestamptz, $20::uuid))
      order by -m.worth, m.event_start, m.event_id
      limit $21 offset $22) p
join event e on e.project_id = $1 and e.event_id = p.event_id
{{event_place}}
order by -p.worth, p.event_start, p.event_id

-- name: count_all_events
select count(*) as total
from event m
where m.project_id = $1 and (select project_allows($1, $2, $3))
  and {{in_deployments}}
  and {{begun_between}}

-- name: count_events
select count(*) as total
from (
    select distinct m.event_start, m.event_id
    from media m
    where m.project_id = $1 and m.event_id is not null and (select project_allows($1, $2, $3))
      and {{media_passes}}
      and {{begun_between}}) found

-- name: event_by_id
select {{event_row}}
from event e
{{event_place}}
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
