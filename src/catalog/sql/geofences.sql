-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: geofence_of_project
select p.allowed_taxa, p.blocked_taxa
from project p
where p.project_id = $1 and (select project_allows($1, $2, $3))

-- name: set_geofence
update project set allowed_taxa = $4::text[], blocked_taxa = $5::text[]
where project_id = $1 and (select project_allows($1, $2, $3))

-- name: enqueue_look_again
-- $4 kind of job, $5 priority, $6 deployment (NULL: all). Those that no person has answered.
with queued as (
    insert into job (job_id, project_id, kind, subject, priority)
    select gen_random_uuid(), m.project_id, $4, m.media_id::text, $5
    from media m
    where m.project_id = $1 and (select project_allows($1, $2, $3)) and m.state = 'ready'
      and m.kind in ('image', 'video') and (m.consensus in ('none', 'machine', 'accepted') or m.kept_back)
      and ($6::uuid is null or m.deployment_id = $6)
    order by m.media_id
    on conflict (kind, project_id, subject) where state = 'queued' do nothing
    returning 1
)
select count(*) as added from queued
