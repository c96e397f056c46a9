-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: record_clock_correction
insert into clock_correction (project_id, deployment_id, clock_correction_id, kind, offset_ms, shown_1, right_1, shown_2,
                              right_2, set_at, years, utc_offset_minutes, reason, account_id)
select $1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $2
where (select project_allows($1, $2, $3))
  and exists (select 1 from deployment d where d.project_id = $1 and d.deployment_id = $4)

-- name: list_clock_corrections
select c.clock_correction_id, c.deployment_id, c.kind, c.offset_ms, c.shown_1, c.right_1, c.shown_2, c.right_2, c.set_at,
       c.years, c.utc_offset_minutes, c.reason, coalesce(a.name, '') as account_name, c.recorded_at, c.retracted_at,
       coalesce(b.name, '') as retracted_by
from clock_correction c
left join account a on a.account_id = c.account_id
left join account b on b.account_id = c.retracted_by
where c.project_id = $1 and c.deployment_id = $4 and (select project_allows($1, $2, $3))
order by c.recorded_at, c.clock_correction_id

-- name: retract_clock_correction
update clock_correction
set retracted_at = clock_timestamp(), retracted_by = $2
where project_id = $1 and deployment_id = $4 and clock_correction_id = $5 and retracted_at is null
  and (select project_allows($1, $2, $3))

-- name: holding_corrections (kept)
select c.deployment_id, c.kind, c.offset_ms, c.shown_1, c.right_1, c.shown_2, c.right_2, c.set_at, c.years,
       c.utc_offset_minutes
from clock_correction c
where c.project_id = $1 and c.deployment_id = any ($4::uuid[]) and c.retracted_at is null
  and (select project_allows($1, $2, $3))
order by c.deployment_id, c.recorded_at, c.clock_correction_id
