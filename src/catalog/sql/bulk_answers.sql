-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: count_answerable
-- $4 to $17 as of media_list.sql. Photos and videos that were read: without a person's answer, and with one.
select count(*) filter (where m.traits & trait_bits('{reviewed}') = 0) as open,
       count(*) filter (where m.traits & trait_bits('{reviewed}') > 0) as by_people
from media m
where m.project_id = $1 and (select project_allows($1, $2, $3))
  and m.traits & trait_bits('{image,video}') > 0 and m.traits & trait_bits('{unreadable}') < 1
  and {{media_passes}}
  and {{taken_between}}

-- name: begin_bulk_answer
-- $4 batch, $5 filter, $6 answer, $7 over people's
insert into bulk_answer (project_id, batch_id, account_id, filter, answer, over_people)
select $1, $4, $2, $5::jsonb, $6::jsonb, $7
where (select project_allows($1, $2, $3))

-- name: add_bulk_media
-- $4 to $17 as of media_list.sql, $18 batch, $19 over people's. As of count_answerable.
with chosen as (
    insert into bulk_answer_media (project_id, batch_id, media_id)
    select $1, $18, m.media_id
    from media m
    where m.project_id = $1 and (select project_allows($1, $2, $3))
      and m.traits & trait_bits('{image,video}') > 0 and m.traits & trait_bits('{unreadable}') < 1
      and ($19::boolean or m.traits & trait_bits('{reviewed}') < 1)
      and {{media_passes}}
      and {{taken_between}}
    returning media_id
)
update bulk_answer b set media = (select count(*) from chosen)
where b.project_id = $1 and b.batch_id = $18
returning (select count(*) from chosen) as media

-- name: bulk_answers
-- $4 batch (NULL: all), $5 how many, the latest first
select b.batch_id, b.account_id, coalesce(a.name, '') as account_name, b.answer, b.over_people, b.media, b.answered, b.left_out,
       b.created_at, b.retracted_at, b.retracted_by, b.retraction, b.taken_back,
       exists (select from bulk_answer_media x where x.project_id = $1 and x.batch_id = b.batch_id) as open,
       b.retraction is not null and exists (
            select from answer x
            where x.project_id = $1 and x.batch_id = b.batch_id and x.retracts is null
              and not exists (select from answer r where r.project_id = $1 and r.media_id = x.media_id and r.retracts = x.answer_id)) as standing
from bulk_answer b
left join account a on a.account_id = b.account_id
where b.project_id = $1 and ($4::uuid is null or b.batch_id = $4) and (select project_allows($1, $2, $3))
order by b.created_at desc, b.batch_id
limit $5

-- name: lock_bulk_answer
-- Who answers a piece and who takes all back come one after the other.
select b.batch_id
from bulk_answer b
where b.project_id = $1 and b.batch_id = $4 and (select project_allows($1, $2, $3))
for no key update

-- name: take_bulk_media
-- $4 batch, $5 how many. They are no longer to be answered.
delete from bulk_answer_media x
where x.project_id = $1 and x.batch_id = $4 and (select project_allows($1, $2, $3))
  and x.media_id in (
        select y.media_id from bulk_answer_media y
        where y.project_id = $1 and y.batch_id = $4 order by y.media_id limit $5)
returning x.media_id

-- name: answerable_of
-- Of the media $4: those that may still be answered, by their id. $5 over people's.
select m.media_id
from media m
where m.project_id = $1 and m.media_id = any ($4::uuid[]) and (select project_allows($1, $2, $3))
  and m.state = 'ready' and not (m.seen && (select withheld_types($1, $2)))
  and ($5::boolean or m.traits & trait_bits('{reviewed}') < 1)
order by m.media_id

-- name: note_bulk_answered
-- $4 batch, $5 answered, $6 left out
update bulk_answer b set answered = b.answered + $5, left_out = b.left_out + $6
where b.project_id = $1 and b.batch_id = $4 and (select project_allows($1, $2, $3))

-- name: begin_bulk_retraction
-- $4 batch, $5 the batch that takes it back. What was not answered will not be.
with left_over as (
    delete from bulk_answer_media x where x.project_id = $1 and x.batch_id = $4 and (select project_allows($1, $2, $3))
)
update bulk_answer b set retracted_at = clock_timestamp(), retracted_by = $2, retraction = $5
where b.project_id = $1 and b.batch_id = $4 and b.retracted_at is null and (select project_allows($1, $2, $3))

-- name: standing_media_of_batch
-- $4 batch, $5 how many
select a.media_id
from answer a
where a.project_id = $1 and a.batch_id = $4 and a.retracts is null and (select project_allows($1, $2, $3))
  and not exists (select from answer r where r.project_id = $1 and r.media_id = a.media_id and r.retracts = a.answer_id)
order by a.media_id
limit $5

-- name: retract_some
-- $4 batch, $5 media, which are locked, $6 the batch that takes them back, $7 account, $8 when, $9 the version of Serow
insert into answer (project_id, answer_id, batch_id, media_id, method, account_id, retracts, answered_at, program)
select $1, gen_random_uuid(), $6, a.media_id, 'human', $7, a.answer_id, $8::timestamptz, $9
from answer a
where a.project_id = $1 and a.batch_id = $4 and a.media_id = any ($5::uuid[]) and a.retracts is null
  and (select project_allows($1, $2, $3))
  and not exists (select from answer r where r.project_id = $1 and r.media_id = a.media_id and r.retracts = a.answer_id)

-- name: note_bulk_taken_back
update bulk_answer b set taken_back = b.taken_back + $5
where b.project_id = $1 and b.batch_id = $4 and (select project_allows($1, $2, $3))
