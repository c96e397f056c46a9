-- $1 project, $2 account that looks (NULL: the system), $3 least role, $4 upload (or file).

-- name: announce_files
-- Three questions to each file: has this project a media of these bytes (duplicate); has the store these
-- bytes for another project of the organisation, in a media that the account may look at (then they can be linked); else
-- they are wanted. Bytes of projects that the account may not see are asked for like unknown ones:
-- nobody gets a file by knowing its hash. A file of a card by folders that lies in none of them has no place to go:
-- it fails, with the reason $11 $12.
with announced as (
    select a.upload_file_id, a.path, a.bytes, a.sha256, a.modified_at, a.mapped_folder, a.place
    from unnest($5::uuid[], $6::text[], $7::bigint[], $8::text[], $9::timestamptz[], $10::text[])
         with ordinality as a (upload_file_id, path, bytes, sha256, modified_at, mapped_folder, place)
), here as (
    select m.sha256, m.media_id
    from media m
    where m.project_id = $1 and m.sha256 = any ($8::text[])
), near as (
    select distinct m.sha256
    from media m
    join project p on p.project_id = m.project_id
    where m.sha256 = any ($8::text[]) and m.project_id <> $1
      and p.organisation_id = (select own.organisation_id from project own where own.project_id = $1)
      and project_allows(m.project_id, $2, 1) and not (m.seen && withheld_types(m.project_id, $2))
), written as (
    insert into upload_file (project_id, upload_id, upload_file_id, path, bytes, modified_at, sha256, mapped_folder, state,
                             media_id, problem_code, problem_detail)
    select $1, u.upload_id, a.upload_file_id, a.path, a.bytes, a.modified_at, a.sha256, a.mapped_folder,
           case when h.media_id is not null then 'duplicate' when p.placeless then 'failed' else 'wanted' end, h.media_id,
           case when h.media_id is null and p.placeless then $11 else '' end,
           case when h.media_id is null and p.placeless then $12 else '' end
    from announced a
    join upload u on u.project_id = $1 and u.upload_id = $4
    cross join lateral (select u.deployment_id is null and a.mapped_folder is null as placeless) p
    left join here h on h.sha256 = a.sha256
    where (select project_allows($1, $2, $3))
    on conflict (project_id, upload_id, path) do update
    set bytes = excluded.bytes, modified_at = excluded.modified_at, sha256 = excluded.sha256,
        mapped_folder = excluded.mapped_folder,
        state = case when upload_file.state = 'stored' and upload_file.sha256 = excluded.sha256
                     then 'stored' else excluded.state end,
        media_id = case when upload_file.state = 'stored' and upload_file.sha256 = excluded.sha256
                        then upload_file.media_id else excluded.media_id end,
        problem_code = case when upload_file.state = 'stored' and upload_file.sha256 = excluded.sha256
                            then '' else excluded.problem_code end,
        problem_detail = case when upload_file.state = 'stored' and upload_file.sha256 = excluded.sha256
                              then '' else excluded.problem_detail end,
        changed_at = now(),
        verified_at = case when upload_file.sha256 = excluded.sha256 then upload_file.verified_at end
    returning upload_file_id, upload_id, path, bytes, modified_at, sha256, mapped_folder, state, media_id, problem_code,
              problem_detail
)
select w.upload_file_id, w.upload_id, coalesce(g.deployment_id, u.deployment_id) as deployment_id, w.path, w.bytes,
       w.modified_at, w.sha256, w.state, w.media_id, w.problem_code, w.problem_detail, '' as tus_metadata,
       coalesce(m.file_path, '') as twin_path, t.upload_id as twin_upload_id, coalesce(t.name, '') as twin_upload_name,
       w.state = 'wanted' and w.sha256 in (select n.sha256 from near n) as can_be_linked, false as is_limited
from written w
join announced a on a.path = w.path
join upload u on u.project_id = $1 and u.upload_id = w.upload_id
left join upload_folder g on g.project_id = $1 and g.upload_id = w.upload_id and g.folder = w.mapped_folder
left join media m on m.project_id = $1 and m.media_id = w.media_id and w.state = 'duplicate'
left join upload t on t.project_id = $1 and t.upload_id = m.upload_id
order by a.place

-- name: planner_knows_upload_files
-- Not where there is twice as much of them as when it looked.
select pg_relation_size(c.oid) <= 2 * current_setting('block_size')::bigint * c.relpages as knows
from pg_class c
where c.oid = 'upload_file'::regclass

-- name: analyze_upload_files
analyze upload_file

-- name: wanted_bytes
-- Of one card, each file once under however many names.
select coalesce(sum(w.bytes), 0)::bigint as bytes
from (
    select distinct f.sha256, f.bytes
    from upload_file f
    where f.project_id = $1 and f.upload_id = $4 and f.state = 'wanted' and (select project_allows($1, $2, $3))) w

-- name: upload_file_by_id (kept)
select f.upload_file_id, f.upload_id, coalesce(g.deployment_id, u.deployment_id) as deployment_id, f.path, f.bytes, f.modified_at, f.sha256, f.state, f.media_id,
       f.problem_code, f.problem_detail, f.tus_metadata, false as can_be_linked,
       (select o.quota_bytes is not null from project p join organisation o using (organisation_id)
        where p.project_id = f.project_id) as is_limited,
       '' as twin_path, null as twin_upload_id, '' as twin_upload_name
