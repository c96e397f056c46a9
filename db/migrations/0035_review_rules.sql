-- By which rule people's answers become what holds, as a project's managers chose: the latest holds. With it which share of
-- the events is reviewed blind by two people.
create table review_rule (
    project_id     uuid not null references project on delete cascade,
    review_rule_id uuid not null,
    kind           text not null check (kind in ('oneReviewer', 'twoAgree', 'expertApproves')),
    -- A machine's answer surer than this is accepted while no person contradicts it; null: none is.
    machine_above   double precision check (machine_above > 0 and machine_above <= 1),
    machine_blank   boolean not null default false,
    machine_species boolean not null default false,
    blind_percent  smallint not null default 0 check (blind_percent between 0 and 100),
    account_id     uuid references account on delete set null,
    recorded_at    timestamptz not null default clock_timestamp(),
    primary key (project_id, review_rule_id)
);
create index review_rule_time on review_rule (project_id, recorded_at);

-- Who beside the managers approves and adjudicates.
alter table project_member add column expert boolean not null default false;
create function project_expert(project uuid, account uuid) returns boolean
language plpgsql stable parallel safe as $$
    begin
        return account is null or project_role(account, project) >= 3 or exists (
            select from project_member m
            where m.project_id = project and m.account_id = account and m.expert and m.role >= 2);
    end
$$;

-- Of a person's answer: was it given to end a conflict; was the person an expert then (null: answered before this was
-- written down; who is one now counts); which program wrote it.
alter table answer
    add column adjudicates boolean not null default false,
    add column by_expert boolean,
    add column program text not null default '';

-- accepted: a machine's answer by the project's rule. awaiting: answered, but the rule wants another answer. kept_back: what
-- people answered is not told yet, since the media is reviewed blind.
alter table media
    drop constraint media_consensus_check,
    add constraint media_consensus_check check (consensus in ('none', 'machine', 'accepted', 'awaiting', 'human', 'conflict')),
    add column kept_back boolean not null default false;
create index media_conflict on media (project_id, media_id) where consensus = 'conflict';

-- Where in [0, 100) an event stands in the draw for blind review: the first 32 bits of the SHA-256 of its id, as text. It is
-- the same in every project and for ever; a greater share draws what a smaller one drew, and more.
create function blind_draw(event uuid) returns double precision
language sql immutable parallel safe as $$
    select ('x' || left(encode(sha256(convert_to(event::text, 'UTF8')), 'hex'), 8))::bit(32)::bigint * 100.0::double precision / 4294967296
$$;
-- Since when an event is drawn without a break; null: it is not at present.
create function blind_since(project uuid, event uuid) returns timestamptz
language sql stable parallel safe as $$
    select min(r.recorded_at)
    from review_rule r
    where r.project_id = project and r.recorded_at > coalesce(
        (select max(x.recorded_at) from review_rule x where x.project_id = project and x.blind_percent <= blind_draw(event)),
        '-infinity'::timestamptz)
$$;
