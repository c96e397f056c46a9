-- $1 project, $2 account that looks (NULL: the system), $3 least role, $4 upload.

-- name: map_folders
-- $5 folders, $6 their deployments
insert into upload_folder (project_id, upload_id, folder, deployment_id)
select $1, u.upload_id, x.folder, x.deployment_id
from unnest($5::text[], $6::uuid[]) as x (folder, deployment_id)
join upload u on u.project_id = $1 and u.upload_id = $4
where (select project_allows($1, $2, $3))
on conflict (project_id, upload_id, folder) do update set deployment_id = excluded.deployment_id

-- name: upload_folders
select g.folder, g.deployment_id, d.camera_id, l.location_id, l.name as location_name, coalesce(f.files, 0) as files,
       coalesce(f.stored, 0) as stored
from upload_folder g
join deployment d on d.project_id = g.project_id and d.deployment_id = g.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
left join (
    select x.mapped_folder, count(*) as files, count(*) filter (where x.state in ('stored', 'duplicate')) as stored
    from upload_file x
    where x.project_id = $1 and x.upload_id = $4 and x.mapped_folder is not null
    group by x.mapped_folder) f on f.mapped_folder = g.folder
where g.project_id = $1 and g.upload_id = $4 and (select project_allows($1, $2, $3))
order by g.folder

-- name: mapped_folders (kept)
select g.folder
from upload_folder g
where g.project_id = $1 and g.upload_id = $4 and (select project_allows($1, $2, $3))
