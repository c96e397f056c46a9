-- $1 project, $2 account that looks (NULL: the system), $3 least role. Each from an index alone.

-- name: review_today
-- $4 now, $5 how many days back: today and the first of these days, as the project's clock has them.
select p.time_zone, ($4::timestamptz at time zone p.time_zone)::date::text as today,
       (($4::timestamptz at time zone p.time_zone)::date - $5::integer + 1)::text as first_day
from project p
where p.project_id = $1 and (select project_allows($1, $2, $3))

-- name: review_states
-- By sample point, by name.
select l.location_id, l.name as location_name, sum(x.media)::bigint as media, sum(x.unread)::bigint as unread,
       sum(x.nobody)::bigint as nobody, sum(x.machine)::bigint as machine, sum(x.accepted)::bigint as accepted,
       sum(x.awaiting)::bigint as awaiting, sum(x.human)::bigint as human, sum(x.conflict)::bigint as conflict
from (
    select m.deployment_id, count(*) as media,
           count(*) filter (where m.consensus in ('none', 'machine') and m.state <> 'ready') as unread,
           count(*) filter (where m.consensus = 'none' and m.state = 'ready') as nobody,
           count(*) filter (where m.consensus = 'machine' and m.state = 'ready') as machine,
           count(*) filter (where m.consensus = 'accepted') as accepted,
           count(*) filter (where m.consensus = 'awaiting') as awaiting,
           count(*) filter (where m.consensus = 'human') as human,
           count(*) filter (where m.consensus = 'conflict') as conflict
    from media m
    where m.project_id = $1
    group by m.deployment_id) x
join deployment d on d.project_id = $1 and d.deployment_id = x.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
where (select project_allows($1, $2, $3))
group by l.location_id, l.name
order by lower(l.name), l.name, l.location_id

-- name: review_events
-- By sample point: events, those of which one media is still to be reviewed, and those of which one is that or waits for a
-- second person or a decision.
select d.location_id, sum(e.events)::bigint as events, sum(e.open)::bigint as open, sum(e.unsettled)::bigint as unsettled
from (
    select x.deployment_id, count(*) as events, 0 as open, 0 as unsettled
    from event x
    where x.project_id = $1
    group by x.deployment_id
    union all
    select x.deployment_id, 0, count(*), 0
    from (select distinct on (m.event_start, m.event_id) m.deployment_id
          from media m
          where m.project_id = $1 and m.event_id is not null and m.traits & trait_bits('{unreviewed}') > 0
          order by m.event_start, m.event_id) x
    group by x.deployment_id
    union all
    select x.deployment_id, 0, 0, count(*)
    from (select distinct on (m.event_start, m.event_id) m.deployment_id
          from media m
          where m.project_id = $1 and m.event_id is not null and m.traits & trait_bits('{unreviewed,conflict,awaiting}') > 0
          order by m.event_start, m.event_id) x
    group by x.deployment_id) e
join deployment d on d.project_id = $1 and d.deployment_id = e.deployment_id
where (select project_allows($1, $2, $3))
group by d.location_id

-- name: answered_by_people (part)
-- Lines a of the ledger by which a person answered, and which were not taken back.
a.project_id = $1 and a.method = 'human' and a.retracts is null and a.account_id is not null and (select project_allows($1, $2, $3))
  and not exists (select from answer r where r.project_id = $1 and r.method = 'human' and r.retracts is not null and r.retracts = a.answer_id)

-- name: review_answers
-- $4 the project's time zone, $5 a day there: how many answers each person gave on each day since, counted from 0; -1: before.
-- Whose account is gone is not told.
select s.account_id, p.name, s.day, s.answers, s.last_answered_at
from (
    select a.account_id, case when a.answered_at < ($5::date::timestamp at time zone $4) then -1
                              else (a.answered_at at time zone $4)::date - $5::date end as day,
           count(*) as answers, max(a.answered_at) as last_answered_at
    from answer a
    where {{answered_by_people}}
    group by 1, 2) s
join account p on p.account_id = s.account_id
order by lower(p.name), p.name, p.account_id, s.day

-- name: review_events_lately
-- $4 the project's time zone, $5 today there: in how many events each person answered today, and since six days ago.
select s.account_id, count(*) filter (where s.last_answered_at >= ($5::date::timestamp at time zone $4)) as today, count(*) as week
from (
    select a.account_id, m.event_id, max(a.answered_at) as last_answered_at
    from answer a
    join media m on m.project_id = a.project_id and m.media_id = a.media_id and m.event_id is not null
    where a.answered_at >= (($5::date - 6)::timestamp at time zone $4)
      and {{answered_by_people}}
    group by a.account_id, m.event_id) s
group by s.account_id

-- name: review_events_ever
-- In how many events an answer of each person stands.
select s.account_id, count(*) as events
from (
    select distinct r.account_id, m.event_start, m.event_id
    from media m
    cross join lateral unnest(m.reviewers) as r (account_id)
    where m.project_id = $1 and m.event_id is not null and m.traits & trait_bits('{reviewed}') > 0
      and (select project_allows($1, $2, $3))) s
group by s.account_id
