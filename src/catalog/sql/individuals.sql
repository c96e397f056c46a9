-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: create_individual
insert into individual (project_id, individual_id, name, scientific_name, sex, comments, account_id)
select $1, $4, $5, $6, $7, $8, $2
where (select project_allows($1, $2, $3)) and exists (select from project p where p.project_id = $1)

-- name: update_individual
update individual set name = $5, scientific_name = $6, sex = $7, comments = $8
where project_id = $1 and individual_id = $4 and (select project_allows($1, $2, $3))

-- name: delete_individual
delete from individual
where project_id = $1 and individual_id = $4 and (select project_allows($1, $2, $3))

-- name: list_individuals
-- $4 one of them (NULL: all)
select i.individual_id, i.name, i.scientific_name, i.sex, i.comments, s.media, s.places, s.first_seen, s.last_seen,
       s.time_zone, c.media_id as cover, c.bbox_x, c.bbox_y, c.bbox_width, c.bbox_height
from individual i
cross join lateral (
    select count(distinct o.media_id) as media, count(distinct d.location_id) as places, min(m.captured_at) as first_seen,
           max(m.captured_at) as last_seen, coalesce(min(d.time_zone), '') as time_zone
    from observation o
    join media m on m.project_id = $1 and m.media_id = o.media_id
    join deployment d on d.project_id = $1 and d.deployment_id = m.deployment_id
    where o.project_id = $1 and o.individual_id = i.individual_id and not (m.seen && (select withheld_types($1, $2)))) s
left join lateral (
    select o.media_id, o.bbox_x, o.bbox_y, o.bbox_width, o.bbox_height
    from observation o
    join media m on m.project_id = $1 and m.media_id = o.media_id
    where o.project_id = $1 and o.individual_id = i.individual_id and m.has_renditions
      and not (m.seen && (select withheld_types($1, $2)))
    order by m.kind, o.bbox_width * o.bbox_height desc nulls last, o.media_id
    limit 1) c on true
where i.project_id = $1 and ($4::uuid is null or i.individual_id = $4) and (select project_allows($1, $2, $3))
order by lower(i.name)

-- name: sightings_of_individual
-- $4 individual, $5 how many
select o.individual_id, o.media_id, o.bbox_x, o.bbox_y, o.bbox_width, o.bbox_height
from observation o
join media m on m.project_id = $1 and m.media_id = o.media_id
where o.project_id = $1 and o.individual_id = $4 and not (m.seen && (select withheld_types($1, $2)))
  and (select project_allows($1, $2, $3))
order by m.captured_at desc nulls last, o.media_id desc, o.ordinal
limit $5

-- name: sightings_of_individuals
-- $4 scientific name of the individuals (NULL: any), $5 how many
select o.individual_id, o.media_id, o.bbox_x, o.bbox_y, o.bbox_width, o.bbox_height
from individual i
join observation o on o.project_id = $1 and o.individual_id = i.individual_id
join media m on m.project_id = $1 and m.media_id = o.media_id
where i.project_id = $1 and ($4::text is null or i.scientific_name = $4) and not (m.seen && (select withheld_types($1, $2)))
  and (select project_allows($1, $2, $3))
order by m.captured_at desc nulls last, o.media_id desc, o.ordinal
limit $5

-- name: places_of_individual
select l.location_id, l.name as location_name, l.latitude, l.longitude, count(distinct o.media_id) as media,
       min(m.captured_at) as first_seen, max(m.captured_at) as last_seen,
       min(d.time_zone) as time_zone
from observation o
join media m on m.project_id = $1 and m.media_id = o.media_id
join deployment d on d.project_id = $1 and d.deployment_id = m.deployment_id
join location l on l.project_id = $1 and l.location_id = d.location_id
where o.project_id = $1 and o.individual_id = $4 and not (m.seen && (select withheld_types($1, $2)))
  and (select project_allows($1, $2, $3))
group by l.location_id, l.name, l.latitude, l.longitude
order by media desc, l.name, l.location_id
