-- The first house: accounts, organisations, projects, what stands in the field, what the cameras
-- brought home, the ledger of answers, and the queue of jobs.
--
-- Every table below a project leads with project_id, so that rows can be spread by tenant.
-- Column names are Camtrap DP's words in snake_case; see docs/glossary.md.

create table account (
    account_id    uuid primary key,
    email         text not null,              -- normalised, lower case
    name          text not null check (length(name) between 1 and 200),
    password_hash text not null,              -- Argon2id, PHC string
    created_at    timestamptz not null default now(),
    constraint account_email_unique unique (email)
);

-- A signed-in browser. Only the hash of the cookie is kept.
create table browser_session (
    session_sha256 text primary key,
    account_id     uuid not null references account on delete cascade,
    csrf_token     text not null,
    created_at     timestamptz not null default now(),
    expires_at     timestamptz not null
);

create table api_token (
    token_id     uuid primary key,
    account_id   uuid not null references account on delete cascade,
    name         text not null check (length(name) between 1 and 200),
    token_sha256 text not null unique,
    created_at   timestamptz not null default now(),
    last_used_at timestamptz
);
create index api_token_account on api_token (account_id);

create table organisation (
    organisation_id uuid primary key,
    name            text not null check (length(name) between 1 and 200),
    created_at      timestamptz not null default now()
);

-- Roles: 1 viewer, 2 annotator, 3 manager, 4 owner (src/people/roles.h).
create table organisation_member (
    organisation_id uuid not null references organisation on delete cascade,
    account_id      uuid not null references account on delete cascade,
    role            smallint not null check (role between 1 and 4),
    primary key (organisation_id, account_id)
);
create index organisation_member_account on organisation_member (account_id);

create table project (
    project_id      uuid primary key,
    organisation_id uuid not null references organisation on delete cascade,
    title           text not null check (length(title) between 1 and 300),
    acronym         text not null default '',
    description     text not null default '',
    sampling_design text not null default 'opportunistic'
        check (sampling_design in ('simpleRandom', 'systematicRandom', 'clusteredRandom', 'experimental', 'targeted', 'opportunistic')),
    time_zone       text not null default 'UTC',   -- IANA name; the default of new deployments
    data_licence    text not null default '',
    media_licence   text not null default '',
    sequence_gap_s          integer not null default 120  check (sequence_gap_s between 0 and 86400),
    independence_interval_s integer not null default 1800 check (independence_interval_s between 0 and 604800),
    created_at      timestamptz not null default now(),
    changed_at      timestamptz not null default now()  -- of anything below it that an export would show
);
create index project_organisation on project (organisation_id);

create table project_member (
    project_id uuid not null references project on delete cascade,
    account_id uuid not null references account on delete cascade,
    role       smallint not null check (role between 1 and 4),
    primary key (project_id, account_id)
);
create index project_member_account on project_member (account_id);

-- The role an account has in a project: the greater of what it has there and in the organisation;
-- 0 for none. Every query below a project asks it.
create function project_role(account uuid, project uuid) returns integer
    language sql stable parallel safe
    as $$
        select greatest(
            coalesce((select pm.role from project_member pm where pm.project_id = project and pm.account_id = account), 0),
            coalesce((select om.role from project p join organisation_member om using (organisation_id)
                      where p.project_id = project and om.account_id = account), 0))::integer
    $$;

create function organisation_role(account uuid, organisation uuid) returns integer
    language sql stable parallel safe
    as $$
        select coalesce((select om.role from organisation_member om
                         where om.organisation_id = organisation and om.account_id = account), 0)::integer
    $$;

-- May the account do what needs this role? A NULL account is the system (workers, the local administrator).
create function project_allows(project uuid, account uuid, least_role integer) returns boolean
    language sql stable parallel safe
    as $$ select account is null or project_role(account, project) >= least_role $$;

create function organisation_allows(organisation uuid, account uuid, least_role integer) returns boolean
    language sql stable parallel safe
    as $$ select account is null or organisation_role(account, organisation) >= least_role $$;

create table area (
    project_id uuid not null references project on delete cascade,
    area_id    uuid not null,
    name       text not null check (length(name) between 1 and 200),
    geometry   jsonb,                             -- GeoJSON Polygon or MultiPolygon, WGS 84; null: just a name
    created_at timestamptz not null default now(),
    primary key (project_id, area_id),
    constraint area_name_unique unique (project_id, name)
);

create table location (
    project_id   uuid not null references project on delete cascade,
    location_id  uuid not null,
    area_id      uuid,
    name         text not null check (length(name) between 1 and 200),
    latitude     double precision not null check (latitude between -90 and 90),
    longitude    double precision not null check (longitude between -180 and 180),
    coordinate_uncertainty integer check (coordinate_uncertainty >= 1),   -- metres
    habitat      text not null default '',
    created_at   timestamptz not null default now(),
    primary key (project_id, location_id),
    constraint location_name_unique unique (project_id, name),
    foreign key (project_id, area_id) references area (project_id, area_id) on delete set null (area_id)
);
create index location_area on location (project_id, area_id);

