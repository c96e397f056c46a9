-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: review_rule_of_project (kept)
select r.kind, r.machine_above, r.machine_blank, r.machine_species, r.blind_percent, coalesce(a.name, '') as account_name,
       r.recorded_at
from review_rule r
left join account a on a.account_id = r.account_id
where r.project_id = $1 and (select project_allows($1, $2, $3))
order by r.recorded_at desc, r.review_rule_id desc
limit $4

-- name: choose_review_rule
insert into review_rule (project_id, review_rule_id, kind, machine_above, machine_blank, machine_species, blind_percent, account_id)
select p.project_id, $4, $5, $6, $7, $8, $9::smallint, $2
from project p
where p.project_id = $1 and (select project_allows($1, $2, $3))

-- name: viewer_is_expert (kept)
select project_expert($1, $2) as expert
where (select project_allows($1, $2, $3))

-- name: blind_since_of_media (kept)
-- Those that are drawn at present. The draw is only asked for where a share was ever chosen.
select m.media_id, d.since
from media m
cross join lateral (select blind_since($1, m.event_id) as since) d
where m.project_id = $1 and m.media_id = any ($4::uuid[]) and m.event_id is not null and d.since is not null
  and exists (select from review_rule r where r.project_id = $1 and r.blind_percent > 0) and (select project_allows($1, $2, $3))

-- name: answered_media
-- Those that have any answer; $4 deployment.
select m.media_id
from media m
where m.project_id = $1 and m.deployment_id = $4 and (m.consensus <> 'none' or m.classified_at is not null)
  and (select project_allows($1, $2, $3))
order by m.media_id

-- name: media_to_rule
-- Of the project, after $4 (NULL: from the first), $5 at most; $6 only those that people answered.
select m.media_id
from media m
where m.project_id = $1 and ($4::uuid is null or m.media_id > $4) and m.state = 'ready'
  and case when $6::boolean then m.consensus in ('awaiting', 'human', 'conflict') else m.consensus <> 'none' end
  and (select project_allows($1, $2, $3))
order by m.media_id
limit $5

-- name: kept_back_of (kept)
-- Of the media $4 those of which people's answers are not told yet.
select m.media_id
from media m
where m.project_id = $1 and m.media_id = any ($4::uuid[]) and m.kept_back and (select project_allows($1, $2, $3))

-- name: own_answers_of
-- What the account itself answered to the media $4, and whatever was taken back.
select a.answer_id, a.batch_id, a.media_id, a.method, a.account_id, a.model, a.model_details, a.observations, a.retracts,
       a.answered_at, a.model_run_id, coalesce(p.name, '') as account_name, false as beside, a.adjudicates,
       coalesce(a.by_expert, false) as by_expert, a.program
from answer a
left join account p on p.account_id = a.account_id
where a.project_id = $1 and a.media_id = any ($4::uuid[]) and a.method = 'human'
  and (a.account_id = $2 or a.retracts is not null) and (select project_allows($1, $2, $3))
order by a.media_id, a.answered_at, a.answer_id

-- name: list_conflicts
-- $4 after this media (NULL: from the first), $5 at most.
select m.media_id
from media m
where m.project_id = $1 and m.consensus = 'conflict' and ($4::uuid is null or m.media_id > $4)
  and not (m.seen && (select withheld_types($1, $2))) and (select project_allows($1, $2, $3)) and (select project_expert($1, $2))
order by m.media_id
limit $5

-- name: count_conflicts
select count(*) as total
from media m
where m.project_id = $1 and m.consensus = 'conflict' and not (m.seen && (select withheld_types($1, $2)))
  and (select project_allows($1, $2, $3)) and (select project_expert($1, $2))

-- name: each_shared_answer
-- What people said, retractions and all, of media that two or more of them answered.
select a.answer_id, a.media_id, a.account_id, a.observations, a.retracts, a.answered_at, a.adjudicates,
       coalesce(p.name, '') as account_name, blind_since($1, m.event_id) as blind_since
from (select b.media_id
      from answer b
      where b.project_id = $1 and b.method = 'human' and b.retracts is null and not b.adjudicates
      group by b.media_id
      having count(distinct b.account_id) > 1) shared
join media m on m.project_id = $1 and m.media_id = shared.media_id
join answer a on a.project_id = $1 and a.media_id = shared.media_id and a.method = 'human'
left join account p on p.account_id = a.account_id
where (m.consensus <> 'awaiting' or not m.kept_back) and not (m.seen && (select withheld_types($1, $2)))
  and (select project_allows($1, $2, $3)) and (select project_expert($1, $2))
order by a.media_id, a.answered_at, a.answer_id
