-- name: insert_blob
insert into blob (sha256, bytes)
values ($1, $2)
on conflict (sha256) do nothing

-- name: blob_exists
select exists (select 1 from blob b where b.sha256 = $1) as found

-- name: list_blobs
select b.sha256, b.bytes
from blob b
where b.sha256 > $1
order by b.sha256
limit $2
