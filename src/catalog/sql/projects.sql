-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: create_project
-- $1 project, $2 account, $3 organisation
insert into project (project_id, organisation_id, title, acronym, description, sampling_design, time_zone,
                     data_licence, media_licence, sequence_gap_s, independence_interval_s, people_visible_to,
                     vehicles_visible_to)
select $1, o.organisation_id, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::smallint, $14::smallint
from organisation o
where o.organisation_id = $3 and (select organisation_allows($3, $2, 3))

-- name: list_projects
-- One pass over each table for all projects together; the system sees all.
with seen as (
    select p.project_id, 4 as role
    from project p
    where $1::uuid is null
    union all
    select r.project_id, max(r.role)
    from (select pm.project_id, pm.role
          from project_member pm
          where pm.account_id = $1::uuid
          union all
          select p.project_id, om.role
          from organisation_member om
          join project p on p.organisation_id = om.organisation_id
          where om.account_id = $1::uuid) r
    group by r.project_id
)
select p.project_id, p.organisation_id, p.title, p.acronym, p.description, p.sampling_design, p.time_zone,
       p.data_licence, p.media_licence, p.sequence_gap_s, p.independence_interval_s, p.people_visible_to,
       p.vehicles_visible_to, p.created_at, p.changed_at,
       o.name as organisation_name, s.role,
       (select count(*) from area x where x.project_id = p.project_id) as areas,
       (select count(*) from location x where x.project_id = p.project_id) as locations,
       (select count(*) from deployment x where x.project_id = p.project_id) as deployments,
       m.media, m.bytes, m.reviewed_media,
       (select count(*) from event x where x.project_id = p.project_id) as events
from seen s
join project p on p.project_id = s.project_id
join organisation o on o.organisation_id = p.organisation_id
cross join lateral (
    select count(*) as media, coalesce(sum(x.bytes), 0)::bigint as bytes,
           count(*) filter (where x.consensus in ('human', 'conflict', 'awaiting')) as reviewed_media
    from media x
    where x.project_id = p.project_id) m
order by lower(p.title), p.project_id

-- name: project_by_id
select p.project_id, p.organisation_id, p.title, p.acronym, p.description, p.sampling_design, p.time_zone,
       p.data_licence, p.media_licence, p.sequence_gap_s, p.independence_interval_s, p.people_visible_to,
       p.vehicles_visible_to, p.created_at, p.changed_at,
       o.name as organisation_name,
       case when $2::uuid is null then 4 else project_role($2, $1) end as role,
       (select count(*) from area x where x.project_id = p.project_id) as areas,
       (select count(*) from location x where x.project_id = p.project_id) as locations,
       (select count(*) from deployment x where x.project_id = p.project_id) as deployments,
       m.media, m.bytes, m.reviewed_media,
       (select count(*) from event x where x.project_id = p.project_id) as events
from project p
join organisation o on o.organisation_id = p.organisation_id
cross join lateral (
    select count(*) as media, coalesce(sum(x.bytes), 0)::bigint as bytes,
           count(*) filter (where x.consensus in ('human', 'conflict', 'awaiting')) as reviewed_media
    from media x
    where x.project_id = p.project_id) m
where p.project_id = $1 and (select project_allows($1, $2, 1))

-- name: update_project
update project
set title = $4, acronym = $5, description = $6, sampling_design = $7, time_zone = $8, data_licence = $9,
    media_licence = $10, sequence_gap_s = $11, independence_interval_s = $12, people_visible_to = $13::smallint,
    vehicles_visible_to = $14::smallint, changed_at = clock_timestamp()
where project_id = $1 and (select project_allows($1, $2, $3))

-- name: project_holds_media
select exists (select 1 from media m where m.project_id = $1) as found

-- name: delete_project
delete from project
where project_id = $1 and (select project_allows($1, $2, $3))

-- name: touch_project (kept)
update project set changed_at = clock_timestamp()
where project_id = $1

-- name: list_project_members
select a.account_id, a.email, a.name, m.role, m.expert
from project_member m
join account a on a.account_id = m.account_id
where m.project_id = $1 and (select project_allows($1, $2, $3))
order by m.role desc, lower(a.name), a.account_id

-- name: set_project_member
-- $6 expert; NULL: as it is.
insert into project_member (project_id, account_id, role, expert)
select $1, a.account_id, $5::smallint, coalesce($6::boolean, false)
from account a
where a.email = $4 and (select project_allows($1, $2, $3))
on conflict (project_id, account_id) do update set role = excluded.role, expert = coalesce($6::boolean, project_member.expert)
returning expert

-- name: remove_project_member
delete from project_member
where project_id = $1 and account_id = $4 and (select project_allows($1, $2, $3))
