-- What people said of an animal, where most photos that look like it bear another name: hints, made by a job
-- (docs/methods/label-conflicts.md). One that somebody has looked at and kept is not shown again.
create table label_conflict (
    project_id  uuid not null references project on delete cascade,
    media_id    uuid not null,
    label       text not null check (label <> ''),
    suggested   text not null check (suggested <> ''),
    bbox_x      double precision not null,
    bbox_y      double precision not null,
    bbox_width  double precision not null,
    bbox_height double precision not null,
    votes       integer not null,
    own         integer not null,
    asked       integer not null,
    own_events  integer not null,
    similarity  double precision not null,
    alike       uuid[] not null,
    kept_by     uuid references account on delete set null,
    kept_at     timestamptz,
    primary key (project_id, media_id, label),
    foreign key (project_id, media_id) references media on delete cascade
);
-- When the labels were compared last, and how many.
create table label_comparison (
    project_id  uuid primary key references project on delete cascade,
    network     text not null,
    crops       bigint not null,
    taxa        bigint not null,
    undescribed bigint not null,   -- named animals in media of which the network has said nothing
    compared_at timestamptz not null default clock_timestamp()
);
