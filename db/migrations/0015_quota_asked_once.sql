-- As in 0014, but where there is no quota it is not asked for.
-- Counts media in, and refuses what the quota has no room for, whoever brings it. What is lowered below what is stored
-- already takes nothing away.
create or replace function count_media_in() returns trigger language plpgsql as $$
declare
    limited boolean;
    added bigint;  -- rows of the sums that grew
begin
    -- Whoever takes media out of the organisation waits for us, and we for them.
    select bool_or(o.quota_bytes is not null) into limited
    from (
        select o.quota_bytes from organisation o
        where o.organisation_id in (select p.organisation_id from come m join project p using (project_id))
        for key share) o;
    -- Where there is a quota, those who bring new bytes in wait for each other, too: each is held against what the ones
    -- before have added.
    if limited then
        perform from organisation o
        where o.quota_bytes is not null
          and o.organisation_id in (
              select p.organisation_id
              from come m
              join project p using (project_id)
              left join organisation_blob b on b.organisation_id = p.organisation_id and b.sha256 = m.sha256
              where b.sha256 is null)
        order by o.organisation_id
        for no key update;
    end if;
    with held as (
        insert into organisation_blob (organisation_id, sha256, bytes)
        select distinct on (p.organisation_id, m.sha256) p.organisation_id, m.sha256, m.bytes
        from come m
        join project p using (project_id)
        order by p.organisation_id, m.sha256
        on conflict do nothing
        returning organisation_id, sha256, bytes
    )
    insert into organisation_usage as u (organisation_id, part, bytes, files)
    select h.organisation_id, usage_part(h.sha256), sum(h.bytes), count(*)
    from held h
    group by 1, 2
    order by 1, 2
    on conflict (organisation_id, part) do update set bytes = u.bytes + excluded.bytes, files = u.files + excluded.files;
    get diagnostics added = row_count;
    -- Two questions, because the second one is planned anew each time.
    if limited and added > 0 then
        if exists (
            select from organisation o
            where o.organisation_id in (select p.organisation_id from come m join project p using (project_id))
              and o.quota_bytes < (select sum(u.bytes) from organisation_usage u where u.organisation_id = o.organisation_id))
        then
            raise exception 'the quota of the organisation is full' using errcode = 'SQ001';
        end if;
    end if;
    return null;
end $$;
