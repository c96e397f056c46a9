-- Media looked at again with other models (docs/methods/re-runs.md). What a run says stands in the ledger like every
-- answer, but beside: it holds of nothing until somebody puts the run to use.
create table model_run (
    project_id   uuid not null references project on delete cascade,
    model_run_id uuid not null,
    detector     text not null check (detector <> ''),
    classifiers  text[] not null,
    -- As they were when the run began: [{"name", "version", "sha256", "manifest"}]. Others do not go on with it.
    models       jsonb not null,
    asked        jsonb not null,     -- which media, as it was asked
    media        integer not null,   -- how many that were
    account_id   uuid references account on delete set null,
    created_at   timestamptz not null default clock_timestamp(),
    cancelled_at timestamptz,
    used_since   timestamptz,        -- its answers count since then; null: they stand beside
    used_by      uuid references account on delete set null,
    primary key (project_id, model_run_id)
);
create index model_run_time on model_run (project_id, created_at);

create table model_run_media (
    project_id   uuid not null,
    model_run_id uuid not null,
    media_id     uuid not null,
    done_at      timestamptz,
    problem      text not null default '',  -- why it could not be looked at
    primary key (project_id, model_run_id, media_id),
    foreign key (project_id, model_run_id) references model_run on delete cascade,
    foreign key (project_id, media_id) references media on delete cascade
);
create index model_run_media_open on model_run_media (project_id, model_run_id) where done_at is null;
create index model_run_media_problem on model_run_media (project_id, model_run_id) where problem <> '';
create index model_run_media_media on model_run_media (project_id, media_id);

-- The run that a machine's answer is of; null: of the project's own models, or of a file of predictions.
alter table answer add column model_run_id uuid;

-- Does an answer stand beside, so that nothing is derived of it?
create function stands_beside(project uuid, run uuid) returns boolean
language sql stable parallel safe as $$
    select run is not null and not exists (
        select from model_run r
        where r.project_id = project and r.model_run_id = run and r.used_since is not null)
$$;
