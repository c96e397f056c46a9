-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: create_camera_key
insert into camera_key (project_id, deployment_id, camera_key_id, name, key_sha256, account_id)
select $1, $4, $5, $6, $7, $2
where (select project_allows($1, $2, $3))
  and exists (select 1 from deployment d where d.project_id = $1 and d.deployment_id = $4)

-- name: list_camera_keys
select k.camera_key_id, k.project_id, k.deployment_id, k.name, coalesce(a.name, '') as account_name, k.created_at,
       k.revoked_at, k.last_used_at, k.upload_id, k.files, k.bytes
from camera_key k
left join account a on a.account_id = k.account_id
where k.project_id = $1 and k.deployment_id = $4 and (select project_allows($1, $2, $3))
order by k.revoked_at nulls first, k.created_at desc, k.camera_key_id

-- name: revoke_camera_key
update camera_key
set revoked_at = now()
where project_id = $1 and deployment_id = $4 and camera_key_id = $5 and revoked_at is null
  and (select project_allows($1, $2, $3))

-- name: use_camera_key (kept)
-- $1 hash of the key. Nobody else's project can be meant: the key is the permission.
update camera_key k
set last_used_at = now()
where k.key_sha256 = $1 and k.revoked_at is null
returning k.camera_key_id, k.project_id, k.deployment_id, k.name, '' as account_name, k.created_at, k.revoked_at,
          k.last_used_at, k.upload_id, k.files, k.bytes

-- name: count_camera_use (kept)
-- $1 project, $2 key, $3 files and $4 bytes that are on their way.
update camera_key
set hour = date_trunc('hour', now()),
    hour_files = case when hour = date_trunc('hour', now()) then hour_files else 0 end + $3,
    day = date_trunc('day', now()),
    day_bytes = case when day = date_trunc('day', now()) then day_bytes else 0 end + $4
where project_id = $1 and camera_key_id = $2 and revoked_at is null
returning hour_files, day_bytes

-- name: count_camera_file
-- $1 project, $2 key, $3 bytes that came.
update camera_key
set files = files + 1, bytes = bytes + $3
where project_id = $1 and camera_key_id = $2

-- name: set_camera_upload
-- $1 project, $2 key, $3 upload.
update camera_key
set upload_id = $3
where project_id = $1 and camera_key_id = $2

-- name: lock_camera_key
-- $1 project, $2 key.
select k.upload_id
from camera_key k
where k.project_id = $1 and k.camera_key_id = $2 and k.revoked_at is null
for update
