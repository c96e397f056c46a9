-- $1 project, $2 account that looks (NULL: the system), $3 least role, $4 upload.

-- name: complete_upload
-- $5 how many files the sender says there are.
with counts as (
    select count(*) as files, count(*) filter (where f.state in ('wanted', 'failed')) as missing
    from upload_file f
    where f.project_id = $1 and f.upload_id = $4 and (select project_allows($1, $2, $3))
), done as (
    update upload u
    set completed_at = coalesce(u.completed_at, now())
    from counts c
    where u.project_id = $1 and u.upload_id = $4 and c.files = $5 and c.missing = 0 and (select project_allows($1, $2, $3))
    returning u.upload_id
)
select c.files, c.missing, exists (select 1 from done) as done
from counts c

-- name: settle_twins
-- Announced in the moment in which the same bytes came with another file: neither transaction saw the other.
update upload_file f
set state = 'duplicate', media_id = m.media_id, problem_code = '', problem_detail = '', changed_at = now()
from media m
where f.project_id = $1 and f.upload_id = $4 and f.state = 'wanted' and m.project_id = f.project_id and m.sha256 = f.sha256
  and (select project_allows($1, $2, $3))

-- name: reopen_upload
-- More was announced than what the receipt would be about.
update upload u
set completed_at = null, verified_at = null, confirmed_at = null, confirmed_by = null
where u.project_id = $1 and u.upload_id = $4 and u.completed_at is not null and (select project_allows($1, $2, $3))
  and exists (
        select 1 from upload_file f
        where f.project_id = $1 and f.upload_id = $4 and f.state in ('wanted', 'failed'))

-- name: unverified_files
-- $5 how many
select f.upload_file_id, f.sha256
from upload_file f
where f.project_id = $1 and f.upload_id = $4 and f.verified_at is null and f.state in ('stored', 'duplicate')
  and (select project_allows($1, $2, $3))
order by f.upload_file_id
limit $5

-- name: mark_verified
update upload_file
set verified_at = now()
where project_id = $1 and upload_id = $4 and upload_file_id = any ($5::uuid[]) and state in ('stored', 'duplicate')
  and (select project_allows($1, $2, $3))

-- name: mark_damaged
-- $5 the file, $6 $7 the problem. The receipt waits until it came again.
with damaged as (
    update upload_file
    set state = 'failed', problem_code = $6, problem_detail = $7, changed_at = now()
    where project_id = $1 and upload_id = $4 and upload_file_id = $5 and (select project_allows($1, $2, $3))
    returning upload_id
)
update upload u
set completed_at = null, verified_at = null
from damaged d
where u.project_id = $1 and u.upload_id = d.upload_id

-- name: finish_verification
update upload u
set verified_at = coalesce(u.verified_at, now())
where u.project_id = $1 and u.upload_id = $4 and u.completed_at is not null and (select project_allows($1, $2, $3))
  and not exists (
        select 1 from upload_file f
        where f.project_id = $1 and f.upload_id = $4 and (f.verified_at is null or f.state not in ('stored', 'duplicate')))