from upload_file f
join upload u on u.project_id = f.project_id and u.upload_id = f.upload_id
left join upload_folder g on g.project_id = f.project_id and g.upload_id = f.upload_id and g.folder = f.mapped_folder
where f.project_id = $1 and f.upload_id = $4 and f.upload_file_id = $5 and (select project_allows($1, $2, $3))

-- name: twin_of_media
-- $4 the media that a duplicate is of
select m.file_path as twin_path, t.upload_id as twin_upload_id, coalesce(t.name, '') as twin_upload_name
from media m
left join upload t on t.project_id = m.project_id and t.upload_id = m.upload_id
where m.project_id = $1 and m.media_id = $4 and (select project_allows($1, $2, $3))

-- name: list_upload_files
select f.upload_file_id, f.upload_id, coalesce(g.deployment_id, u.deployment_id) as deployment_id, f.path, f.bytes, f.modified_at, f.sha256, f.state, f.media_id,
       f.problem_code, f.problem_detail, f.tus_metadata, false as can_be_linked, false as is_limited,
       coalesce(m.file_path, '') as twin_path, t.upload_id as twin_upload_id, coalesce(t.name, '') as twin_upload_name
from upload_file f
join upload u on u.project_id = f.project_id and u.upload_id = f.upload_id
left join upload_folder g on g.project_id = f.project_id and g.upload_id = f.upload_id and g.folder = f.mapped_folder
left join media m on m.project_id = f.project_id and m.media_id = f.media_id and f.state = 'duplicate'
left join upload t on t.project_id = f.project_id and t.upload_id = m.upload_id
where f.project_id = $1 and f.upload_id = $4 and (select project_allows($1, $2, $3))
  and ($5::text = '' or f.state = $5) and ($6::text is null or f.path > $6)
order by f.path
limit $7

-- name: receive_file (kept)
-- The bytes of an announced file are in the store: blob, media, the job $7 (id $6, priority $8) that will read it, and
-- the file's state, in one step, of which every Listener is told. Where the project has the bytes already, the file is a
-- duplicate of that media.
with file as (
    select f.upload_file_id, f.upload_id, coalesce(g.deployment_id, u.deployment_id) as deployment_id, f.path, f.bytes,
           f.modified_at, f.sha256
    from upload_file f
    join upload u on u.project_id = f.project_id and u.upload_id = f.upload_id
    left join upload_folder g on g.project_id = f.project_id and g.upload_id = f.upload_id and g.folder = f.mapped_folder
    where f.project_id = $1 and f.upload_file_id = $4 and (select project_allows($1, $2, $3))
      and coalesce(g.deployment_id, u.deployment_id) is not null
), known as (
    insert into blob (sha256, bytes)
    select f.sha256, f.bytes from file f
    on conflict (sha256) do nothing
), made as (
    insert into media (project_id, media_id, deployment_id, upload_id, sha256, bytes, file_path, file_name, file_modified_at)
    select $1, $5, f.deployment_id, f.upload_id, f.sha256, f.bytes, f.path, substring(f.path from '[^/]*$'), f.modified_at
    from file f
    on conflict (project_id, sha256) do nothing
    returning media_id
), queued as (
    insert into job (job_id, project_id, kind, subject, priority)
    select $6, $1, $7, m.media_id::text, $8 from made m
    on conflict (kind, project_id, subject) where state = 'queued' do nothing
), media_here as (
    select m.media_id, true as is_new
    from made m
    union all
    select m.media_id, false
    from file f
    join media m on m.project_id = $1 and m.sha256 = f.sha256
    where not exists (select 1 from made)
), done as (
    update upload_file f
    set state = case when h.is_new or f.state = 'stored' then 'stored' else 'duplicate' end, media_id = h.media_id, problem_code = '',
        problem_detail = '', changed_at = now()
    from media_here h
    where f.project_id = $1 and f.upload_file_id = $4
), twins as (
    -- Other files of the project that wait for the same bytes.
    -- The state is hidden from its index: while a card comes, few files of the project are wanted by the statistics, and
    -- all by the truth.
    update upload_file f
    set state = 'duplicate', media_id = m.media_id, problem_code = '', problem_detail = '', changed_at = now()
    from made m, file
    where f.project_id = $1 and f.sha256 = file.sha256 and f.upload_file_id <> $4 and f.state || '' in ('wanted', 'failed')
)
select h.media_id, h.is_new, pg_notify('serow', $1::uuid::text)
from media_here h

-- name: set_tus_metadata
update upload_file set tus_metadata = $5
where project_id = $1 and upload_file_id = $4 and (select project_allows($1, $2, $3))

-- name: mark_failed
update upload_file
set state = case when state = 'stored' then state else 'failed' end,
    problem_code = case when state = 'stored' then problem_code else $5 end,
    problem_detail = case when state = 'stored' then problem_detail else $6 end,
    changed_at = now()
where project_id = $1 and upload_file_id = $4 and (select project_allows($1, $2, $3))
