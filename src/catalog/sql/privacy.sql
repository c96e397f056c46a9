-- $1 project, $2 account that looks (NULL: the system), $3 least role.

-- name: withheld_types
select withheld_types($1, $2) as types
where (select project_allows($1, $2, $3))

-- name: private_types
select private_types($1) as types
where (select project_allows($1, $2, $3))

-- name: any_withheld (kept)
-- Is one of the media $4 withheld from the account?
select exists (
    select from media m
    where m.project_id = $1 and m.media_id = any ((select $4::uuid[])::uuid[]) and m.seen && (select withheld_types($1, $2))
      and (select project_allows($1, $2, $3))) as found
