-- Measured trust (docs/methods/measured-trust.md): random samples of what a machine says, that people review to tell how
-- much of it is wrong at most.
create table trust_check (
    project_id uuid not null references project on delete cascade,
    trust_check_id uuid not null,
    scientific_name text not null default '',          -- the machine's name that is checked; '': blank
    most double precision not null check (most > 0 and most < 1),   -- the bound that was asked for
    missed_allowed integer not null check (missed_allowed >= 0),    -- with so many found it is still reached
    media bigint not null check (media > 0),           -- of which the machine said so at the time
    strata jsonb not null,                             -- [{"locationID", "locationName", "byNight", "media"}]
    in_force jsonb not null,                           -- what decided the machine's answers at the time
    seed bigint not null,                              -- of the draws
    account_id uuid references account on delete set null,
    begun_at timestamptz not null default now(),   -- when the population was read
    cancelled_at timestamptz,
    cancelled_by uuid references account on delete set null,
    primary key (project_id, trust_check_id)
);
create index trust_check_time on trust_check (project_id, begun_at);

-- The sample: fixed from the beginning.
create table trust_draw (
    project_id uuid not null,
    trust_check_id uuid not null,
    position integer not null check (position >= 0),   -- the order in which they are reviewed
    stratum integer not null check (stratum >= 0),     -- of trust_check.strata, from 0 on
    media_id uuid not null,
    primary key (project_id, trust_check_id, position),
    foreign key (project_id, trust_check_id) references trust_check on delete cascade,
    foreign key (project_id, media_id) references media on delete cascade
);
create index trust_draw_media on trust_draw (project_id, media_id);

-- What came out, each time that all of a sample was answered and it was something new.
create table trust_result (
    project_id uuid not null,
    trust_check_id uuid not null,
    measured_at timestamptz not null default clock_timestamp(),
    drawn integer not null check (drawn >= 0),
    missed integer not null check (missed between 0 and drawn),
    most double precision not null check (most between 0 and 1),    -- one-sided, 95 %
    primary key (project_id, trust_check_id, measured_at),
    foreign key (project_id, trust_check_id) references trust_check on delete cascade
);
create trigger trust_result_is_append_only before update on trust_result for each row execute function refuse_change();
create trigger trust_result_is_kept before delete on trust_result for each row when (pg_trigger_depth() = 0)
    execute function refuse_change();

-- The machine's blanks by the time at which it said so: counted, and left out of a list, in one go.
create index media_believed_blank on media (project_id, classified_at)
    where state = 'ready' and consensus in ('machine', 'accepted') and seen = array['blank'];
