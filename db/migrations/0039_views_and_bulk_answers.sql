-- Filters that somebody keeps under a name, for themselves or for all of the project.
create table saved_view (
    project_id uuid not null references project on delete cascade,
    view_id    uuid not null,
    account_id uuid not null references account on delete cascade,   -- whose it is
    name       text not null check (length(name) between 1 and 200),
    shared     boolean not null default false,
    filter     jsonb not null,   -- as the lists take it (docs: the API's MediaFilter)
    created_at timestamptz not null default clock_timestamp(),
    changed_at timestamptz not null default clock_timestamp(),
    primary key (project_id, view_id),
    constraint saved_view_name_unique unique (project_id, account_id, name)
);

-- One answer for all media that a filter gave: done by a job, piece by piece, under one batch of the ledger.
create table bulk_answer (
    project_id   uuid not null references project on delete cascade,
    batch_id     uuid not null,
    account_id   uuid references account on delete set null,
    filter       jsonb not null,
    answer       jsonb not null,          -- {confirm, observations} as of the ledger
    over_people  boolean not null,        -- media that a person answered are answered anew, too
    media        bigint not null default 0,
    answered     bigint not null default 0,
    left_out     bigint not null default 0,   -- somebody answered meanwhile, it went away, or there was nothing to confirm
    created_at   timestamptz not null default clock_timestamp(),
    retracted_at timestamptz,             -- since then it is taken back
    retracted_by uuid references account on delete set null,
    retraction   uuid,                    -- the batch that takes it back
    taken_back   bigint not null default 0,
    primary key (project_id, batch_id)
);
-- What is still to be answered.
create table bulk_answer_media (
    project_id uuid not null,
    batch_id   uuid not null,
    media_id   uuid not null,
    primary key (project_id, batch_id, media_id),
    foreign key (project_id, batch_id) references bulk_answer on delete cascade,
    foreign key (project_id, media_id) references media on delete cascade
);
-- Media that go are looked up here.
create index bulk_answer_media_media on bulk_answer_media (project_id, media_id);
