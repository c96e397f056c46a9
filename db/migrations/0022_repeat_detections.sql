-- What people said of a place in a camera's picture where the machine finds something again and again: nothing is there,
-- and its boxes there are no observations (a mask), or it is real. Taken back by being marked so, never deleted.
create table repeat_verdict (
    project_id        uuid not null,
    repeat_verdict_id uuid not null,
    deployment_id     uuid not null,
    observation_type  text not null check (observation_type in ('animal', 'human', 'vehicle')),
    bbox_x            double precision not null,
    bbox_y            double precision not null,
    bbox_width        double precision not null check (bbox_width > 0),
    bbox_height       double precision not null check (bbox_height > 0),
    least_iou         double precision not null check (least_iou > 0 and least_iou <= 1),  -- of boxes that it is about
    verdict           text not null check (verdict in ('nothing', 'real')),
    pictures          integer not null,  -- that had a box there when it was said
    account_id        uuid references account on delete set null,
    recorded_at       timestamptz not null default clock_timestamp(),
    retracted_at      timestamptz,
    retracted_by      uuid references account on delete set null,
    primary key (project_id, repeat_verdict_id),
    foreign key (project_id, deployment_id) references deployment (project_id, deployment_id) on delete cascade
);
create index repeat_verdict_deployment on repeat_verdict (project_id, deployment_id) where retracted_at is null;
