-- Who looked at people unblurred, and when (docs/methods/privacy.md). Kept where the media goes: it is the record of a look,
-- not of a file.
create table reveal (
    project_id  uuid not null references project on delete cascade,
    reveal_id   uuid not null default gen_random_uuid(),
    media_id    uuid not null,
    account_id  uuid references account on delete set null,
    form        text not null check (form in ('preview', 'thumbnail', 'content', 'proxy')),
    revealed_at timestamptz not null default clock_timestamp(),
    primary key (project_id, reveal_id)
);
create index reveal_time on reveal (project_id, revealed_at);
create index reveal_media on reveal (project_id, media_id, account_id, form, revealed_at);
