-- $1 project, $2 account that looks (NULL: the system), $3 least role, $4 import.

-- name: begin_prediction_import
insert into prediction_import (project_id, prediction_import_id, name, threshold, classification_threshold, account_id)
select p.project_id, $4, $5, $6, $7, $2
from project p
where p.project_id = $1 and (select project_allows($1, $2, $3))

-- name: forget_broken_imports
-- Whose sender has been silent for a day.
delete from prediction_import i
where i.project_id = $1 and i.state = 'receiving' and i.created_at < now() - interval '1 day'
  and (select project_allows($1, $2, $3))

-- name: add_prediction_piece
-- $5 number, $6 bytes
insert into prediction_piece (project_id, prediction_import_id, number, bytes)
select $1, i.prediction_import_id, $5, $6::bytea
from prediction_import i
where i.project_id = $1 and i.prediction_import_id = $4 and i.state = 'receiving' and (select project_allows($1, $2, $3))

-- name: finish_receiving
-- $5 how many bytes came.
update prediction_import set state = 'waiting', bytes = $5
where project_id = $1 and prediction_import_id = $4 and state = 'receiving' and (select project_allows($1, $2, $3))

-- name: drop_prediction_import
delete from prediction_import
where project_id = $1 and prediction_import_id = $4 and state = 'receiving' and (select project_allows($1, $2, $3))

-- name: prediction_piece
-- $5 number
select p.bytes
from prediction_piece p
where p.project_id = $1 and p.prediction_import_id = $4 and p.number = $5 and (select project_allows($1, $2, $3))

-- name: list_prediction_imports
-- $4 import (NULL: all), $5 kind of its job, $6 how many. Those whose file is still coming are nobody's yet.
select i.prediction_import_id, i.name, i.threshold, i.classification_threshold, i.state, i.bytes, i.entries, i.done, i.report,
       i.problem_code, i.problem_detail, coalesce(a.name, '') as account_name, i.created_at, i.finished_at,
       coalesce(j.state, '') as job_state, coalesce(j.problem_detail, '') as job_problem
from prediction_import i
left join account a on a.account_id = i.account_id
left join lateral (
    select x.state, x.problem_detail
    from job x
    where x.project_id = $1 and x.subject = i.prediction_import_id::text and x.kind = $5 and i.state = 'waiting'
    order by x.created_at desc
    limit 1) j on true
where i.project_id = $1 and ($4::uuid is null or i.prediction_import_id = $4) and i.state <> 'receiving'
  and (select project_allows($1, $2, $3))
order by i.created_at desc, i.prediction_import_id desc
limit $6

-- name: note_import_progress
-- $5 entries, $6 of these done.
update prediction_import set entries = $5, done = $6
where project_id = $1 and prediction_import_id = $4 and state = 'waiting' and (select project_allows($1, $2, $3))

-- name: finish_prediction_import
-- $5 state, $6 report or NULL, $7 $8 the problem.
with read as (
    delete from prediction_piece p
    where p.project_id = $1 and p.prediction_import_id = $4 and (select project_allows($1, $2, $3))
)
update prediction_import
set state = $5, report = $6::jsonb, problem_code = $7, problem_detail = $8, finished_at = clock_timestamp(),
    done = coalesce(case when $5 = 'done' then entries end, done)
where project_id = $1 and prediction_import_id = $4 and state = 'waiting' and (select project_allows($1, $2, $3))
