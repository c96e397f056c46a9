-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: record_reveal
-- $4 media, $5 form
insert into reveal (project_id, media_id, account_id, form)
select $1, $4, $2, $5
where (select project_allows($1, $2, $3)) and not exists (
    select from reveal r
    where r.project_id = $1 and r.media_id = $4 and r.account_id is not distinct from $2 and r.form = $5
      and r.revealed_at > clock_timestamp() - interval '1 hour')

-- name: list_reveals
-- $4 media (NULL: all), $5 how many. What the viewer may not look at is not named.
select r.media_id, coalesce(m.file_name, '') as file_name, coalesce(l.name, '') as location_name, r.form,
       coalesce(a.name, '') as account_name, r.revealed_at
from reveal r
left join media m on m.project_id = r.project_id and m.media_id = r.media_id
     and not (m.seen && (select withheld_types($1, $2)))
left join deployment d on d.project_id = m.project_id and d.deployment_id = m.deployment_id
left join location l on l.project_id = d.project_id and l.location_id = d.location_id
left join account a on a.account_id = r.account_id
where r.project_id = $1 and ($4::uuid is null or r.media_id = $4) and (select project_allows($1, $2, $3))
order by r.revealed_at desc, r.reveal_id
limit $5
