-- What lists of photos and events are asked for, so packed that a million media are gone through while a page loads: an
-- index in the order of each list bears all of it, and whatever is asked for together is answered by one walk.

-- The bits of `traits`, in this order. Words beside those of observation types may be added at the end.
create function trait_bits(words text[]) returns integer
language sql immutable parallel safe as $$
    select coalesce(bit_or(1 << (array_position(array['unreviewed', 'reviewed', 'unreadable', 'conflict', 'unclassified',
        'animal', 'human', 'vehicle', 'blank', 'unknown', 'image', 'video', 'infrared', 'colour', 'favourite', 'accepted', 'awaiting'], word) - 1)), 0)
    from unnest(words) as word
    where word <> 'all'
$$;
-- The same of one media: 1 << 0 unreviewed … 1 << 14 favourite, 1 << 15 accepted, 1 << 16 awaiting. Plain arithmetic, so that a write is not slower for it.
create function media_traits(state text, consensus text, seen text[], kind text, light text, favorite boolean) returns integer
language sql immutable parallel safe as $$
    select (state = 'ready' and consensus in ('none', 'machine'))::integer
        | ((consensus in ('human', 'conflict', 'awaiting'))::integer << 1)
        | ((state = 'unreadable')::integer << 2)
        | ((consensus = 'conflict')::integer << 3)
        | ((state = 'ready' and (consensus = 'none' or cardinality(seen) = 0 or 'unclassified' = any (seen)))::integer << 4)
        | (('animal' = any (seen))::integer << 5)
        | (('human' = any (seen))::integer << 6)
        | (('vehicle' = any (seen))::integer << 7)
        | (('blank' = any (seen))::integer << 8)
        | (('unknown' = any (seen))::integer << 9)
        | ((kind = 'image')::integer << 10)
        | ((kind = 'video')::integer << 11)
        | (coalesce(light = 'infrared', false)::integer << 12)
        | (coalesce(light = 'colour', false)::integer << 13)
        | (favorite::integer << 14)
        | ((consensus = 'accepted')::integer << 15)
        | ((consensus = 'awaiting')::integer << 16)
$$;

alter table media
    add column traits integer not null generated always as (media_traits(state, consensus, seen, kind, light, favorite)) stored,
    -- The surest box that holds of a machine's answer, [0, 1]; null where a person answered or nothing was told.
    add column score real,
    -- Whose answers stand: people's accounts (a hundred at most: they stand in indexes), and machines by name ("deimv2_femto 1.0").
    add column reviewers uuid[] not null default '{}',
    add column models text[] not null default '{}',
    -- Of its event, so that events are listed from one index. Written with event_id.
    add column event_start timestamptz,
    -- Minutes since midnight where the camera stood: derived from captured_at and the deployment's zone by the triggers below.
    add column local_minute smallint;

create function media_local_minute() returns trigger
language plpgsql as $$
    begin
        new.local_minute := (
            select extract(hour from t.wall) * 60 + extract(minute from t.wall)
            from deployment d, lateral (select new.captured_at at time zone d.time_zone as wall) t
            where d.project_id = new.project_id and d.deployment_id = new.deployment_id);
        return new;
    end
$$;
create function deployment_moved_zone() returns trigger
language plpgsql as $$
    begin
        -- Sets captured_at to what it is, so that the trigger of media speaks.
        update media set captured_at = captured_at
        where project_id = new.project_id and deployment_id = new.deployment_id and captured_at is not null;
        return null;
    end
$$;

update media m
set event_start = e.event_start
from event e
where e.project_id = m.project_id and e.event_id = m.event_id;
update media m
set local_minute = extract(hour from t.wall) * 60 + extract(minute from t.wall)
from deployment d, media x, lateral (select x.captured_at at time zone d.time_zone as wall) t
where x.project_id = m.project_id and x.media_id = m.media_id and m.captured_at is not null
  and d.project_id = m.project_id and d.deployment_id = m.deployment_id;
update media m
set score = s.score
from (select project_id, media_id, max(probability) as score from observation where classification_method = 'machine' group by 1, 2) s
where s.project_id = m.project_id and s.media_id = m.media_id and s.score is not null;
update media m
set reviewers = s.reviewers, models = s.models
from (select a.project_id, a.media_id,
             coalesce((array_agg(distinct a.account_id) filter (where a.account_id is not null))[1:100], '{}') as reviewers,
             coalesce(array_agg(distinct a.model) filter (where a.method = 'machine'), '{}') as models
      from answer a
      where a.retracts is null and not exists (
            select from answer r where r.project_id = a.project_id and r.media_id = a.media_id and r.retracts = a.answer_id)
      group by 1, 2) s
where s.project_id = m.project_id and s.media_id = m.media_id;

-- Who has answered in a project at all, to be chosen from: accounts, and machines by name.
create table answerer (
    project_id uuid not null references project on delete cascade,
    who        text not null,   -- the account's id, or the machine's name
    account_id uuid references account on delete cascade,
    primary key (project_id, who)
);
insert into answerer (project_id, who, account_id)
select distinct a.project_id, coalesce(a.account_id::text, a.model), a.account_id
from answer a
where a.account_id is not null or a.method = 'machine';
create function note_answerers() returns trigger
language plpgsql as $$
    begin
        insert into answerer (project_id, who, account_id)
        select distinct t.project_id, coalesce(t.account_id::text, t.model), t.account_id
        from told t
        where (t.account_id is not null or t.method = 'machine')
          and not exists (select from answerer k where k.project_id = t.project_id and k.who = coalesce(t.account_id::text, t.model))
        order by 1, 2
        on conflict do nothing;
        return null;
    end
$$;
create trigger answer_by_whom after insert on answer
referencing new table as told for each statement execute function note_answerers();

create trigger media_local_minute before insert or update of captured_at, deployment_id on media
for each row execute function media_local_minute();
create trigger deployment_moved_zone after update of time_zone on deployment
for each row when (old.time_zone is distinct from new.time_zone) execute function deployment_moved_zone();

-- Lists of photos, in their order. (In place of media_time.)
create index media_walk on media (project_id, (coalesce(captured_at, 'infinity'::timestamptz)), media_id)
include (captured_at, deployment_id, traits, score, local_minute, reviewers);
drop index media_time;
-- Lists and counts of events, in their order: each event's media stand together. (In place of what media_event bore.)
create index media_event_walk on media (project_id, event_start, event_id)
include (media_id, deployment_id, traits, score, local_minute, reviewers)
where event_id is not null;
drop index media_event;
create index media_event on media (project_id, event_id);
-- Which traits there are, and where few media have them.
create index media_traits on media (project_id, traits);
-- A species, of a type, without a look at the rows. (In place of the same without the type.)
drop index observation_taxon;
create index observation_taxon on observation (project_id, scientific_name, media_id) include (observation_type);
-- Whom few media name is found here.
create index media_said_by on media using gin (reviewers, models);
drop function media_shows(text, text, text, text[]);  -- what is shown says `traits`
analyze media;
