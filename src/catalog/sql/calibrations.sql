-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: list_calibrations (kept)
select c.model, c.category, c.curve, c.answers, c.fitted_at, coalesce(a.name, '') as account_name
from calibration c
left join account a on a.account_id = c.account_id
where c.project_id = $1 and (select project_allows($1, $2, $3))
order by c.model, c.category

-- name: put_calibration
insert into calibration (project_id, model, category, curve, answers, account_id)
select $1, $4, $5, $6::jsonb, $7, $2
where (select project_allows($1, $2, $3))
on conflict (project_id, model, category) do update
set curve = excluded.curve, answers = excluded.answers, account_id = excluded.account_id, fitted_at = now()

-- name: drop_calibrations
delete from calibration c
where c.project_id = $1 and c.model = $4 and (select project_allows($1, $2, $3))

-- name: media_by_machine
-- Those whose content a machine's answer is, after $4 (NULL: from the first), $5 at most.
select m.media_id
from media m
where m.project_id = $1 and (m.consensus in ('machine', 'accepted') or m.kept_back) and ($4::uuid is null or m.media_id > $4)
  and (select project_allows($1, $2, $3))
order by m.media_id
limit $5
