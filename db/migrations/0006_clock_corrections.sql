-- By which light a media was taken; null: cannot be said, or it was read before this was there.
alter table media add column light text check (light in ('infrared', 'colour'));

-- What is known to be wrong with the clock of a deployment. Applied in the order of recording, each to what the ones
-- before give; media.camera_time is never touched. Taken back by being marked so, never deleted.
create table clock_correction (
    project_id         uuid not null,
    clock_correction_id uuid not null,
    deployment_id      uuid not null,
    kind               text not null check (kind in ('offset', 'drift', 'summerTime', 'dayMonthSwap', 'yearFix')),
    offset_ms          bigint not null default 0,        -- offset: right time minus shown time
    shown_1            timestamp,                        -- drift: two reference points; offset: the one it came from
    right_1            timestamp,
    shown_2            timestamp,
    right_2            timestamp,
    set_at             timestamp,                        -- dayMonthSwap, yearFix: what the clock showed when it was set
    years              integer not null default 0,       -- yearFix: years to add
    utc_offset_minutes integer not null default 0,       -- summerTime: minutes east of UTC on which the clock stayed
    reason             text not null check (reason <> ''),
    account_id         uuid references account on delete set null,
    recorded_at        timestamptz not null default clock_timestamp(),
    retracted_at       timestamptz,
    retracted_by       uuid references account on delete set null,
    primary key (project_id, clock_correction_id),
    foreign key (project_id, deployment_id) references deployment (project_id, deployment_id) on delete cascade
);
create index clock_correction_deployment on clock_correction (project_id, deployment_id, recorded_at);

-- Corrections that were kept as a number.
insert into clock_correction (project_id, clock_correction_id, deployment_id, kind, offset_ms, reason)
select project_id, gen_random_uuid(), deployment_id, 'offset', clock_offset_ms, 'carried over'
from deployment
where clock_offset_ms <> 0;
alter table deployment drop column clock_offset_ms;
