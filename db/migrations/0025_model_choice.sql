-- Which models look at a project's media, as its managers chose: the latest holds. Null: as the service is configured.
create table model_choice (
    project_id      uuid not null references project on delete cascade,
    model_choice_id uuid not null,
    detector        text check (detector <> ''),
    classifiers     text[],
    account_id      uuid references account on delete set null,
    recorded_at     timestamptz not null default clock_timestamp(),
    primary key (project_id, model_choice_id)
);
create index model_choice_time on model_choice (project_id, recorded_at);
