-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: each_believed_blank
select m.media_id, d.location_id, l.name as location_name, l.latitude, l.longitude, m.captured_at,
       coalesce(m.light = 'infrared', false) as infrared
from media m
join deployment d on d.project_id = m.project_id and d.deployment_id = m.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
where m.project_id = $1 and m.state = 'ready' and m.consensus in ('machine', 'accepted') and m.seen = array['blank']
  and m.classified_at is not null and (select project_allows($1, $2, $3)) and not (m.seen && (select withheld_types($1, $2)))
order by m.media_id

-- name: each_believed_taxon
-- $4 scientific name
select m.media_id, d.location_id, l.name as location_name, l.latitude, l.longitude, m.captured_at,
       coalesce(m.light = 'infrared', false) as infrared
from media m
join deployment d on d.project_id = m.project_id and d.deployment_id = m.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
where m.project_id = $1 and m.state = 'ready' and m.consensus in ('machine', 'accepted') and m.classified_at is not null
  and m.media_id in (select o.media_id from observation o
                     where o.project_id = $1 and o.scientific_name = $4 and o.observation_type = 'animal')
  and (select project_allows($1, $2, $3)) and not (m.seen && (select withheld_types($1, $2)))
order by m.media_id

-- name: machines_of_blanks
select distinct o.classified_by
from media m
join observation o on o.project_id = m.project_id and o.media_id = m.media_id
where m.project_id = $1 and m.state = 'ready' and m.consensus in ('machine', 'accepted') and m.seen = array['blank']
  and (select project_allows($1, $2, $3))
order by o.classified_by

-- name: machines_of_taxon
-- $4 scientific name
select distinct o.classified_by
from observation o
join media m on m.project_id = o.project_id and m.media_id = o.media_id
where o.project_id = $1 and o.scientific_name = $4 and o.observation_type = 'animal' and m.project_id = $1
  and m.state = 'ready' and m.consensus in ('machine', 'accepted') and (select project_allows($1, $2, $3))
order by o.classified_by

-- name: blanks_now
-- $4 a time: of how many the machine had said so by then.
select count(*) as media, count(*) filter (where m.classified_at <= $4) as until_then
from media m
where m.project_id = $1 and m.state = 'ready' and m.consensus in ('machine', 'accepted') and m.seen = array['blank']
  and m.classified_at is not null and (select project_allows($1, $2, $3))

-- name: taxon_now
-- $4 a time, $5 scientific name
select count(*) as media, count(*) filter (where m.classified_at <= $4) as until_then
from media m
where m.project_id = $1 and m.state = 'ready' and m.consensus in ('machine', 'accepted') and m.classified_at is not null
  and m.media_id in (select o.media_id from observation o
                     where o.project_id = $1 and o.scientific_name = $5 and o.observation_type = 'animal')
  and (select project_allows($1, $2, $3))

-- name: latest_machine_of_blanks
select o.classified_by
from (select m.media_id
      from media m
      where m.project_id = $1 and m.state = 'ready' and m.consensus in ('machine', 'accepted') and m.seen = array['blank']
        and m.classified_at is not null and (select project_allows($1, $2, $3))
      order by m.classified_at desc
      limit 1) latest
join observation o on o.project_id = $1 and o.media_id = latest.media_id
order by o.ordinal
limit 1

-- name: latest_machine_of_taxon
-- $4 scientific name
select o.classified_by
from observation o
join media m on m.project_id = o.project_id and m.media_id = o.media_id
where o.project_id = $1 and o.scientific_name = $4 and o.observation_type = 'animal' and m.project_id = $1
  and m.state = 'ready' and m.consensus in ('machine', 'accepted') and m.classified_at is not null
  and (select project_allows($1, $2, $3))
order by m.classified_at desc, o.ordinal
limit 1

-- name: runs_in_use
select r.model_run_id, r.used_since
from model_run r
where r.project_id = $1 and r.used_since is not null and (select project_allows($1, $2, $3))
order by r.model_run_id

