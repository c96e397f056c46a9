-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: card_files_of_media
select f.upload_id, u.name as upload_name, f.path, f.state, coalesce(a.name, '') as account_name, f.changed_at
from media m
join upload_file f on f.project_id = m.project_id and f.sha256 = m.sha256
join upload u on u.project_id = f.project_id and u.upload_id = f.upload_id
left join account a on a.account_id = u.account_id
where m.project_id = $1 and m.media_id = $4 and (select project_allows($1, $2, $3))
order by u.created_at, f.path

-- name: blob_of_media
select b.created_at
from media m
join blob b on b.sha256 = m.sha256
where m.project_id = $1 and m.media_id = $4 and (select project_allows($1, $2, $3))
