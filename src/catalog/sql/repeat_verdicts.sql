-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: record_repeat_verdict
insert into repeat_verdict (project_id, deployment_id, repeat_verdict_id, observation_type, bbox_x, bbox_y, bbox_width,
                            bbox_height, least_iou, verdict, pictures, account_id)
select $1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $2
where (select project_allows($1, $2, $3))
  and exists (select 1 from deployment d where d.project_id = $1 and d.deployment_id = $4)

-- name: list_repeat_verdicts
-- $4 deployment, $5 verdict (NULL: all)
select v.repeat_verdict_id, v.deployment_id, l.name as location_name, v.observation_type, v.bbox_x, v.bbox_y, v.bbox_width,
       v.bbox_height, v.least_iou, v.verdict, v.pictures, v.account_id, coalesce(a.name, '') as account_name, v.recorded_at,
       v.retracted_at, coalesce(b.name, '') as retracted_by
from repeat_verdict v
join deployment d on d.project_id = v.project_id and d.deployment_id = v.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
left join account a on a.account_id = v.account_id
left join account b on b.account_id = v.retracted_by
where v.project_id = $1 and ($4::uuid is null or v.deployment_id = $4) and ($5::uuid is null or v.repeat_verdict_id = $5)
  and (select project_allows($1, $2, $3))
order by v.recorded_at desc, v.repeat_verdict_id desc

-- name: retract_repeat_verdict
update repeat_verdict
set retracted_at = clock_timestamp(), retracted_by = $2
where project_id = $1 and repeat_verdict_id = $4 and retracted_at is null and (select project_allows($1, $2, $3))

-- name: masks_of_media (kept)
select m.media_id, v.repeat_verdict_id, v.observation_type, v.bbox_x, v.bbox_y, v.bbox_width, v.bbox_height, v.least_iou
from repeat_verdict v
join media m on m.project_id = v.project_id and m.deployment_id = v.deployment_id
where v.project_id = $1 and v.retracted_at is null and v.verdict = 'nothing' and m.media_id = any ($4::uuid[])
  and (select project_allows($1, $2, $3))
order by m.media_id, v.recorded_at, v.repeat_verdict_id

-- name: each_machine_box
-- $4 deployment (NULL: all). Of each medium the machine's latest answer that stands.
select m.deployment_id, m.media_id, m.captured_at, m.file_name, m.consensus in ('human', 'conflict', 'awaiting') and not m.kept_back as by_people,
       m.seen <@ array['blank'] as said_blank, x.thing ->> 'observationType' as observation_type,
       (x.thing -> 'bbox' ->> 0)::double precision as bbox_x, (x.thing -> 'bbox' ->> 1)::double precision as bbox_y,
       (x.thing -> 'bbox' ->> 2)::double precision as bbox_width, (x.thing -> 'bbox' ->> 3)::double precision as bbox_height,
       (x.thing ->> 'probability')::double precision as probability,
       coalesce((a.model_details ->> 'threshold')::double precision, 0) as threshold
from media m
cross join lateral (
    select b.observations, b.model_details
    from answer b
    where b.project_id = m.project_id and b.media_id = m.media_id and b.method = 'machine' and b.retracts is null
      and not stands_beside(b.project_id, b.model_run_id)
      and not exists (select 1 from answer r
                      where r.project_id = m.project_id and r.media_id = m.media_id and r.retracts = b.answer_id)
    order by b.model like 'motion %', b.answered_at desc, b.answer_id desc  -- what moved counts only by itself
    limit 1) a
cross join lateral jsonb_array_elements(a.observations) with ordinality as x (thing, n)
where m.project_id = $1 and ($4::uuid is null or m.deployment_id = $4) and m.state = 'ready' and m.captured_at is not null
  and m.classified_at is not null and x.thing ? 'bbox' and x.thing ? 'probability' and (select project_allows($1, $2, $3))
  and not (m.seen && (select withheld_types($1, $2)))
order by m.deployment_id, coalesce(m.captured_at, 'infinity'::timestamptz), m.media_id, x.n

-- name: media_without_people
select m.media_id
from media m
where m.project_id = $1 and m.deployment_id = $4 and m.state = 'ready' and (m.consensus in ('none', 'machine', 'accepted') or m.kept_back)
  and (select project_allows($1, $2, $3))
order by m.media_id

-- name: count_pictures_between
select count(*) as pictures
from media m
where m.project_id = $1 and m.deployment_id = $4 and m.state = 'ready'
  and coalesce(m.captured_at, 'infinity'::timestamptz) between $5 and $6 and (select project_allows($1, $2, $3))
