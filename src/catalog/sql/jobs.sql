-- The queue. "Twins" are jobs for the same work; only one of them can be queued, so a running job that would
-- be queued again while a twin is queued is done with instead.

-- name: enqueue (kept)
with written as (
    insert into job (job_id, project_id, kind, subject, priority, run_after)
    select distinct on (x.kind, x.project_id, x.subject)
           x.job_id, x.project_id, x.kind, x.subject, x.priority, now() + make_interval(secs => x.delay_ms::double precision / 1000)
    from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::integer[], $6::bigint[])
         as x (job_id, project_id, kind, subject, priority, delay_ms)
    order by x.kind, x.project_id, x.subject, x.priority desc, x.delay_ms
    on conflict (kind, project_id, subject) where state = 'queued' do update
    set priority = greatest(job.priority, excluded.priority), run_after = least(job.run_after, excluded.run_after)
    where excluded.priority > job.priority or excluded.run_after < job.run_after
    returning (xmax = 0) as is_new
)
select count(*) filter (where w.is_new) as added
from written w

-- name: enqueue_unclassified
insert into job (job_id, project_id, kind, subject, priority)
select gen_random_uuid(), m.project_id, $1, m.media_id::text, $2
from media m
where m.state = 'ready' and m.classified_at is null and m.kind in ('image', 'video')
  and not exists (
        select 1 from job j
        where j.project_id = m.project_id and j.subject = m.media_id::text and j.kind = $1
          and j.state in ('queued', 'running', 'dead'))
order by m.project_id, m.media_id
on conflict (kind, project_id, subject) where state = 'queued' do nothing

-- name: claim_jobs (kept)
-- $1 worker, $2 kinds, $3 how many, $4 lease in ms. `waiting` hops from project to project through the
-- index; of each project only the first jobs are looked at, some more than asked for because others may
-- be taking them at this moment.
with recursive waiting as (
    (select j.project_id
     from job j
     where j.state = 'queued'
     order by j.project_id
     limit 1)
    union all
    select (select j.project_id
            from job j
            where j.state = 'queued' and j.project_id > w.project_id
            order by j.project_id
            limit 1)
    from waiting w
    where w.project_id is not null
), running as (
    select j.project_id, count(*) as jobs
    from job j
    where j.state = 'running'
    group by j.project_id
), candidate as (
    select c.job_id, c.priority, c.run_after,
           coalesce(r.jobs, 0)
               + row_number() over (partition by w.project_id order by c.priority desc, c.run_after, c.job_id) as turn
    from waiting w
    cross join unnest($2::text[]) as k (kind)
    cross join lateral (
        select j.job_id, j.priority, j.run_after
        from job j
        where j.project_id = w.project_id and j.kind = k.kind and j.state = 'queued' and j.run_after <= now()
        order by j.priority desc, j.run_after, j.job_id
        limit $3::integer * 4 + 32) c
    left join running r on r.project_id = w.project_id
    where w.project_id is not null
    order by turn, c.priority desc, c.run_after, c.job_id
    limit $3::integer * 4 + 32
), taken as (
    select j.job_id
    from candidate c
    join job j on j.job_id = c.job_id
    where j.state = 'queued'
    order by c.turn, c.priority desc, c.run_after, c.job_id
    limit $3::integer
    for update of j skip locked
)
update job j
set state = 'running', attempts = j.attempts + 1, worker = $1, lease_until = now() + make_interval(secs => $4::double precision / 1000)
from taken t
where j.job_id = t.job_id
returning j.job_id, j.project_id, j.kind, j.subject, j.state, j.priority, j.attempts, j.worker, j.problem_code,
       j.problem_detail, j.created_at, j.run_after, j.lease_until, j.finished_at

-- name: claim_alike (kept)
-- $1 worker, $2 project, $3 kind, $4 how many, $5 lease in ms, $6 the first job's subject where subjects end with media of
-- which only photos are wanted (and none where that is no photo), and begin alike, as those of one run do; else NULL. Only
-- what was never tried: what ended its worker, or failed, is tried by itself, so that it takes no others along.
with taken as (
    select j.job_id
    from job j
    where j.project_id = $2 and j.kind = $3 and j.state = 'queued' and j.run_after <= now() and j.attempts = 0
      and case when $6::text is null then true
               when left(j.subject, -36) <> left($6::text, -36) then false
               else (select m.kind from media m where m.project_id = $2 and m.media_id = right($6::text, 36)::uuid) = 'image'
                    and (select m.kind from media m where m.project_id = $2 and m.media_id = right(j.subject, 36)::uuid) = 'image'
          end
    order by j.priority desc, j.run_after, j.job_id
    limit $4::integer
    for update of j skip locked
)
update job j
set state = 'running', attempts = j.attempts + 1, worker = $1, lease_until = now() + make_interval(secs => $5::double precision / 1000)
from taken t
where j.job_id = t.job_id
returning j.job_id, j.project_id, j.kind, j.subject, j.state, j.priority, j.attempts, j.worker, j.problem_code,
       j.problem_detail, j.created_at, j.run_after, j.lease_until, j.finished_at

-- name: renew_leases
update job
set lease_until = now() + make_interval(secs => $3::double precision / 1000)
where job_id = any ($2::uuid[]) and worker = $1 and state = 'running'
returning job_id

