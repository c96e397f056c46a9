-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: models_of_project (kept)
select c.detector, c.classifiers, c.tiles, c.second_opinion, coalesce(a.name, '') as account_name, c.recorded_at
from model_choice c
left join account a on a.account_id = c.account_id
where c.project_id = $1 and (select project_allows($1, $2, $3))
order by c.recorded_at desc, c.model_choice_id desc
limit 1

-- name: choose_models
insert into model_choice (project_id, model_choice_id, detector, classifiers, tiles, second_opinion, account_id)
select p.project_id, $4, $5, $6::text[], $7, $8, $2
from project p
where p.project_id = $1 and (select project_allows($1, $2, $3))
