-- Blobs belong to no project: only the system asks here.

-- name: list_blobs
-- With one media that has these bytes, to name them by; where some were made into pictures, one of those.
select b.sha256, b.bytes, m.project_id, m.media_id, m.file_path, coalesce(m.has_renditions, false) as has_renditions
from blob b
left join lateral (
    select x.project_id, x.media_id, x.file_path, x.has_renditions
    from media x
    where x.sha256 = b.sha256
    order by x.has_renditions desc, x.created_at, x.media_id
    limit 1
) m on true
where b.sha256 > $1
order by b.sha256
limit $2

-- name: known_blobs
select b.sha256
from blob b
where b.sha256 = any ($1::text[])
