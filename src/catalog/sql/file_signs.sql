-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: file_signs
-- Signatures are many times the rest: of 8000 files or more every second, third … is read.
select m.captured_at, m.camera_time_source <> 'file' as from_clock, m.bytes, m.light, m.brightness, m.contrast,
       case when m.place % greatest(1, m.files / 4000) = 0 then m.view_signature end as view_signature, m.battery_v
from (select x.captured_at, x.camera_time_source, x.bytes, x.light, x.brightness, x.contrast, x.view_signature,
             x.battery_v, row_number() over (order by x.captured_at, x.media_id) as place, count(*) over () as files
      from media x
      where x.project_id = $1 and x.deployment_id = $4 and x.state = 'ready' and x.captured_at is not null
        and (select project_allows($1, $2, $3))) m
order by m.place

-- name: neighbour_times
-- $4 deployment that is looked at, $5 and $6 from when to when.
with other as (
    select d.deployment_id, greatest(d.deployment_start, $5::timestamptz) as first,
           least(coalesce(d.deployment_end, $6::timestamptz), $6::timestamptz) as last
    from deployment d
    where d.project_id = $1 and d.deployment_id <> $4 and (select project_allows($1, $2, $3))
      and d.deployment_start < $6::timestamptz and coalesce(d.deployment_end, $6::timestamptz) > $5::timestamptz
    order by least(coalesce(d.deployment_end, $6::timestamptz), $6::timestamptz)
                 - greatest(d.deployment_start, $5::timestamptz) desc, d.deployment_id
    limit 40)
select o.deployment_id, o.first, o.last, h.half_hour
from other o
left join lateral (
    select distinct date_bin('30 minutes', m.captured_at, 'epoch'::timestamptz) as half_hour
    from media m
    where m.project_id = $1 and m.deployment_id = o.deployment_id and m.state = 'ready'
      and m.camera_time_source <> 'file' and m.captured_at between o.first and o.last) h on true
order by o.deployment_id, h.half_hour
