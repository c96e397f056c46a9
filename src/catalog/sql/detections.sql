-- $1 project, $2 account that looks (NULL: the system), $3 least role; $4 … $17 as media_passes has them, of the photo.

-- name: box_passes (part)
-- Animals in boxes o, as far as the index observation_crops tells. Names and scores are held against the box itself: $18
-- names, $19 to $20 score. $29: who said so, a machine or a human. $22 and $23: names after, and up to. $24 …
-- $27 the row before: name, score, photo, ordinal.
o.project_id = $1 and o.observation_type = 'animal' and o.bbox_x is not null
  and ($4::uuid[] is null or o.deployment_id = any ($4::uuid[]))
  and ($22::text is null or o.scientific_name > $22)
  and ($23::text is null or o.scientific_name <= $23)
  and (cardinality($18::text[]) = 0
       or case when cardinality($18::text[]) = 1 then o.scientific_name = ($18::text[])[1] else o.scientific_name = any ($18::text[]) end)
  and ($19::double precision is null or o.probability >= $19)
  and ($20::double precision is null or o.probability <= $20)
  and ($29::text is null or o.classification_method = $29)
  and ($24::text is null or (o.scientific_name, -coalesce(o.probability, 0), o.media_id, o.ordinal) > ($24, -$25::double precision, $26::uuid, $27::integer))

-- name: photo_passes (part)
-- Photos m. $21: a machine said so and nobody has answered, or it is reviewed blind and who asks has not.
m.project_id = $1 and m.state = 'ready'
  and (not $21::boolean or m.consensus = 'machine'
       or (m.kept_back and m.consensus in ('awaiting', 'conflict') and not coalesce($2::uuid = any (m.reviewers), false)))
  and {{media_passes}}
  and {{taken_between}}

-- name: shown_detections (part)
-- One row at least, for `walked`; of no box, then (`found`).
select c.walked, p.media_id is not null as found, o.observation_id, o.media_id, o.ordinal, o.scientific_name, o.bbox_x, o.bbox_y, o.bbox_width, o.bbox_height,
       o.classification_method, o.classified_by, o.probability, o.taxon_probability, m.event_id, m.deployment_id,
       m.file_name, m.captured_at, m.width, m.height, m.consensus, d.location_id, l.name as location_name, d.time_zone,
       m.kept_back and m.consensus in ('awaiting', 'conflict') as kept_back,
       media_privacy(m.seen, (select withheld_types($1, $2)), (select private_types($1))) as privacy,
       (select coalesce(json_agg(json_build_object('observationType', x.observation_type, 'scientificName', x.scientific_name)
                                 order by x.ordinal), '[]'::json)
        from observation x
        where x.project_id = $1 and x.media_id = o.media_id and x.ordinal <> o.ordinal) as others
from counted c
left join page p on true
left join observation o on o.project_id = $1 and o.media_id = p.media_id and o.ordinal = p.ordinal
left join media m on m.project_id = $1 and m.media_id = p.media_id
left join deployment d on d.project_id = m.project_id and d.deployment_id = m.deployment_id
left join location l on l.project_id = d.project_id and l.location_id = d.location_id
order by p.scientific_name, p.unsure, p.media_id, p.ordinal

-- name: walk_detections
-- $28 how many, of the next $30 boxes: where many pass, that is soon done. `walked`: how many of those there were.
with walk as materialized (
    select o.media_id, o.ordinal, o.scientific_name, -coalesce(o.probability, 0) as unsure
    from observation o
    where (select project_allows($1, $2, $3)) and {{box_passes}}
    order by o.scientific_name, -coalesce(o.probability, 0), o.media_id, o.ordinal
    limit $30),
page as materialized (
    select w.media_id, w.ordinal, w.scientific_name, w.unsure
    from walk w
    join media m on m.media_id = w.media_id and {{photo_passes}}
    order by w.scientific_name, w.unsure, w.media_id, w.ordinal
    limit $28),
counted as (select count(*) as walked from walk)
{{shown_detections}}

-- name: seek_detections
-- The same where few pass: the photos first, by whatever index finds those.
with few as materialized (
    select m.media_id
    from media m
    where (select project_allows($1, $2, $3)) and {{photo_passes}}
      and m.traits = any (array(select t from unnest($7::integer[]) t where not $21::boolean or t & trait_bits(array['unreviewed', 'awaiting', 'conflict']) > 0))),
page as materialized (
    select o.media_id, o.ordinal, o.scientific_name, -coalesce(o.probability, 0) as unsure
    from few f
    join observation o on o.media_id = f.media_id and {{box_passes}}
    order by o.scientific_name, -coalesce(o.probability, 0), o.media_id, o.ordinal
    limit $28),
counted as (select 0::bigint as walked)
{{shown_detections}}
