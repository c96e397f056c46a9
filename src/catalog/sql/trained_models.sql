-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: lock_training
-- One after the other: who starts a training sees the one that began a moment before.
select p.project_id
from project p
where p.project_id = $1 and (select project_allows($1, $2, $3))
for no key update

-- name: start_training
insert into trained_model (project_id, trained_model_id, name, backbone, taxa, seed, account_id)
select p.project_id, $4, $5, $6, $7::text[], $8, $2
from project p
where p.project_id = $1 and (select project_allows($1, $2, $3))

-- name: list_trained_models
-- A run whose job was given up has failed, as the job says; where somebody queues that again, it goes on.
select t.trained_model_id, t.name, t.version, t.backbone, t.taxa, t.seed,
       case when j.job_id is not null then 'failed' else t.state end as state, t.step, t.done, t.total,
       coalesce(j.problem_code, t.problem_code) as problem_code,
       coalesce(j.problem_detail, t.problem_detail) as problem_detail,
       coalesce(a.name, '') as account_name, t.created_at, t.finished_at, t.weights_sha256, t.weights_bytes,
       coalesce(t.manifest::jsonb ->> 'licence', '') as licence, t.report
from trained_model t
left join account a on a.account_id = t.account_id
left join lateral (
    select x.job_id, x.problem_code, x.problem_detail
    from job x
    where x.project_id = $1 and x.subject = t.trained_model_id::text and x.kind = 'train_model' and x.state = 'dead'
      and t.state in ('queued', 'running')
    order by x.finished_at desc
    limit 1) j on true
where t.project_id = $1 and t.removed_at is null and (select project_allows($1, $2, $3))
  and ($4::uuid is null or t.trained_model_id = $4)
order by t.created_at desc, t.trained_model_id desc

-- name: texts_of_trained_models
-- $4 "NAME-vVERSION". Locked, so that none is removed while it is chosen.
select t.name, t.version, t.weights_sha256, t.weights_bytes, t.manifest, t.labels, t.card
from trained_model t
where t.project_id = $1 and t.state = 'ready' and t.removed_at is null and (select project_allows($1, $2, $3))
  and t.name || '-v' || t.version = any ($4::text[])
order by t.name, t.version
for key share

-- name: go_on_training
-- Nothing where the run was ended or taken away: whoever trains then stops.
update trained_model t
set state = 'running', step = $5, done = $6, total = $7
where t.project_id = $1 and t.trained_model_id = $4 and t.state in ('queued', 'running') and t.removed_at is null
  and (select project_allows($1, $2, $3))

-- name: next_version_of_model
select coalesce(max(t.version), 0) + 1 as version
from trained_model t
where t.project_id = $1 and t.name = $4 and (select project_allows($1, $2, $3))

-- name: finish_training
with kept as (
    insert into blob (sha256, bytes)
    select $6, $7
    where (select project_allows($1, $2, $3))
    on conflict (sha256) do nothing
)
update trained_model t
set state = 'ready', step = '', version = $5, weights_sha256 = $6, weights_bytes = $7, manifest = $8, labels = $9,
    card = $10, report = $11::jsonb, problem_code = '', problem_detail = '', finished_at = clock_timestamp()
where t.project_id = $1 and t.trained_model_id = $4 and t.state in ('queued', 'running') and t.removed_at is null
  and (select project_allows($1, $2, $3))

-- name: fail_training
update trained_model t
set state = 'failed', step = '', problem_code = $5, problem_detail = $6, finished_at = clock_timestamp()
where t.project_id = $1 and t.trained_model_id = $4 and t.state in ('queued', 'running') and t.removed_at is null
  and (select project_allows($1, $2, $3))

-- name: lock_trained_model
select t.name, t.version
from trained_model t
where t.project_id = $1 and t.trained_model_id = $4 and t.removed_at is null and (select project_allows($1, $2, $3))
for update

-- name: remove_trained_model
update trained_model t
set removed_at = clock_timestamp(), weights_sha256 = null
where t.project_id = $1 and t.trained_model_id = $4 and t.removed_at is null and (select project_allows($1, $2, $3))
