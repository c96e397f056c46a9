-- What an organisation stores, each file once in however many of its projects it is, and how much that may be.
alter table organisation add column quota_bytes bigint check (quota_bytes >= 0);  -- NULL: no limit

create table organisation_blob (
    organisation_id uuid not null references organisation on delete cascade,
    sha256          text not null,
    bytes           bigint not null,
    primary key (organisation_id, sha256)
);

-- Its sum, in sixteen parts by the first digit of the hash: files that come in at the same time do not wait for each other.
create table organisation_usage (
    organisation_id uuid not null references organisation on delete cascade,
    part            smallint not null check (part between 0 and 15),
    bytes           bigint not null,
    files           bigint not null,
    primary key (organisation_id, part)
);

create function usage_part(sha256 text) returns smallint language sql immutable parallel safe
as $$ select ('x' || left(sha256, 1))::bit(4)::integer::smallint $$;

-- Counts media in, and refuses what the quota has no room for, whoever brings it. What is lowered below what is stored
-- already takes nothing away.
create function count_media_in() returns trigger language plpgsql as $$
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
    if limited and added > 0 and exists (
        select from organisation o
        where o.organisation_id in (select p.organisation_id from come m join project p using (project_id))
          and o.quota_bytes < (select sum(u.bytes) from organisation_usage u where u.organisation_id = o.organisation_id))
    then
        raise exception 'the quota of the organisation is full' using errcode = 'SQ001';
    end if;
    return null;
end $$;

create function count_media_out() returns trigger language plpgsql as $$
begin
    perform from organisation o
    where o.organisation_id in (select p.organisation_id from gone m join project p using (project_id))
    for update;
    with freed as (
        delete from organisation_blob b
        using (select distinct p.organisation_id, m.sha256 from gone m join project p using (project_id)) x
        where b.organisation_id = x.organisation_id and b.sha256 = x.sha256
          and not exists (
              select from media m
              join project p using (project_id)
              where m.sha256 = x.sha256 and p.organisation_id = x.organisation_id)
        returning b.organisation_id, b.sha256, b.bytes
    )
    update organisation_usage u
    set bytes = u.bytes - f.bytes, files = u.files - f.files
    from (select organisation_id, usage_part(sha256) as part, sum(bytes) as bytes, count(*) as files from freed group by 1, 2) f
    where u.organisation_id = f.organisation_id and u.part = f.part;
    return null;
end $$;

insert into organisation_blob (organisation_id, sha256, bytes)
select distinct on (p.organisation_id, m.sha256) p.organisation_id, m.sha256, m.bytes
from media m
join project p using (project_id)
order by p.organisation_id, m.sha256;

insert into organisation_usage (organisation_id, part, bytes, files)
select organisation_id, usage_part(sha256), sum(bytes), count(*)
from organisation_blob
group by 1, 2;

create trigger media_come after insert on media
    referencing new table as come for each statement execute function count_media_in();
create trigger media_gone after delete on media
    referencing old table as gone for each statement execute function count_media_out();

-- Which events have media of some state: counted for every list, without reading the wide rows of media.
drop index media_event;
create index media_event on media (project_id, event_id) include (media_id, deployment_id, state, consensus);