-- name: begin_trust_check
insert into trust_check (project_id, trust_check_id, scientific_name, most, missed_allowed, media, strata, in_force, seed,
                         account_id)
select $1, $4, $5, $6, $7, $8, $9::jsonb, $10::jsonb, $11, $2
where (select project_allows($1, $2, $3))

-- name: put_trust_draws
insert into trust_draw (project_id, trust_check_id, position, stratum, media_id)
select $1, $4, x.position, x.stratum, x.media_id
from unnest($5::integer[], $6::integer[], $7::uuid[]) as x (position, stratum, media_id)
where (select project_allows($1, $2, $3))

-- name: list_trust_checks
-- $4 how many, $5 one check (NULL: all)
select c.trust_check_id, c.scientific_name, c.most, c.missed_allowed, c.media, c.strata, c.in_force, c.seed, c.account_id,
       coalesce(a.name, '') as account_name, c.begun_at, c.cancelled_at, coalesce(b.name, '') as cancelled_by,
       r.measured_at
from trust_check c
left join account a on a.account_id = c.account_id
left join account b on b.account_id = c.cancelled_by
left join lateral (select t.measured_at
                   from trust_result t
                   where t.project_id = c.project_id and t.trust_check_id = c.trust_check_id
                   order by t.measured_at desc
                   limit 1) r on true
where c.project_id = $1 and ($5::uuid is null or c.trust_check_id = $5) and (select project_allows($1, $2, $3))
order by c.begun_at desc, c.trust_check_id desc
limit $4

-- name: trust_draws
-- $4 checks. What people see in each medium of their samples; what they disagree about counts with all that they say.
select t.trust_check_id, t.stratum, m.consensus in ('human', 'conflict') as answered,
       coalesce(s.types, '{}') as types, coalesce(s.names, '{}') as names
from trust_draw t
join media m on m.project_id = t.project_id and m.media_id = t.media_id
left join lateral (select array_agg(distinct o.observation_type) as types,
                          array_agg(distinct o.scientific_name) filter (where o.observation_type = 'animal') as names
                   from observation o
                   where o.project_id = m.project_id and o.media_id = m.media_id
                     and m.consensus in ('human', 'conflict')) s on true
where t.project_id = $1 and t.trust_check_id = any ($4::uuid[]) and (select project_allows($1, $2, $3))
order by t.trust_check_id, t.position

-- name: open_trust_draws
-- $4 check. Those that nobody answered, and those whose rule waits for another's answer than the account's, by position;
-- which of them the account may not look at.
select t.position, t.media_id, m.seen && (select withheld_types($1, $2)) as withheld
from trust_draw t
join media m on m.project_id = t.project_id and m.media_id = t.media_id
where t.project_id = $1 and t.trust_check_id = $4 and m.consensus not in ('human', 'conflict')
  and ($2::uuid is null or not $2 = any (m.reviewers))
  and (select project_allows($1, $2, $3))
order by t.position

-- name: trust_checks_of_media (kept)
-- $4 media. Those not cancelled in whose samples one of them is.
select distinct t.trust_check_id
from trust_draw t
join trust_check c on c.project_id = t.project_id and c.trust_check_id = t.trust_check_id
where t.project_id = $1 and t.media_id = any ($4::uuid[]) and c.cancelled_at is null
  and (select project_allows($1, $2, $3))
order by t.trust_check_id

-- name: note_trust_result
-- $4 check, $5 drawn, $6 missed, $7 at most. Nothing where the latest says the same.
insert into trust_result (project_id, trust_check_id, drawn, missed, most)
select $1, $4, $5, $6, $7
where (select project_allows($1, $2, $3))
  and not exists (select from (select r.drawn, r.missed
                               from trust_result r
                               where r.project_id = $1 and r.trust_check_id = $4
                               order by r.measured_at desc
                               limit 1) latest
                  where latest.drawn = $5 and latest.missed = $6)

-- name: cancel_trust_check
update trust_check
set cancelled_at = clock_timestamp(), cancelled_by = $2
where project_id = $1 and trust_check_id = $4 and cancelled_at is null and (select project_allows($1, $2, $3))
