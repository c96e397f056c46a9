-- From which confidence a machine's box is an observation, by type, as a project's managers chose: the latest holds. Null: as
-- each model's manifest says.
create table threshold_choice (
    project_id          uuid not null references project on delete cascade,
    threshold_choice_id uuid not null,
    animal              double precision check (animal between 0 and 1),
    human               double precision check (human between 0 and 1),
    vehicle             double precision check (vehicle between 0 and 1),
    account_id          uuid references account on delete set null,
    recorded_at         timestamptz not null default clock_timestamp(),
    primary key (project_id, threshold_choice_id)
);
create index threshold_choice_time on threshold_choice (project_id, recorded_at);
