-- Keys with which a camera brings files to its deployment, and can do nothing else. Of the key only its hash is kept.
create table camera_key (
    project_id     uuid not null,
    camera_key_id  uuid not null,
    deployment_id  uuid not null,
    name           text not null check (name <> ''),
    key_sha256     text not null unique check (key_sha256 ~ '^[0-9a-f]{64}$'),
    account_id     uuid references account on delete set null,   -- who made it
    created_at     timestamptz not null default now(),
    revoked_at     timestamptz,
    last_used_at   timestamptz,
    upload_id      uuid,                                         -- what its files are listed under, once there is one
    files          bigint not null default 0,                    -- that came, duplicates included
    bytes          bigint not null default 0,
    hour           timestamptz not null default 'epoch',         -- the hour that hour_files is of
    hour_files     bigint not null default 0,
    day            timestamptz not null default 'epoch',
    day_bytes      bigint not null default 0,
    primary key (project_id, camera_key_id),
    foreign key (project_id, deployment_id) references deployment (project_id, deployment_id) on delete cascade
);
create index camera_key_deployment on camera_key (project_id, deployment_id, created_at);
