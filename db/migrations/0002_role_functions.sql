-- Every query asks for the caller's role. A function of language sql that holds sub-selects is planned anew in each
-- statement that calls it; plpgsql keeps the plan for the session. What they answer is as before.

create or replace function project_role(account uuid, project uuid) returns integer
    language plpgsql stable parallel safe
    as $$
    begin
        return (
            select greatest(
                coalesce((select pm.role from project_member pm where pm.project_id = project and pm.account_id = account), 0),
                coalesce((select om.role from project p join organisation_member om using (organisation_id)
                          where p.project_id = project and om.account_id = account), 0))::integer);
    end
    $$;

create or replace function organisation_role(account uuid, organisation uuid) returns integer
    language plpgsql stable parallel safe
    as $$
    begin
        return (
            select coalesce((select om.role from organisation_member om
                             where om.organisation_id = organisation and om.account_id = account), 0)::integer);
    end
    $$;