create table deployment (
    project_id        uuid not null references project on delete cascade,
    deployment_id     uuid not null,
    location_id       uuid not null,
    name              text not null default '',
    camera_id         text not null default '',
    camera_model      text not null default '',       -- "make-model"
    deployment_start  timestamptz,                    -- null: not known yet
    deployment_end    timestamptz,                    -- null: still out, or not known yet
    bounds_from_media boolean not null default false, -- start and end follow the first and last file
    time_zone         text not null,                  -- IANA name of the camera's clock
    clock_offset_ms   bigint not null default 0,      -- added to the camera's clock
    bait_use          boolean,
    comments          text not null default '',
    created_at        timestamptz not null default now(),
    primary key (project_id, deployment_id),
    foreign key (project_id, location_id) references location (project_id, location_id) on delete restrict,
    constraint deployment_ends_after_start check (deployment_end is null or deployment_start is null or deployment_end >= deployment_start)
);
create index deployment_location on deployment (project_id, location_id);

-- Bytes in the store, once per content. Which organisations may know of them is in media.
create table blob (
    sha256     text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
    bytes      bigint not null check (bytes >= 0),
    created_at timestamptz not null default now()
);

-- One card (or folder) being brought in.
create table upload (
    project_id    uuid not null references project on delete cascade,
    upload_id     uuid not null,
    deployment_id uuid not null,
    account_id    uuid references account on delete set null,
    name          text not null default '',
    created_at    timestamptz not null default now(),
    primary key (project_id, upload_id),
    foreign key (project_id, deployment_id) references deployment (project_id, deployment_id) on delete cascade
);

-- wanted: bytes are to be sent · stored: bytes are here and verified · duplicate: this project has the
-- same bytes already · failed: refused, with the reason; may be sent again
create table upload_file (
    project_id     uuid not null,
    upload_id      uuid not null,
    upload_file_id uuid not null,
    path           text collate "C" not null check (length(path) between 1 and 4096),
    bytes          bigint not null check (bytes >= 0),
    modified_at    timestamptz,
    sha256         text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    state          text not null check (state in ('wanted', 'stored', 'duplicate', 'failed')),
    media_id       uuid,
    problem_code   text not null default '',
    problem_detail text not null default '',
    changed_at     timestamptz not null default now(),
    primary key (project_id, upload_file_id),
    constraint upload_file_path_unique unique (project_id, upload_id, path),
    foreign key (project_id, upload_id) references upload (project_id, upload_id) on delete cascade
);
create index upload_file_state on upload_file (project_id, upload_id, state);
create index upload_file_sha256 on upload_file (project_id, sha256);

-- received: stored, facts not read yet · ready: facts and renditions made · unreadable: kept, with the reason
create table media (
    project_id     uuid not null references project on delete cascade,
    media_id       uuid not null,
    deployment_id  uuid not null,
    upload_id      uuid,
    sha256         text not null references blob,
    bytes          bigint not null,
    file_path      text not null,              -- on the card
    file_name      text not null,
    file_modified_at timestamptz,
    file_mediatype text not null default '',   -- by content, never by name
    kind           text not null default 'other' check (kind in ('image', 'video', 'other')),
    state          text not null default 'received' check (state in ('received', 'ready', 'unreadable')),
    problem_code   text not null default '',
    problem_detail text not null default '',
    width          integer,
    height         integer,
    duration_s     double precision,
    frame_rate     double precision,
    camera_time    timestamp,                  -- what the camera's clock showed; never changed
    camera_time_source text not null default '' check (camera_time_source in ('', 'exif', 'container', 'file')),
    captured_at    timestamptz,                -- camera_time through the deployment's zone and clock correction
    make           text not null default '',
    model          text not null default '',
    serial         text not null default '',
    temperature_c  double precision,
    sequence_number integer,
    sequence_total  integer,
    exif           jsonb,
    warnings       text[] not null default '{}',
    has_renditions boolean not null default false,
    event_id       uuid,
    -- the present consensus in short; its observations are in the table observation
    consensus      text not null default 'none' check (consensus in ('none', 'machine', 'human', 'conflict')),
    classified_at  timestamptz,                -- last machine answer
    favorite       boolean not null default false,
    created_at     timestamptz not null default now(),
    primary key (project_id, media_id),
    constraint media_content_unique unique (project_id, sha256),
    foreign key (project_id, deployment_id) references deployment (project_id, deployment_id) on delete restrict
);
-- Lists are in the order of time, media without a time last: the same expression stands in every list query.
create index media_time on media (project_id, coalesce(captured_at, 'infinity'::timestamptz), media_id);
create index media_deployment_time on media (project_id, deployment_id, coalesce(captured_at, 'infinity'::timestamptz), media_id);
create index media_event on media (project_id, event_id);
-- What is counted again and again, without reading the wide rows.
create index media_counts on media (project_id) include (deployment_id, state, consensus, classified_at, bytes);
create index media_sha256 on media (sha256);
create index media_unready on media (project_id, state) where state <> 'ready';
create index media_unclassified on media (project_id, media_id) where state = 'ready' and classified_at is null;