-- name: finish_jobs (kept)
with done as (
    update job
    set state = 'done', lease_until = null, finished_at = now(), problem_code = '', problem_detail = ''
    where job_id = any ($2::uuid[]) and worker = $1 and state = 'running'
    returning job_id, project_id, kind, subject
), obsolete as (
    delete from job j
    using done
    where j.project_id = done.project_id and j.kind = done.kind and j.subject = done.subject and j.state = 'dead'
)
select count(*) as found
from done

-- name: fail_job
-- $3 $4 the problem, $5 attempts, $6 first delay, $7 longest delay, both in ms.
update job j
set state = case when exists (select 1 from job q where q.kind = j.kind and q.project_id = j.project_id and q.subject = j.subject and q.state = 'queued') then 'done'
                 when j.attempts >= $5::integer then 'dead'
                 else 'queued' end,
    problem_code = $3, problem_detail = $4, worker = '', lease_until = null,
    run_after = now() + make_interval(secs =>
        least($6::double precision * power(2, least(j.attempts, 30) - 1), $7::double precision) / 1000),
    finished_at = case when j.attempts >= $5::integer or exists (select 1 from job q where q.kind = j.kind and q.project_id = j.project_id and q.subject = j.subject and q.state = 'queued') then now() end
where j.job_id = $2 and j.worker = $1 and j.state = 'running'
returning j.state

-- name: release_jobs
-- $2 which; an empty list: all of them.
with mine as (
    select j.job_id, j.kind, j.project_id, j.subject
    from job j
    where j.worker = $1 and j.state = 'running' and (cardinality($2::uuid[]) = 0 or j.job_id = any ($2::uuid[]))
    for update
), fate as (
    select m.job_id,
           row_number() over (partition by m.kind, m.project_id, m.subject order by m.job_id) > 1
               or exists (select 1 from job q where q.kind = m.kind and q.project_id = m.project_id and q.subject = m.subject and q.state = 'queued') as has_twin
    from mine m
)
update job j
set state = case when f.has_twin then 'done' else 'queued' end, attempts = greatest(j.attempts - 1, 0), worker = '',
    lease_until = null, run_after = now(), finished_at = case when f.has_twin then now() end
from fate f
where j.job_id = f.job_id

-- name: reclaim_expired
with lost as (
    select j.job_id, j.kind, j.project_id, j.subject
    from job j
    where j.state = 'running' and j.lease_until < now()
    for update skip locked
), fate as (
    select x.job_id,
           row_number() over (partition by x.kind, x.project_id, x.subject order by x.job_id) > 1
               or exists (select 1 from job q where q.kind = x.kind and q.project_id = x.project_id and q.subject = x.subject and q.state = 'queued') as has_twin
    from lost x
), changed as (
    update job j
    set state = case when f.has_twin then 'done' when j.attempts >= $1::integer then 'dead' else 'queued' end,
        problem_code = 'interrupted',
        problem_detail = 'The worker ' || j.worker || ' ended before the work was done.',
        worker = '', lease_until = null, run_after = now(),
        finished_at = case when f.has_twin or j.attempts >= $1::integer then now() end
    from fate f
    where j.job_id = f.job_id
    returning j.project_id, j.kind, j.subject, j.state
), unplayable as (
    -- Nobody is left to say it of the video.
    update media m
    set playback = 'failed', playback_detail = 'the worker ended each time before the proxy was made'
    from changed c
    where c.kind = 'make_proxy' and c.state = 'dead' and m.project_id = c.project_id and m.media_id::text = c.subject
      and m.playback = 'pending'
)
select 1 from changed

-- name: job_counts
-- Each state has an index of its own.
select (select count(*) from job j where j.state = 'queued') as queued,
       (select count(*) from job j where j.state = 'running') as running,
       (select count(*) from job j where j.state = 'dead') as dead

-- name: dead_jobs
select j.job_id, j.project_id, j.kind, j.subject, j.state, j.priority, j.attempts, j.worker, j.problem_code,
       j.problem_detail, j.created_at, j.run_after, j.lease_until, j.finished_at
from job j
where j.project_id = $1 and j.state = 'dead' and (select project_allows($1, $2, $3))
order by j.finished_at desc, j.job_id desc
limit $4

-- name: retry_dead
with given_up as (
    select j.job_id, j.kind, j.project_id, j.subject
    from job j
    where j.project_id = $1 and j.state = 'dead' and (select project_allows($1, $2, $3))
    for update
), fate as (
    select g.job_id,
           row_number() over (partition by g.kind, g.project_id, g.subject order by g.job_id) > 1
               or exists (select 1 from job q where q.kind = g.kind and q.project_id = g.project_id and q.subject = g.subject and q.state = 'queued') as has_twin
    from given_up g
), again as (
    update job j
    set state = case when f.has_twin then 'done' else 'queued' end, attempts = 0, run_after = now(),
        finished_at = case when f.has_twin then now() end
    from fate f
    where j.job_id = f.job_id
    returning j.state
)
select count(*) filter (where a.state = 'queued') as queued
from again a

-- name: jobs_about
select j.job_id, j.project_id, j.kind, j.subject, j.state, j.priority, j.attempts, j.worker, j.problem_code,
       j.problem_detail, j.created_at, j.run_after, j.lease_until, j.finished_at
from job j
where j.project_id = $1 and j.subject = $4 and (select project_allows($1, $2, $3))
order by j.created_at, j.job_id

-- name: forget_done
delete from job j
where j.state = 'done' and j.finished_at < now() - make_interval(secs => $1::double precision / 1000)
