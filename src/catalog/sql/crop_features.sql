-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: forget_crop_features
delete from crop_feature f
where f.project_id = $1 and f.network = $4 and f.media_id = any ($5::uuid[]) and (select project_allows($1, $2, $3))

-- name: put_crop_features
-- Of media that were taken away meanwhile nothing is kept.
insert into crop_feature (project_id, media_id, network, ordinal, bbox_x, bbox_y, bbox_width, bbox_height, features, second)
select $1, x.media_id, $4, x.ordinal, x.bbox_x, x.bbox_y, x.bbox_width, x.bbox_height, x.features, x.second
from unnest($5::uuid[], $6::integer[], $7::double precision[], $8::double precision[], $9::double precision[],
            $10::double precision[], $11::bytea[], $12::double precision[])
     as x (media_id, ordinal, bbox_x, bbox_y, bbox_width, bbox_height, features, second)
join media m on m.project_id = $1 and m.media_id = x.media_id
where (select project_allows($1, $2, $3))

-- name: crop_features_of_media
select f.media_id, f.bbox_x, f.bbox_y, f.bbox_width, f.bbox_height, f.features, f.second, f.added
from crop_feature f
where f.project_id = $1 and f.network = $4 and f.media_id = $5 and (select project_allows($1, $2, $3))
order by f.ordinal

-- name: crop_features_of
select f.media_id, f.bbox_x, f.bbox_y, f.bbox_width, f.bbox_height, f.features, f.second, f.added
from crop_feature f
where f.project_id = $1 and f.network = $4 and f.media_id = any ($5::uuid[]) and (select project_allows($1, $2, $3))
order by f.media_id, f.ordinal

-- name: crop_features_since
-- $5 added after, $6 how many
select f.media_id, f.bbox_x, f.bbox_y, f.bbox_width, f.bbox_height, f.features, f.second, f.added
from crop_feature f
where f.project_id = $1 and f.network = $4 and f.added > $5 and (select project_allows($1, $2, $3))
order by f.added
limit $6

-- name: crops_without_features
-- Media that show an animal in a box, of which the network said nothing yet: $4 network, $5 media after, $6 how many.
-- A box of a video of which nobody knows the second cannot be found again.
select m.media_id, m.sha256, boxed.animals
from media m
cross join lateral (
    select json_agg(json_build_array(o.bbox_x, o.bbox_y, o.bbox_width, o.bbox_height,
                                       case when m.kind = 'video' then o.second end) order by o.ordinal) as animals
    from observation o
    where o.project_id = $1 and o.media_id = m.media_id and o.observation_type = 'animal' and o.bbox_x is not null
      and (m.kind = 'image' or o.second is not null)) boxed
where m.project_id = $1 and m.state = 'ready' and m.media_id > $5 and boxed.animals is not null
  and (select project_allows($1, $2, $3))
  and not exists (select from crop_feature f where f.project_id = $1 and f.media_id = m.media_id and f.network = $4)
order by m.media_id
limit $6
