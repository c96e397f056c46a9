-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: assignments
-- $4 one of them (NULL: all). Open ones first, of these what is due soonest; then the latest.
select s.assignment_id, s.title, s.note, s.filter, s.due_on::text as due_on, s.media_then, s.events_then, s.assigned_at,
       s.changed_at, coalesce(g.name, '') as assigned_by_name, s.done_at, coalesce(d.name, '') as done_by_name
from assignment s
left join account g on g.account_id = s.assigned_by
left join account d on d.account_id = s.done_by
where s.project_id = $1 and (select project_allows($1, $2, $3)) and ($4::uuid is null or s.assignment_id = $4)
order by s.done_at is not null, s.due_on nulls last, s.assigned_at desc, s.assignment_id

-- name: assignees
-- $4 of one assignment (NULL: of all)
select x.assignment_id, x.account_id, a.name
from assignment_account x
join account a on a.account_id = x.account_id
where x.project_id = $1 and (select project_allows($1, $2, $3)) and ($4::uuid is null or x.assignment_id = $4)
order by lower(a.name), a.name, x.account_id

-- name: add_assignment
-- $4 id, $5 title, $6 note, $7 filter, $8 due, $9 how many a project may have
insert into assignment (project_id, assignment_id, title, note, filter, due_on, assigned_by)
select $1, $4, $5, $6, $7::jsonb, $8::date, $2::uuid
where (select project_allows($1, $2, $3))
  and (select count(*) from assignment s where s.project_id = $1) < $9::bigint

-- name: change_assignment
-- $4 id; $5 title, $6 note, $7 filter, $9 done (each NULL: as it is); $8 due, changed where $10
update assignment s
set title = coalesce($5, s.title), note = coalesce($6, s.note), filter = coalesce($7::jsonb, s.filter),
    due_on = case when $10::boolean then $8::date else s.due_on end,
    done_at = case when $9::boolean is null then s.done_at when $9::boolean then coalesce(s.done_at, clock_timestamp()) end,
    done_by = case when $9::boolean is null or ($9::boolean and s.done_at is not null) then s.done_by when $9::boolean then $2::uuid end,
    changed_at = clock_timestamp()
where s.project_id = $1 and s.assignment_id = $4 and (select project_allows($1, $2, $3))

-- name: note_left_then
-- $4 id, $5 media, $6 events
update assignment s set media_then = $5, events_then = $6
where s.project_id = $1 and s.assignment_id = $4 and (select project_allows($1, $2, $3))

-- name: leave_out_assignees
-- $4 id, $5 those who stay
delete from assignment_account x
where x.project_id = $1 and x.assignment_id = $4 and x.account_id <> all ($5::uuid[]) and (select project_allows($1, $2, $3))

-- name: add_assignees
-- $4 id, $5 accounts: of these, those who may review in the project. Gives who that is, those who were there already included.
with able as (
    select distinct g.account_id
    from unnest($5::uuid[]) as g (account_id)
    where project_role(g.account_id, $1) >= 2 and (select project_allows($1, $2, $3))
), added as (
    insert into assignment_account (project_id, assignment_id, account_id)
    select $1, $4, able.account_id
    from able
    on conflict do nothing
)
select able.account_id
from able

-- name: delete_assignment
delete from assignment s
where s.project_id = $1 and s.assignment_id = $4 and (select project_allows($1, $2, $3))

-- name: assignment_progress
-- $4 to $17 as of media_list.sql, but that $5 and $6 are held against the event's start. Of what is in events: $18 one of these
-- traits it has while it is left, if $19 is empty or not all of these have answered; $20 whose answers are wanted of what waits
-- for a second person (empty: nobody's).
select coalesce(sum(e.media), 0)::bigint as media, count(*) as events, coalesce(sum(e.settled), 0)::bigint as settled_media,
       count(*) filter (where e.settled = e.media) as settled_events, coalesce(sum(e.left_over), 0)::bigint as left_media,
       count(*) filter (where e.left_over > 0) as left_events, coalesce(sum(e.second), 0)::bigint as second_media,
       count(*) filter (where e.second > 0) as second_events,
       count(*) filter (where e.left_over > 0 or e.second > 0) as to_do_events
from (
    select count(*) as media,
           count(*) filter (where m.traits & trait_bits('{accepted}') > 0
                                  or m.traits & trait_bits('{reviewed,conflict,awaiting}') = trait_bits('{reviewed}')) as settled,
           count(*) filter (where m.traits & trait_bits($18::text[]) > 0
                                  and (cardinality($19::uuid[]) = 0 or not m.reviewers @> $19::uuid[])) as left_over,
           count(*) filter (where m.traits & trait_bits('{awaiting}') > 0 and not m.reviewers @> $20::uuid[]) as second
    from media m
    where m.project_id = $1 and m.event_id is not null and (select project_allows($1, $2, $3))
      and {{media_passes}}
      and ($5::timestamptz is null or m.event_start >= $5)
      and ($6::timestamptz is null or m.event_start < $6)
    group by m.event_start, m.event_id) e

-- name: assignment_answered
-- As assignment_progress; $18 accounts: of how many media, and of how many events one, each one's answer stands.
select r.account_id, count(*) as media, count(distinct m.event_id) as events
from media m
cross join lateral unnest(m.reviewers) as r (account_id)
where m.project_id = $1 and m.event_id is not null and (select project_allows($1, $2, $3))
  and m.reviewers && $18::uuid[] and r.account_id = any ($18::uuid[])
  and {{media_passes}}
  and ($5::timestamptz is null or m.event_start >= $5)
  and ($6::timestamptz is null or m.event_start < $6)
group by r.account_id

-- name: able_to_review
-- Everybody who may answer in the project, by its own role or the organisation's.
select a.account_id, a.name
from account a
where (select project_allows($1, $2, $3))
  and a.account_id in (
      select m.account_id from project_member m where m.project_id = $1 and m.role >= 2
      union
      select o.account_id
      from project p
      join organisation_member o on o.organisation_id = p.organisation_id
      where p.project_id = $1 and o.role >= 2)
order by lower(a.name), a.name, a.account_id
