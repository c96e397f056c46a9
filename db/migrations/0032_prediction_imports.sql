-- What other programs' models saw, read into the ledger by a job (docs/formats/predictions.md). The file waits in pieces
-- beside its import, where any worker finds it, and is gone once it is read.
create table prediction_import (
    project_id           uuid not null references project on delete cascade,
    prediction_import_id uuid not null,
    name                 text not null,
    threshold            double precision,
    classification_threshold double precision,
    state                text not null default 'receiving' check (state in ('receiving', 'waiting', 'done', 'refused')),
    bytes                bigint not null default 0,
    entries              bigint,             -- null: not known yet
    done                 bigint not null default 0,
    report               jsonb,              -- of the journey, once it is done
    problem_code         text not null default '',
    problem_detail       text not null default '',
    account_id           uuid references account on delete set null,
    created_at           timestamptz not null default clock_timestamp(),
    finished_at          timestamptz,
    primary key (project_id, prediction_import_id)
);
create index prediction_import_time on prediction_import (project_id, created_at);
create table prediction_piece (
    project_id           uuid not null,
    prediction_import_id uuid not null,
    number               integer not null,
    bytes                bytea not null,
    primary key (project_id, prediction_import_id, number),
    foreign key (project_id, prediction_import_id) references prediction_import on delete cascade
);
-- Not compressed: it is kept for minutes.
alter table prediction_piece alter column bytes set storage external;

-- Predictions that were taken away are recorded like packages; of one deployment, or of all of the project.
alter table export drop constraint export_format_check;
alter table export add constraint export_format_check check (format in ('camtrap-dp', 'megadetector', 'speciesnet'));
alter table export add column deployment_id uuid;
