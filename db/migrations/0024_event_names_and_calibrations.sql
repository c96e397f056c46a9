-- A machine's name for an animal can come from its event (docs/methods/event-smoothing.md): what it was told as stays
-- beside it, NULL where the name is as it was told, empty where it was told as an animal only.
alter table observation
    add column taxon_probability double precision
        constraint observation_taxon_probability_check check (taxon_probability >= 0 and taxon_probability <= 1),
    add column told_as text;

-- What a model's probabilities are read as in a project, fitted to what people settled there
-- (docs/methods/calibration.md). `curve`: {"method": "temperature", "temperature": 2.1} or
-- {"method": "isotonic", "points": [[said, meant], …]}.
create table calibration (
    project_id uuid not null references project on delete cascade,
    model text not null,
    category text not null check (category in ('animal', 'human', 'vehicle', 'name')),
    curve jsonb not null,
    answers integer not null check (answers > 0),
    fitted_at timestamptz not null default now(),
    account_id uuid references account on delete set null,
    primary key (project_id, model, category)
);
