-- What left the house: each package that was handed out in full.
create table export (
    project_id uuid not null references project on delete cascade,
    export_id  uuid not null,
    account_id uuid references account on delete set null,   -- null: the system, or a former account
    format     text not null check (format in ('camtrap-dp')),
    made_at    timestamptz not null default now(),            -- what came in later is not in it
    primary key (project_id, export_id)
);
create index export_time on export (project_id, made_at);
