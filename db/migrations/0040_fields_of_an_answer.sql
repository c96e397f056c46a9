-- All that Camtrap DP knows of an observation can be said, known animals have names, and a project may have fields of
-- its own (docs/guide).

-- Animals that are told apart, by the project's own names.
create table individual (
    project_id      uuid not null references project on delete cascade,
    individual_id   uuid not null,
    name            text not null check (length(name) between 1 and 100),
    scientific_name text not null,
    sex             text check (sex in ('female', 'male')),
    comments        text not null default '',
    account_id      uuid references account on delete set null,
    created_at      timestamptz not null default clock_timestamp(),
    primary key (project_id, individual_id)
);
create unique index individual_name on individual (project_id, lower(name));

-- Values stand with the observations, by the field's id: it may be renamed. One that is retired is asked no more.
create table custom_field (
    project_id      uuid not null references project on delete cascade,
    custom_field_id uuid not null,
    name            text not null check (length(name) between 1 and 60),
    kind            text not null check (kind in ('text', 'number', 'choice', 'flag')),
    choices         text[] not null default '{}',
    position        integer not null,
    created_at      timestamptz not null default clock_timestamp(),
    retired_at      timestamptz,
    primary key (project_id, custom_field_id)
);
create unique index custom_field_name on custom_field (project_id, lower(name)) where retired_at is null;

-- Not bound to `individual`: the ledger may say one that was removed since, and taking an answer back must not fail.
alter table observation
    add column camera_setup_type text check (camera_setup_type in ('setup', 'calibration')),
    add column individual_id uuid,
    add column individual_position_radius double precision check (individual_position_radius >= 0),
    add column individual_position_angle double precision check (individual_position_angle between -90 and 90),
    add column individual_speed double precision check (individual_speed >= 0),
    add column tags text[] not null default '{}',
    add column comments text not null default '',
    add column custom_fields jsonb not null default '{}';
create index observation_individual on observation (project_id, individual_id) where individual_id is not null;
create index observation_tags on observation using gin (tags) where tags <> '{}';

-- In the order of their keys: the first nine have 1 to 9.
alter table project add column listed_species text[] not null default '{}';
