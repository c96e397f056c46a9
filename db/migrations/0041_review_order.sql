-- How much an answer to each event is worth, and why: an order to review in (docs/methods/review-order.md).
alter table event
    add column worth smallint not null default 0 check (worth between 0 and 1000),  -- in thousandths; 0: nothing is left to say
    add column reasons jsonb;                                                       -- why, the weightiest first
create index event_worth on event (project_id, (-worth), event_start, event_id) include (worth, deployment_id);

-- Of when that is.
create table event_order (
    project_id    uuid primary key references project on delete cascade,
    worked_out_at timestamptz not null,   -- what was known then is in it
    took_ms       integer not null
);

-- Views keep how they are sorted.
alter table saved_view add column sort text not null default 'oldest' check (sort in ('oldest', 'newest', 'worth'));
