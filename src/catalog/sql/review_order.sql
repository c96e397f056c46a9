-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: event_order
select o.worked_out_at, coalesce(o.took_ms, 0) as took_ms, o.worked_out_at is null or p.changed_at > o.worked_out_at as stale,
       (extract(epoch from clock_timestamp() - o.worked_out_at) * 1000)::bigint as age_ms
from project p
left join event_order o on o.project_id = p.project_id
where p.project_id = $1 and (select project_allows($1, $2, $3))

-- name: note_event_order
-- $4 what was known when is in it, $5 how long it took.
insert into event_order (project_id, worked_out_at, took_ms)
select $1, $4, $5
where (select project_allows($1, $2, $3))
on conflict (project_id) do update set worked_out_at = excluded.worked_out_at, took_ms = excluded.took_ms

-- name: await_changes
-- Whoever has changed the project has committed when this comes back.
select p.project_id
from project p
where p.project_id = $1 and (select project_allows($1, $2, $3))
for share

-- name: time_of_project
-- The clock by which projects say when they changed.
select clock_timestamp() as now
from project p
where p.project_id = $1 and (select project_allows($1, $2, $3))

-- name: settled_of_deployments
-- Events of which something could be read; settled are those in which nothing waits for anybody.
select x.deployment_id, count(*) as events, count(*) filter (where x.settled) as settled
from (select m.deployment_id, m.event_id, bool_and(m.consensus in ('human', 'accepted')) as settled
      from media m
      where m.project_id = $1 and m.event_id is not null and m.state = 'ready' and (select project_allows($1, $2, $3))
      group by m.deployment_id, m.event_id) x
group by x.deployment_id

-- name: settled_taxa
-- In how many events people agree to see each.
select o.scientific_name, count(distinct m.event_id) as events
from observation o
join media m on m.project_id = o.project_id and m.media_id = o.media_id and m.consensus = 'human' and m.event_id is not null
where o.project_id = $1 and o.observation_type = 'animal' and o.scientific_name <> '' and (select project_allows($1, $2, $3))
group by o.scientific_name

-- name: facts_of_events
-- $4 a deployment. Of each of its events in which something waits, one row for each kind of thing that is seen there (one
-- without where nothing is): how sure a machine is of it where it is surest, by what other names it was told. Of media that
-- several machines looked at, also what each would see by itself; not of what only moved.
with waits as materialized (
    select m.event_id, m.media_id, m.consensus, m.models
    from media m
    where m.project_id = $1 and m.deployment_id = $4 and m.event_id is not null and m.state = 'ready'
      and m.consensus in ('none', 'machine', 'awaiting', 'conflict') and (select project_allows($1, $2, $3))
), told as materialized (
    select w.event_id, w.media_id, a.answer_id,
           array(select distinct t.value ->> 'scientificName'
                 from jsonb_array_elements(a.observations) t
                 where t.value ->> 'observationType' = 'animal' and coalesce(t.value ->> 'scientificName', '') <> ''
                   and coalesce((t.value ->> 'probability')::double precision, 1) >= coalesce((a.model_details ->> 'threshold')::double precision, 0)) as names,
           exists (select from jsonb_array_elements(a.observations) t
                   where t.value ->> 'observationType' in ('animal', 'human', 'vehicle')
                     and coalesce((t.value ->> 'probability')::double precision, 1) >= coalesce((a.model_details ->> 'threshold')::double precision, 0)) as sees
    from waits w
    cross join lateral (
        select distinct on (b.model) b.answer_id, b.observations, b.model_details
        from answer b
        where b.project_id = $1 and b.media_id = w.media_id and b.method = 'machine' and b.retracts is null
          and b.model not like 'motion %'
          and not exists (select from answer r where r.project_id = $1 and r.media_id = b.media_id and r.retracts = b.answer_id)
        order by b.model, b.answered_at desc, b.answer_id desc) a
    where cardinality(w.models) > 1
), disputed as (
    -- One machine sees something where another sees nothing.
    select distinct x.event_id
    from (select t.event_id from told t group by t.event_id, t.media_id having bool_or(t.sees) and not bool_and(t.sees)) x
), others as (
    select t.event_id, array_agg(distinct n.name) as names
    from told t
    cross join lateral unnest(t.names) as n (name)
    group by t.event_id
), stands as (
    select w.event_id, bool_or(w.consensus = 'conflict') as conflict, bool_or(w.consensus = 'awaiting') as awaiting,
           bool_or(w.consensus = 'none') as unseen
    from waits w
    group by w.event_id
), kinds as (
    select w.event_id, o.observation_type, o.scientific_name,
           max(coalesce(o.taxon_probability, o.probability)) filter (where o.classification_method = 'machine') as sureness,
           coalesce(array_agg(distinct o.told_as) filter (where o.told_as <> ''), '{}') as told_as
    from waits w
    join observation o on o.project_id = $1 and o.media_id = w.media_id
    group by w.event_id, o.observation_type, o.scientific_name
)
select s.event_id, s.conflict, s.awaiting, s.unseen, s.event_id in (select d.event_id from disputed d) as disputed,
       coalesce(x.names, '{}') as other_names, k.observation_type, k.scientific_name, k.sureness, coalesce(k.told_as, '{}') as told_as
from stands s
left join kinds k on k.event_id = s.event_id
left join others x on x.event_id = s.event_id
order by s.event_id, k.observation_type, k.scientific_name

-- name: write_worth
-- $4 a deployment, of whose events $5 are worth $6, because of $7; its others nothing.
with x as (
    select e.event_id, coalesce(given.worth, 0) as worth, given.reasons::jsonb as reasons
    from event e
    left join unnest($5::uuid[], $6::smallint[], $7::text[]) as given (event_id, worth, reasons) on given.event_id = e.event_id
    where e.project_id = $1 and e.deployment_id = $4 and (select project_allows($1, $2, $3)))
update event e set worth = x.worth, reasons = x.reasons
from x
where e.project_id = $1 and e.event_id = x.event_id and (e.worth, e.reasons) is distinct from (x.worth, x.reasons)
