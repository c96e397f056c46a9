-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: thresholds_of_project (kept)
select t.animal, t.human, t.vehicle, coalesce(a.name, '') as account_name, t.recorded_at
from threshold_choice t
left join account a on a.account_id = t.account_id
where t.project_id = $1 and (select project_allows($1, $2, $3))
order by t.recorded_at desc, t.threshold_choice_id desc
limit 1

-- name: choose_thresholds
insert into threshold_choice (project_id, threshold_choice_id, animal, human, vehicle, account_id)
select p.project_id, $4, $5, $6, $7, $2
from project p
where p.project_id = $1 and (select project_allows($1, $2, $3))

-- name: each_machine_said
-- $4 whether what moved is asked for: the same line that settles what holds.
select m.media_id, m.deployment_id, a.observations, coalesce((a.model_details ->> 'threshold')::double precision, 0) as threshold,
       m.consensus in ('human', 'conflict', 'awaiting') and not m.kept_back as by_people, m.seen, coalesce(w.model, '') as moved_by,
       coalesce(w.model_details, 'null'::jsonb) as moved_details, coalesce(w.observations, '[]'::jsonb) as moved_observations
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
left join lateral (
    select b.model, b.model_details, b.observations
    from answer b
    where b.project_id = m.project_id and b.media_id = m.media_id and b.method = 'machine' and b.model like 'motion %'
      and b.model_details -> 'verdict' is not null
    order by b.answered_at, b.answer_id
    limit 1) w on $4::boolean
where m.project_id = $1 and m.state = 'ready' and m.classified_at is not null and (select project_allows($1, $2, $3))
