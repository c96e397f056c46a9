-- $1 project, $2 account that looks (NULL: the system), $3 least role, $4 run.

-- name: begin_model_run
insert into model_run (project_id, model_run_id, detector, classifiers, models, asked, media, account_id)
select p.project_id, $4, $5, $6::text[], $7::jsonb, $8::jsonb, 0, $2
from project p
where p.project_id = $1 and (select project_allows($1, $2, $3))

-- name: add_run_media
-- $4 to $17 as of media_list.sql, $18 run, $19 media (none: all), $20 upload. Ready photos and videos.
with chosen as (
    insert into model_run_media (project_id, model_run_id, media_id)
    select $1, $18, m.media_id
    from media m
    where m.project_id = $1 and (select project_allows($1, $2, $3)) and m.state = 'ready' and m.kind in ('image', 'video')
      and {{media_passes}}
      and {{taken_between}}
      and (cardinality($19::uuid[]) = 0 or m.media_id = any ($19::uuid[]))
      and ($20::uuid is null or m.upload_id = $20)
    returning media_id
)
update model_run r set media = (select count(*) from chosen)
where r.project_id = $1 and r.model_run_id = $18
returning (select count(*) from chosen) as media

-- name: enqueue_model_run
-- $5 kind of job, $6 priority
insert into job (job_id, project_id, kind, subject, priority)
select gen_random_uuid(), $1, $5, x.model_run_id::text || ' ' || x.media_id::text, $6
from model_run_media x
where x.project_id = $1 and x.model_run_id = $4 and x.done_at is null and (select project_allows($1, $2, $3))
order by x.media_id
on conflict (kind, project_id, subject) where state = 'queued' do nothing

-- name: list_model_runs
-- $4 run (NULL: all), $5 kind of its jobs, $6 how many.
select r.model_run_id, r.detector, r.classifiers, r.models, r.asked, r.media, coalesce(a.name, '') as account_name,
       r.created_at, r.cancelled_at, r.used_since, coalesce(b.name, '') as used_by,
       (select count(*) from model_run_media x
        where x.project_id = $1 and x.model_run_id = r.model_run_id and x.done_at is null) as open,
       (select count(*) from model_run_media x
        where x.project_id = $1 and x.model_run_id = r.model_run_id and x.problem <> '') as problems,
       (select count(*) from job j
        where j.project_id = $1 and j.state = 'dead' and j.kind = $5
          and starts_with(j.subject, r.model_run_id::text)) as dead,
       coalesce((select j.problem_detail from job j
                 where j.project_id = $1 and j.state = 'dead' and j.kind = $5
                   and starts_with(j.subject, r.model_run_id::text)
                 order by j.finished_at desc, j.job_id
                 limit 1), '') as dead_detail
from model_run r
left join account a on a.account_id = r.account_id
left join account b on b.account_id = r.used_by
where r.project_id = $1 and ($4::uuid is null or r.model_run_id = $4) and (select project_allows($1, $2, $3))
order by r.created_at desc, r.model_run_id desc
limit $6

-- name: open_in_run
-- $5 media. The run stays as it is until the end of the transaction: who puts it to use waits, and is seen by all later.
select r.detector, r.classifiers, r.models
from model_run r
join model_run_media x on x.project_id = r.project_id and x.model_run_id = r.model_run_id and x.media_id = $5
where r.project_id = $1 and r.model_run_id = $4 and r.cancelled_at is null and x.done_at is null
  and (select project_allows($1, $2, $3))
for share of r

-- name: note_run_media
-- $5 media, $6 why it could not be looked at, or empty.
update model_run_media
set done_at = clock_timestamp(), problem = $6
where project_id = $1 and model_run_id = $4 and media_id = $5 and done_at is null and (select project_allows($1, $2, $3))

-- name: cancel_model_run
-- $5 kind of its jobs
with unasked as (
    delete from job j
    where j.project_id = $1 and j.kind = $5 and j.state in ('queued', 'dead') and starts_with(j.subject, $4::uuid::text)
      and (select project_allows($1, $2, $3))
)
update model_run r
set cancelled_at = clock_timestamp()
where r.project_id = $1 and r.model_run_id = $4 and r.cancelled_at is null and (select project_allows($1, $2, $3))
  and exists (
        select from model_run_media x
        where x.project_id = $1 and x.model_run_id = $4 and x.done_at is null)

-- name: use_model_run
-- $5 to use or beside.
update model_run
set used_since = case when $5::boolean then coalesce(used_since, clock_timestamp()) end,
    used_by = case when not $5::boolean then null when used_since is null then $2 else used_by end
where project_id = $1 and model_run_id = $4 and (select project_allows($1, $2, $3))

-- name: run_classified
-- What the run looked at is looked at by the project's models once it is used.
update media m
set classified_at = greatest(m.classified_at, x.done_at)
from model_run_media x
where x.project_id = $1 and x.model_run_id = $4 and x.done_at is not null and x.problem = ''
  and m.project_id = $1 and m.media_id = x.media_id and (m.classified_at is null or m.classified_at < x.done_at)
  and (select project_allows($1, $2, $3))

-- name: media_of_run
-- $5 the media before (NULL: from the first), $6 how many: those that it answered.
select x.media_id
from model_run_media x
where x.project_id = $1 and x.model_run_id = $4 and x.done_at is not null and x.problem = ''
  and ($5::uuid is null or x.media_id > $5) and (select project_allows($1, $2, $3))
order by x.media_id
limit $6
