-- Who is to review what: a filter, under a title, for some of the project's members.
create table assignment (
    project_id    uuid not null references project on delete cascade,
    assignment_id uuid not null,
    title         text not null check (length(title) between 1 and 200),
    note          text not null default '' check (length(note) <= 2000),
    filter        jsonb not null,               -- as of saved_view
    due_on        date,
    assigned_by   uuid references account on delete set null,
    assigned_at   timestamptz not null default clock_timestamp(),
    changed_at    timestamptz not null default clock_timestamp(),
    -- What was left when it was given, or when its filter was changed last: what a bar is a share of, also where answers
    -- move photos out of the filter.
    media_then    bigint not null default 0,
    events_then   bigint not null default 0,
    done_at       timestamptz,                  -- said so by somebody; null: open
    done_by       uuid references account on delete set null,
    primary key (project_id, assignment_id)
);
create table assignment_account (
    project_id    uuid not null,
    assignment_id uuid not null,
    account_id    uuid not null references account on delete cascade,
    primary key (project_id, assignment_id, account_id),
    foreign key (project_id, assignment_id) references assignment on delete cascade
);
create index assignment_account_account on assignment_account (account_id, project_id);

-- Whoever may no longer review in a project, by whichever way, leaves its assignments.
create function leave_assignments() returns trigger
language plpgsql as $$
    begin
        if tg_table_name = 'project_member' then
            delete from assignment_account a
            where a.account_id = old.account_id and a.project_id = old.project_id and project_role(a.account_id, a.project_id) < 2;
        else
            delete from assignment_account a
            using project p
            where a.account_id = old.account_id and p.project_id = a.project_id and p.organisation_id = old.organisation_id
              and project_role(a.account_id, a.project_id) < 2;
        end if;
        return null;
    end
$$;
create trigger project_member_leaves_assignments after delete or update of role on project_member
    for each row execute function leave_assignments();
create trigger organisation_member_leaves_assignments after delete or update of role on organisation_member
    for each row execute function leave_assignments();

-- Who answered when, from the index alone: a few microseconds a line when it is written, and all lines of a project are
-- counted without a look at the ledger itself.
create index answer_of_people on answer (project_id, answered_at) include (account_id, media_id, answer_id, retracts)
    where method = 'human';
