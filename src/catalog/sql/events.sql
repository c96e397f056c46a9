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
-- $13 without blanks until then.
-- $4 deployment, $5 location, $6 show, $7 scientific name, $8 from, $9 to, $10 and $11 the row before, $12 how many.
-- $6 is a state of media; of observations nothing is asked ($7 is bound, and NULL). An event's media are of its
-- deployment, so that these are looked at alone.
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
  and $7::text is null and e.event_id in (
        select m.event_id from media m
        where m.project_id = $1 and ($4::uuid is null or m.deployment_id = $4)
          and media_shows($6, m.state, m.consensus, m.seen) and not (m.seen && (select withheld_types($1, $2)))
          and ($13::timestamptz is null or not (m.consensus = 'machine' and m.seen = array['blank'] and coalesce(m.classified_at <= $13, false))))
  and ($10::timestamptz is null or (e.event_start, e.event_id) > ($10, $11::uuid))
order by e.event_start, e.event_id
limit $12

-- name: list_events_seen
-- $4 deployment, $5 location, $6 show, $7 scientific name, $8 from, $9 to, $10 and $11 the row before, $12 how many.
-- As list_media_seen. The observation's deployment is asked for, too, so that the planner knows what is rare there.
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
  and e.event_id in (
        select m.event_id from media m
        where m.project_id = $1 and ($4::uuid is null or m.deployment_id = $4)
          and media_shows(case when $6::text in ('animal', 'human', 'vehicle', 'blank', 'unknown') then 'all' else $6 end, m.state, m.consensus, m.seen)
          and not (m.seen && (select withheld_types($1, $2)))
          and m.media_id in (
                select o.media_id from observation o
                where o.project_id = $1 and ($4::uuid is null or o.deployment_id = $4)
                  and ($6::text in ('all', 'unreviewed', 'reviewed', 'accepted', 'awaiting', 'unreadable', 'conflict', 'unclassified')
                       or o.observation_type = $6)
                  and ($7::text is null or o.scientific_name = $7)))
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
-- $10 without blanks until then.
-- Of a whole deployment or project ($5, $8, $9 are bound, and NULL): the events that media name, from one index alone in
-- which they lie in order. A media's event is always one that is there, and of its deployment (group_deployment in catalog/events.cpp).
select count(*) as total
from (
    select distinct m.event_id
    from media m
    where m.project_id = $1 and m.event_id is not null and (select project_allows($1, $2, $3))
      and ($4::uuid is null or m.deployment_id = $4)
      and $5::uuid is null and $8::timestamptz is null and $9::timestamptz is null and $7::text is null
      and media_shows($6, m.state, m.consensus, m.seen) and not (m.seen && (select withheld_types($1, $2)))
          and ($10::timestamptz is null or not (m.consensus = 'machine' and m.seen = array['blank'] and coalesce(m.classified_at <= $10, false)))) named

-- name: count_events_of_part
-- $10 without blanks until then.
-- Of a point or of some time: "distinct" would read the media of all the project for them.
select count(*) as total
from event e
where e.project_id = $1 and (select project_allows($1, $2, $3))
  and ($4::uuid is null or e.deployment_id = $4)
  and ($5::uuid is null or e.deployment_id in (
        select x.deployment_id from deployment x where x.project_id = $1 and x.location_id = $5))
  and ($8::timestamptz is null or e.event_start >= $8)
  and ($9::timestamptz is null or e.event_start < $9)
  and $7::text is null and e.event_id in (
        select m.event_id from media m
        where m.project_id = $1 and ($4::uuid is null or m.deployment_id = $4)
          and media_shows($6, m.state, m.consensus, m.seen) and not (m.seen && (select withheld_types($1, $2)))
          and ($10::timestamptz is null or not (m.consensus = 'machine' and m.seen = array['blank'] and coalesce(m.classified_at <= $10, false))))

-- name: count_events_seen
-- Of the species $7. As list_events_seen, but all from the indexes, in which an observation has no deployment.
select count(*) as total
from event e
where e.project_id = $1 and (select project_allows($1, $2, $3))
  and ($4::uuid is null or e.deployment_id = $4)
  and ($5::uuid is null or e.deployment_id in (
        select x.deployment_id from deployment x where x.project_id = $1 and x.location_id = $5))
  and ($8::timestamptz is null or e.event_start >= $8)
  and ($9::timestamptz is null or e.event_start < $9)
  and e.event_id in (
        select m.event_id from media m
        where m.project_id = $1 and ($4::uuid is null or m.deployment_id = $4)
          and media_shows(case when $6::text in ('animal', 'human', 'vehicle', 'blank', 'unknown') then 'all' else $6 end, m.state, m.consensus, m.seen)
          and not (m.seen && (select withheld_types($1, $2)))
          and m.media_id in (
                select o.media_id from observation o
                where o.project_id = $1
                  and ($6::text in ('all', 'unreviewed', 'reviewed', 'accepted', 'awaiting', 'unreadable', 'conflict', 'unclassified')
                       or o.observation_type = $6)
                  and o.scientific_name = $7))

-- name: event_by_id
select e.event_id, e.deployment_id, e.event_start, e.event_end, e.media_count, d.location_id, l.name as location_name,
       d.time_zone
from event e
join deployment d on d.project_id = e.project_id and d.deployment_id = e.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
where e.project_id = $1 and e.event_id = $4 and (select project_allows($1, $2, $3))

-- name: media_ids_of_event
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
update media m set event_id = x.event_id
from (select own.media_id, own.event_id as old_event_id, given.event_id
      from media own
      left join unnest($5::uuid[], $6::uuid[]) as given (media_id, event_id) on given.media_id = own.media_id
      where own.project_id = $1 and own.deployment_id = $4) x
where m.project_id = $1 and m.deployment_id = $4 and m.media_id = x.media_id and (select project_allows($1, $2, $3))
  and m.event_id is distinct from x.event_id
returning x.old_event_id, x.event_id

-- name: delete_other_events
delete from event e
where e.project_id = $1 and e.deployment_id = $4 and (select project_allows($1, $2, $3))
  and not exists (select 1 from unnest($5::uuid[]) as kept (event_id) where kept.event_id = e.event_id)
