-- Which types of observation a media has, each once, by name: counted for the list of events from one index. Derived with
-- the consensus, and kept in the same statement.
alter table media add column seen text[] not null default '{}';
update media m set seen = s.seen
from (select project_id, media_id, array_agg(distinct observation_type order by observation_type) as seen
      from observation
      group by project_id, media_id) s
where m.project_id = s.project_id and m.media_id = s.media_id;
drop index media_event;
create index media_event on media (project_id, event_id) include (media_id, deployment_id, state, consensus, seen);
analyze media;

-- Does a media belong into a list that shows this: what every list and count asks. Plain SQL, so that the planner reads
-- through it.
create function media_shows(show text, state text, consensus text, seen text[]) returns boolean
language sql immutable parallel safe as $$
    select case show
        when 'all' then true
        when 'unreviewed' then state = 'ready' and consensus in ('none', 'machine')
        when 'reviewed' then consensus in ('human', 'conflict')
        when 'unreadable' then state = 'unreadable'
        when 'conflict' then consensus = 'conflict'
        when 'unclassified' then state = 'ready' and (consensus = 'none' or seen @> array['unclassified'])
        else seen @> array[show]
    end
$$;
