-- Classifiers that a project trains on what people verified in it (docs/methods/train-your-own.md): the run and, once it has
-- come to its end, the model. A name has one version after the other; a version is never given twice, also where its model was
-- removed since, because the ledger names models by both.
create table trained_model (
    project_id       uuid not null references project on delete cascade,
    trained_model_id uuid not null,
    name             text not null check (name ~ '^[a-z0-9_]{1,60}$'),
    version          integer check (version > 0),
    backbone         text not null check (backbone <> ''),
    taxa             text[] not null check (cardinality(taxa) >= 2),
    seed             bigint not null check (seed > 0),
    state            text not null default 'queued' check (state in ('queued', 'running', 'ready', 'failed')),
    step             text not null default '' check (step in ('', 'crops', 'fit', 'keep')),
    done             integer not null default 0,  -- photos looked at, of
    total            integer not null default 0,  -- these
    problem_code     text not null default '',
    problem_detail   text not null default '',
    account_id       uuid references account on delete set null,
    created_at       timestamptz not null default clock_timestamp(),
    finished_at      timestamptz,
    removed_at       timestamptz,
    -- Of a ready one; the manifest's texts stay when the model is removed, its weights go.
    weights_sha256   text references blob (sha256),
    weights_bytes    bigint,
    manifest         text,
    labels           text,
    card             text,
    report           jsonb,
    primary key (project_id, trained_model_id),
    constraint trained_model_version_unique unique (project_id, name, version),
    constraint trained_model_is_whole check (
        state <> 'ready' or (version is not null and manifest is not null and labels is not null and card is not null
                             and report is not null and (removed_at is not null or weights_sha256 is not null)))
);
create index trained_model_weights on trained_model (weights_sha256) where weights_sha256 is not null;

-- Weights that no model has any more are bytes that nothing refers to, and the store's doctor sweeps them.
create function forget_unused_weights() returns trigger language plpgsql as $$
begin
    delete from blob b
    where b.sha256 = old.weights_sha256 and not exists (select from media m where m.sha256 = old.weights_sha256)
      and not exists (select from trained_model t where t.weights_sha256 = old.weights_sha256);
    return null;
end $$;
create trigger trained_model_weights_gone after update of weights_sha256 or delete on trained_model
for each row when (old.weights_sha256 is not null) execute function forget_unused_weights();
