-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: record_failure_period
insert into failure_period (project_id, deployment_id, failure_period_id, failure_start, failure_end, reason, verdict,
                            comments, account_id)
select $1, $4, $5, $6, $7, $8, $9, $10, $2
where (select project_allows($1, $2, $3))
  and exists (select 1 from deployment d where d.project_id = $1 and d.deployment_id = $4)

-- name: list_failure_periods
select f.failure_period_id, f.deployment_id, f.failure_start, f.failure_end, f.reason, f.comments, f.verdict,
       coalesce(a.name, '') as account_name, f.recorded_at, f.retracted_at, coalesce(b.name, '') as retracted_by
from failure_period f
left join account a on a.account_id = f.account_id
left join account b on b.account_id = f.retracted_by
where f.project_id = $1 and f.deployment_id = $4 and (select project_allows($1, $2, $3))
order by f.failure_start, f.recorded_at, f.failure_period_id

-- name: retract_failure_period
update failure_period
set retracted_at = clock_timestamp(), retracted_by = $2
where project_id = $1 and deployment_id = $4 and failure_period_id = $5 and retracted_at is null
  and (select project_allows($1, $2, $3))

-- name: holding_failures
select f.failure_period_id, f.deployment_id, f.failure_start, f.failure_end, f.reason, f.comments
from failure_period f
where f.project_id = $1 and f.retracted_at is null and f.verdict = 'failed' and (select project_allows($1, $2, $3))
order by f.deployment_id, f.failure_start, f.failure_period_id

-- name: each_failure_period
-- The bounds of a deployment are those of each_deployment.
select f.failure_period_id, f.deployment_id, greatest(f.failure_start, d.deployment_start) as failure_start,
       least(coalesce(f.failure_end, b.deployment_end), b.deployment_end) as failure_end, f.reason, f.comments,
       d.time_zone
from failure_period f
join deployment d on d.project_id = f.project_id and d.deployment_id = f.deployment_id
join location l on l.project_id = d.project_id and l.location_id = d.location_id
join lateral (select coalesce(d.deployment_end, greatest(d.deployment_start, max(m.captured_at))) as deployment_end
              from media m
              where m.project_id = d.project_id and m.deployment_id = d.deployment_id and m.state = 'ready') b on true
where f.project_id = $1 and f.retracted_at is null and f.verdict = 'failed' and (select project_allows($1, $2, $3))
  and d.deployment_start is not null and greatest(f.failure_start, d.deployment_start)
      < least(coalesce(f.failure_end, b.deployment_end), b.deployment_end)
order by l.name, d.deployment_start, d.deployment_id, f.failure_start, f.failure_period_id
