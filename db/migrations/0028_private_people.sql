-- People are private, and vehicles, by which people are known. A media in which either is seen (by what holds of it:
-- `seen`) is shown from this role on: 1 viewer (to all of the project), 2 annotator, 3 manager. More than a manager
-- cannot be asked for: a manager sets it.
alter table project
    add column people_visible_to smallint not null default 2 check (people_visible_to between 1 and 3),
    add column vehicles_visible_to smallint not null default 2 check (vehicles_visible_to between 1 and 3);

-- The types of observation whose media the account may not look at in the project: part of every WHERE, as
--     not (m.seen && (select withheld_types($1, $2)))
-- asked once a query. Without a role: both. The system (null) may look at all.
create function withheld_types(project uuid, account uuid) returns text[]
language plpgsql stable parallel safe as $$
    begin
        if account is null then return '{}'; end if;
        return coalesce((
            select array_remove(array[case when p.people_visible_to > r.role then 'human' end,
                                      case when p.vehicles_visible_to > r.role then 'vehicle' end], null)
            from project p, project_role(account, project) as r (role)
            where p.project_id = project), array['human', 'vehicle']);
    end
$$;

-- Those whose media not all of the project may look at.
create function private_types(project uuid) returns text[]
language plpgsql stable parallel safe as $$
    begin
        return coalesce((
            select array_remove(array[case when p.people_visible_to > 1 then 'human' end,
                                      case when p.vehicles_visible_to > 1 then 'vehicle' end], null)
            from project p
            where p.project_id = project), array['human', 'vehicle']);
    end
$$;

-- How a media stands to who asks: open to all of the project, private but shown, or withheld.
create function media_privacy(seen text[], withheld text[], private text[]) returns text
language sql immutable parallel safe as $$
    select case when seen && withheld then 'withheld' when seen && private then 'private' else 'open' end
$$;