-- Media close in time at one deployment (gap at most project.sequence_gap_s).
create table event (
    project_id    uuid not null references project on delete cascade,
    event_id      uuid not null,
    deployment_id uuid not null,
    event_start   timestamptz not null,
    event_end     timestamptz not null,
    media_count   integer not null,
    primary key (project_id, event_id),
    foreign key (project_id, deployment_id) references deployment (project_id, deployment_id) on delete cascade
);
create index event_time on event (project_id, event_start, event_id);
create index event_deployment on event (project_id, deployment_id, event_start);

-- The ledger: every machine and human answer, append-only. `observations` is what was said:
-- [{observationType, scientificName, count, sex, lifeStage, behavior, bbox:[x,y,w,h], probability, second, frame}]
-- An answer with `retracts` takes an earlier one back (undo) and says nothing itself.
create table answer (
    project_id    uuid not null references project on delete cascade,
    answer_id     uuid not null,
    batch_id      uuid not null,               -- answers given with one act; undone together
    media_id      uuid not null,
    method        text not null check (method in ('human', 'machine')),
    account_id    uuid,                        -- who, where method is human
    model         text not null default '',    -- which, where method is machine: "deimv2_femto 1.0"
    model_details jsonb,                       -- manifest hashes, thresholds
    observations  jsonb not null default '[]',
    retracts      uuid,
    answered_at   timestamptz not null default now(),
    primary key (project_id, answer_id),
    foreign key (project_id, media_id) references media (project_id, media_id) on delete cascade,
    constraint answer_has_an_author check ((method = 'machine') = (model <> ''))
);
create index answer_media on answer (project_id, media_id, answered_at);
create index answer_batch on answer (project_id, batch_id);

create function refuse_change() returns trigger language plpgsql
    as $$ begin raise exception 'the ledger is append-only'; end $$;
create trigger answer_is_append_only before update on answer for each row execute function refuse_change();
-- A line goes only with its media or project (then another trigger deletes it).
create trigger answer_is_kept before delete on answer for each row when (pg_trigger_depth() = 0)
    execute function refuse_change();

-- The present consensus, derived from the ledger (src/review/consensus.h); may be derived again.
create table observation (
    project_id       uuid not null references project on delete cascade,
    observation_id   uuid not null,
    media_id         uuid not null,
    deployment_id    uuid not null,
    ordinal          integer not null,
    observation_type text not null check (observation_type in ('animal', 'human', 'vehicle', 'blank', 'unknown', 'unclassified')),
    scientific_name  text not null default '',
    count            integer check (count >= 1),
    life_stage       text check (life_stage in ('adult', 'subadult', 'juvenile')),
    sex              text check (sex in ('female', 'male')),
    behavior         text not null default '',
    bbox_x           double precision,
    bbox_y           double precision,
    bbox_width       double precision,
    bbox_height      double precision,
    second           double precision,          -- in a video: where the box was seen
    classification_method text not null check (classification_method in ('human', 'machine')),
    classified_by    text not null,             -- shown name: account or model
    classified_at    timestamptz not null,
    probability      double precision check (probability between 0 and 1),
    primary key (project_id, observation_id),
    constraint observation_ordinal_unique unique (project_id, media_id, ordinal),
    foreign key (project_id, media_id) references media (project_id, media_id) on delete cascade
);
create index observation_taxon on observation (project_id, scientific_name, media_id);
create index observation_type on observation (project_id, observation_type, media_id);

-- The queue. A worker leases a job and renews the lease; a job whose lease ran out is taken again.
create table job (
    job_id      uuid primary key,
    project_id  uuid not null references project on delete cascade,
    kind        text not null,                 -- read_media, classify_media, group_events, derive_times, make_demo
    subject     text not null,                 -- what it works on: a media id, a deployment id
    state       text not null default 'queued' check (state in ('queued', 'running', 'done', 'dead')),
    priority    integer not null default 0,    -- greater first
    attempts    integer not null default 0,
    run_after   timestamptz not null default now(),
    lease_until timestamptz,
    worker      text not null default '',
    problem_code   text not null default '',
    problem_detail text not null default '',
    created_at  timestamptz not null default now(),
    finished_at timestamptz
);
create index job_next on job (project_id, kind, priority desc, run_after, job_id) where state = 'queued';
create index job_subject on job (project_id, subject);
create index job_leases on job (lease_until) where state = 'running';
create index job_finished on job (finished_at) where state = 'done';
create index job_project on job (project_id, kind, state);
-- The same work is queued once.
create unique index job_queued_once on job (kind, project_id, subject) where state = 'queued';
