-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: forget_label_conflicts
-- Those that somebody has kept stay, so that they are not shown again.
delete from label_conflict c where c.project_id = $1 and c.kept_at is null and (select project_allows($1, $2, $3))

-- name: put_label_conflicts
-- Of media that were taken away meanwhile nothing is kept.
insert into label_conflict (project_id, media_id, label, suggested, bbox_x, bbox_y, bbox_width, bbox_height, votes, own,
                            asked, own_events, similarity, alike)
select $1, x.media_id, x.label, x.suggested, x.bbox_x, x.bbox_y, x.bbox_width, x.bbox_height, x.votes, x.own, x.asked,
       x.own_events, x.similarity, x.alike::uuid[]
from unnest($4::uuid[], $5::text[], $6::text[], $7::double precision[], $8::double precision[], $9::double precision[],
            $10::double precision[], $11::integer[], $12::integer[], $13::integer[], $14::integer[],
            $15::double precision[], $16::text[])
     as x (media_id, label, suggested, bbox_x, bbox_y, bbox_width, bbox_height, votes, own, asked, own_events, similarity,
           alike)
join media m on m.project_id = $1 and m.media_id = x.media_id
where (select project_allows($1, $2, $3))
on conflict (project_id, media_id, label) do nothing

-- name: note_label_comparison
insert into label_comparison (project_id, network, crops, taxa, undescribed)
select $1, $4, $5, $6, $7
where (select project_allows($1, $2, $3))
on conflict (project_id) do update
set network = excluded.network, crops = excluded.crops, taxa = excluded.taxa, undescribed = excluded.undescribed,
    compared_at = clock_timestamp()

-- name: label_comparison
select c.network, c.crops, c.taxa, c.undescribed, c.compared_at
from label_comparison c
where c.project_id = $1 and (select project_allows($1, $2, $3))

-- name: list_label_conflicts
-- Where people still agree on the label. Those of names that other events bear come first, then the clearest; $4 how many.
select c.media_id, c.label, c.suggested, c.bbox_x, c.bbox_y, c.bbox_width, c.bbox_height, c.votes, c.own, c.asked,
       c.own_events, c.similarity, array_to_json(c.alike) as alike, count(*) over () as total
from label_conflict c
join media m on m.project_id = c.project_id and m.media_id = c.media_id
where c.project_id = $1 and c.kept_at is null and m.consensus = 'human' and m.state = 'ready'
  and exists (select from observation o
              where o.project_id = $1 and o.media_id = c.media_id and o.observation_type = 'animal'
                and o.scientific_name = c.label)
  and not (m.seen && (select withheld_types($1, $2))) and (select project_allows($1, $2, $3))
order by c.own_events >= 3 desc, (c.votes - c.own)::double precision / c.asked desc, c.similarity desc, c.media_id, c.label
limit $4

-- name: keep_label
-- $4 medium, $5 label, $6 whether it stays as it is
update label_conflict c
set kept_by = case when $6 then $2::uuid end, kept_at = case when $6 then clock_timestamp() end
where c.project_id = $1 and c.media_id = $4 and c.label = $5 and (select project_allows($1, $2, $3))
  and not exists (select from media m where m.project_id = $1 and m.media_id = $4 and m.seen && (select withheld_types($1, $2)))
