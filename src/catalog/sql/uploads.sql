-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: create_upload
insert into upload (project_id, upload_id, deployment_id, account_id, name)
select $1, $4, $5, $6, $7
where (select project_allows($1, $2, $3)) and exists (select 1 from project p where p.project_id = $1)

-- name: list_uploads
select u.upload_id, u.deployment_id, u.account_id, u.name, u.created_at, u.completed_at, u.verified_at, u.confirmed_at,
       coalesce(a.name, '') as confirmed_by, l.location_id, l.name as location_name, coalesce(g.folders, 0) as folders,
       coalesce(g.locations, 0) as locations,
       coalesce(f.files, 0) as files, coalesce(f.bytes, 0) as bytes, coalesce(f.wanted, 0) as wanted,
       coalesce(f.stored, 0) as stored, coalesce(f.duplicate, 0) as duplicate, coalesce(f.failed, 0) as failed,
       coalesce(f.verified, 0) as verified
from upload u
left join deployment d on d.project_id = u.project_id and d.deployment_id = u.deployment_id
left join location l on l.project_id = d.project_id and l.location_id = d.location_id
left join account a on a.account_id = u.confirmed_by
left join (
    select y.upload_id, count(*) as folders, count(distinct z.location_id) as locations
    from upload_folder y
    join deployment z on z.project_id = y.project_id and z.deployment_id = y.deployment_id
    where y.project_id = $1 and ($4::uuid is null or y.upload_id = $4)
    group by y.upload_id) g on g.upload_id = u.upload_id
left join (
    select x.upload_id, count(*) as files, sum(x.bytes)::bigint as bytes,
           count(*) filter (where x.state = 'wanted') as wanted,
           count(*) filter (where x.state = 'stored') as stored,
           count(*) filter (where x.state = 'duplicate') as duplicate,
           count(*) filter (where x.state = 'failed') as failed,
           count(*) filter (where x.verified_at is not null and x.state in ('stored', 'duplicate')) as verified
    from upload_file x
    where x.project_id = $1 and ($4::uuid is null or x.upload_id = $4)
    group by x.upload_id) f on f.upload_id = u.upload_id
where u.project_id = $1 and (select project_allows($1, $2, $3)) and ($4::uuid is null or u.upload_id = $4)
order by u.created_at desc, u.upload_id desc
