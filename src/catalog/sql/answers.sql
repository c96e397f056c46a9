-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: lock_media (kept)
-- In one order everywhere, so that two who answer the same media wait instead of deadlocking.
select m.media_id
from media m
where m.project_id = $1 and m.media_id = any ($4::uuid[]) and (select project_allows($1, $2, $3))
order by m.media_id
for no key update

-- name: append_answers (kept)
insert into answer (project_id, answer_id, batch_id, media_id, method, account_id, model, model_details, observations,
                    retracts, answered_at, model_run_id, adjudicates, by_expert, program)
select $1, x.answer_id, x.batch_id, x.media_id, x.method, x.account_id, x.model, x.model_details::jsonb,
       x.observations::jsonb, x.retracts, x.answered_at, x.model_run_id, x.adjudicates, x.by_expert, x.program
from unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::uuid[], $9::text[], $10::text[], $11::text[],
            $12::uuid[], $13::timestamptz[], $14::uuid[],
            $15::boolean[], $16::boolean[], $17::text[])
     as x (answer_id, batch_id, media_id, method, account_id, model, model_details, observations, retracts, answered_at,
           model_run_id, adjudicates, by_expert, program)
where (select project_allows($1, $2, $3))

-- name: append_answers_once
-- As append_answers; what is there under its id stays. Gives what was written.
insert into answer (project_id, answer_id, batch_id, media_id, method, account_id, model, model_details, observations,
                    retracts, answered_at, model_run_id, adjudicates, by_expert, program)
select $1, x.answer_id, x.batch_id, x.media_id, x.method, x.account_id, x.model, x.model_details::jsonb,
       x.observations::jsonb, x.retracts, x.answered_at, x.model_run_id, x.adjudicates, x.by_expert, x.program
from unnest($4::uuid[], $5::uuid[], $6::uuid[], $7::text[], $8::uuid[], $9::text[], $10::text[], $11::text[],
            $12::uuid[], $13::timestamptz[], $14::uuid[],
            $15::boolean[], $16::boolean[], $17::text[])
     as x (answer_id, batch_id, media_id, method, account_id, model, model_details, observations, retracts, answered_at,
           model_run_id, adjudicates, by_expert, program)
where (select project_allows($1, $2, $3))
on conflict (project_id, answer_id) do nothing
returning media_id, answered_at, model_run_id is not null as of_run

-- name: note_classified
update media m set classified_at = x.answered_at
from (select y.media_id, max(y.answered_at) as answered_at
      from unnest($4::uuid[], $5::timestamptz[]) as y (media_id, answered_at)
      group by y.media_id) x
where m.project_id = $1 and m.media_id = x.media_id and (select project_allows($1, $2, $3))
  and (m.classified_at is null or m.classified_at < x.answered_at)

-- name: ledger_of_media (kept)
select a.answer_id, a.batch_id, a.media_id, a.method, a.account_id, a.model, a.model_details, a.observations, a.retracts,
       a.answered_at, a.model_run_id, coalesce(p.name, '') as account_name, stands_beside($1, a.model_run_id) as beside,
       a.adjudicates, coalesce(a.by_expert, a.method = 'human' and project_expert($1, a.account_id)) as by_expert, a.program
from answer a
left join account p on p.account_id = a.account_id
where a.project_id = $1 and a.media_id = any ($4::uuid[]) and (select project_allows($1, $2, $3))
order by a.media_id, a.answered_at, a.answer_id

-- name: told_ledger_of_media
-- As ledger_of_media, for who looks: what other people answered to a media that is reviewed blind is left out until it is
-- settled; of a conflict those who adjudicate are told.
select a.answer_id, a.batch_id, a.media_id, a.method, a.account_id, a.model, a.model_details, a.observations, a.retracts,
       a.answered_at, a.model_run_id, coalesce(p.name, '') as account_name, stands_beside($1, a.model_run_id) as beside,
       a.adjudicates, coalesce(a.by_expert, a.method = 'human' and project_expert($1, a.account_id)) as by_expert, a.program
from answer a
join media m on m.project_id = a.project_id and m.media_id = a.media_id
left join account p on p.account_id = a.account_id
where a.project_id = $1 and a.media_id = any ($4::uuid[]) and (select project_allows($1, $2, $3))
  and (a.method = 'machine' or a.account_id = $2 or $2::uuid is null or not m.kept_back
       or (m.consensus = 'conflict' and (select project_expert($1, $2))))
order by a.media_id, a.answered_at, a.answer_id

-- name: ledger_of_batch
select a.answer_id, a.batch_id, a.media_id, a.method, a.account_id, a.model, a.model_details, a.observations, a.retracts,
       a.answered_at, a.model_run_id, coalesce(p.name, '') as account_name, stands_beside($1, a.model_run_id) as beside,
       a.adjudicates, coalesce(a.by_expert, a.method = 'human' and project_expert($1, a.account_id)) as by_expert, a.program
from answer a
left join account p on p.account_id = a.account_id
where a.project_id = $1 and a.batch_id = $4 and (select project_allows($1, $2, $3))
order by a.media_id, a.answered_at, a.answer_id

-- name: answerers
-- Those that are gone are not told.
select k.who, k.account_id, coalesce(a.name, '') as account_name
from answerer k
left join account a on a.account_id = k.account_id
where k.project_id = $1 and (select project_allows($1, $2, $3))
order by a.name, k.who

-- name: each_judged
-- Of each medium that people agree on, what each machine said of it last, and what holds.
select a.media_id, a.location_id, a.model, a.model_details, a.observations,
       (select coalesce(array_agg(distinct case when o.scientific_name = '' or o.observation_type = 'human'
                                                then o.observation_type else o.scientific_name end), '{}'::text[])
        from observation o
        where o.project_id = $1 and o.media_id = a.media_id) as truth
from (select distinct on (b.media_id, b.model) b.media_id, d.location_id, b.model, b.model_details, b.observations
      from answer b
      join media m on m.project_id = b.project_id and m.media_id = b.media_id and m.consensus = 'human'
      join deployment d on d.project_id = m.project_id and d.deployment_id = m.deployment_id
      where b.project_id = $1 and b.method = 'machine' and b.retracts is null
        and not exists (select 1 from answer r where r.project_id = $1 and r.media_id = b.media_id and r.retracts = b.answer_id)
      order by b.media_id, b.model, b.answered_at desc, b.answer_id desc) a
where (select project_allows($1, $2, $3))
order by a.media_id, a.model
