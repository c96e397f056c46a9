-- When a camera did not work, or, after a person looked, did work in spite of what the evidence proposed. Taken back by
-- being marked so, never deleted.
create table failure_period (
    project_id        uuid not null,
    failure_period_id uuid not null,
    deployment_id     uuid not null,
    failure_start     timestamptz not null,
    failure_end       timestamptz check (failure_end > failure_start),  -- null: to the end of the deployment
    reason            text not null check (reason in ('batteryEmpty', 'cardFull', 'viewShifted', 'obstructed', 'damaged',
                                                      'stolen', 'cameraFault', 'other')),
    verdict           text not null default 'failed' check (verdict in ('failed', 'worked')),
    comments          text not null default '',
    account_id        uuid references account on delete set null,
    recorded_at       timestamptz not null default clock_timestamp(),
    retracted_at      timestamptz,
    retracted_by      uuid references account on delete set null,
    primary key (project_id, failure_period_id),
    foreign key (project_id, deployment_id) references deployment (project_id, deployment_id) on delete cascade
);
create index failure_period_deployment on failure_period (project_id, deployment_id, failure_start);

-- What a picture's pixels say of the camera that took it, from which failures are proposed; null: not measured, or read
-- before this was there.
alter table media
    add column brightness real,  -- mean of the luma, 0 … 255
    add column contrast   real,  -- its standard deviation over 64 × 36 cells
    add column view_signature bytea,  -- where its edges are (media/view.h)
    add column battery_v  real;  -- of the camera, where its maker notes tell
