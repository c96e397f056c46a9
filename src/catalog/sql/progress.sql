-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: progress_of
select m.media, m.ready, m.unreadable, m.classified, m.reviewed, j.waiting, j.running, j.dead
from (select count(*) as media,
             count(*) filter (where x.state = 'ready') as ready,
             count(*) filter (where x.state = 'unreadable') as unreadable,
             count(*) filter (where x.state = 'ready' and x.classified_at is not null) as classified,
             count(*) filter (where x.consensus in ('human', 'conflict', 'awaiting')) as reviewed
      from media x
      where x.project_id = $1) m,
     (select (select count(*) from job x where x.project_id = $1 and x.state = 'queued') as waiting,
             (select count(*) from job x where x.project_id = $1 and x.state = 'running') as running,
             (select count(*) from job x where x.project_id = $1 and x.state = 'dead') as dead) j
where (select project_allows($1, $2, $3))

-- name: progress_problems
(select m.media_id::text as media_id, m.file_name, m.problem_code as code, m.problem_detail as detail
 from media m
 where m.project_id = $1 and m.state = 'unreadable' and (select project_allows($1, $2, $3))
 order by m.media_id
 limit 100)
union all
(select coalesce(m.media_id::text, '') as media_id, coalesce(m.file_name, '') as file_name, j.problem_code as code,
        j.kind || ': ' || j.problem_detail as detail
 from job j
 left join media m on m.project_id = j.project_id
      and m.media_id = case when j.subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then j.subject::uuid end
 where j.project_id = $1 and j.state = 'dead' and (select project_allows($1, $2, $3))
 order by j.finished_at desc, j.job_id
 limit 100)
limit 100
