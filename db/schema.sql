-- What the migrations make, by pg_dump; a snapshot to read. Written by
-- SEROW_WRITE_SCHEMA=1 test_catalog --gtest_filter='Migrate.the_snapshot*'
CREATE FUNCTION public.blind_draw(event uuid) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select ('x' || left(encode(sha256(convert_to(event::text, 'UTF8')), 'hex'), 8))::bit(32)::bigint * 100.0::double precision / 4294967296
$$;
CREATE FUNCTION public.blind_since(project uuid, event uuid) RETURNS timestamp with time zone
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    select min(r.recorded_at)
    from review_rule r
    where r.project_id = project and r.recorded_at > coalesce(
        (select max(x.recorded_at) from review_rule x where x.project_id = project and x.blind_percent <= blind_draw(event)),
        '-infinity'::timestamptz)
$$;
CREATE FUNCTION public.count_media_in() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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
CREATE FUNCTION public.count_media_out() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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
CREATE FUNCTION public.deployment_moved_zone() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    begin
        -- Sets captured_at to what it is, so that the trigger of media speaks.
        update media set captured_at = captured_at
        where project_id = new.project_id and deployment_id = new.deployment_id and captured_at is not null;
        return null;
    end
$$;
CREATE FUNCTION public.forget_unused_weights() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    delete from blob b
    where b.sha256 = old.weights_sha256 and not exists (select from media m where m.sha256 = old.weights_sha256)
      and not exists (select from trained_model t where t.weights_sha256 = old.weights_sha256);
    return null;
end $$;
CREATE FUNCTION public.leave_assignments() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    begin
        if tg_table_name = 'project_member' then
            delete from assignment_account a
            where a.account_id = old.account_id and a.project_id = old.project_id and project_role(a.account_id, a.project_id) < 2;
        else
            delete from assignment_account a
            using project p
            where a.account_id = old.account_id and p.project_id = a.project_id and p.organisation_id = old.organisation_id
              and project_role(a.account_id, a.project_id) < 2;
        end if;
        return null;
    end
$$;
CREATE FUNCTION public.media_local_minute() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    begin
        new.local_minute := (
            select extract(hour from t.wall) * 60 + extract(minute from t.wall)
            from deployment d, lateral (select new.captured_at at time zone d.time_zone as wall) t
            where d.project_id = new.project_id and d.deployment_id = new.deployment_id);
        return new;
    end
$$;
CREATE FUNCTION public.media_privacy(seen text[], withheld text[], private text[]) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select case when seen && withheld then 'withheld' when seen && private then 'private' else 'open' end
$$;
CREATE FUNCTION public.media_traits(state text, consensus text, seen text[], kind text, light text, favorite boolean) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select (state = 'ready' and consensus in ('none', 'machine'))::integer
        | ((consensus in ('human', 'conflict', 'awaiting'))::integer << 1)
        | ((state = 'unreadable')::integer << 2)
        | ((consensus = 'conflict')::integer << 3)
        | ((state = 'ready' and (consensus = 'none' or cardinality(seen) = 0 or 'unclassified' = any (seen)))::integer << 4)
        | (('animal' = any (seen))::integer << 5)
        | (('human' = any (seen))::integer << 6)
        | (('vehicle' = any (seen))::integer << 7)
        | (('blank' = any (seen))::integer << 8)
        | (('unknown' = any (seen))::integer << 9)
        | ((kind = 'image')::integer << 10)
        | ((kind = 'video')::integer << 11)
        | (coalesce(light = 'infrared', false)::integer << 12)
        | (coalesce(light = 'colour', false)::integer << 13)
        | (favorite::integer << 14)
        | ((consensus = 'accepted')::integer << 15)
        | ((consensus = 'awaiting')::integer << 16)
$$;
CREATE FUNCTION public.note_answerers() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
    begin
        insert into answerer (project_id, who, account_id)
        select distinct t.project_id, coalesce(t.account_id::text, t.model), t.account_id
        from told t
        where (t.account_id is not null or t.method = 'machine')
          and not exists (select from answerer k where k.project_id = t.project_id and k.who = coalesce(t.account_id::text, t.model))
        order by 1, 2
        on conflict do nothing;
        return null;
    end
$$;
CREATE FUNCTION public.organisation_allows(organisation uuid, account uuid, least_role integer) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select account is null or organisation_role(account, organisation) >= least_role $$;
CREATE FUNCTION public.organisation_role(account uuid, organisation uuid) RETURNS integer
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
    begin
        return (
            select coalesce((select om.role from organisation_member om
                             where om.organisation_id = organisation and om.account_id = account), 0)::integer);
    end
    $$;
CREATE FUNCTION public.private_types(project uuid) RETURNS text[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
    begin
        return coalesce((
            select array_remove(array[case when p.people_visible_to > 1 then 'human' end,
                                      case when p.vehicles_visible_to > 1 then 'vehicle' end], null)
            from project p
            where p.project_id = project), array['human', 'vehicle']);
    end
$$;
CREATE FUNCTION public.project_allows(project uuid, account uuid, least_role integer) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ select account is null or project_role(account, project) >= least_role $$;
CREATE FUNCTION public.project_expert(project uuid, account uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
    begin
        return account is null or project_role(account, project) >= 3 or exists (
            select from project_member m
            where m.project_id = project and m.account_id = account and m.expert and m.role >= 2);
    end
$$;
CREATE FUNCTION public.project_role(account uuid, project uuid) RETURNS integer
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
    begin
        return (
            select greatest(
                coalesce((select pm.role from project_member pm where pm.project_id = project and pm.account_id = account), 0),
                coalesce((select om.role from project p join organisation_member om using (organisation_id)
                          where p.project_id = project and om.account_id = account), 0))::integer);
    end
    $$;
CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin raise exception 'the ledger is append-only'; end $$;
CREATE FUNCTION public.stands_beside(project uuid, run uuid) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    select run is not null and not exists (
        select from model_run r
        where r.project_id = project and r.model_run_id = run and r.used_since is not null)
$$;
CREATE FUNCTION public.trait_bits(words text[]) RETURNS integer
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    select coalesce(bit_or(1 << (array_position(array['unreviewed', 'reviewed', 'unreadable', 'conflict', 'unclassified',
        'animal', 'human', 'vehicle', 'blank', 'unknown', 'image', 'video', 'infrared', 'colour', 'favourite', 'accepted', 'awaiting'], word) - 1)), 0)
    from unnest(words) as word
    where word <> 'all'
$$;
CREATE FUNCTION public.usage_part(sha256 text) RETURNS smallint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$ select ('x' || left(sha256, 1))::bit(4)::integer::smallint $$;
CREATE FUNCTION public.withheld_types(project uuid, account uuid) RETURNS text[]
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
    begin
        if account is null then return '{}'; end if;
        return coalesce((
            select array_remove(array[case when p.people_visible_to > r.role then 'human' end,
                                      case when p.vehicles_visible_to > r.role then 'vehicle' end], null)
            from project p, project_role(account, project) as r (role)
            where p.project_id = project), array['human', 'vehicle']);
    end
$$;
CREATE TABLE public.account (
    account_id uuid NOT NULL,
    email text NOT NULL,
    name text NOT NULL,
    password_hash text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT account_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
CREATE TABLE public.answer (
    project_id uuid NOT NULL,
    answer_id uuid NOT NULL,
    batch_id uuid NOT NULL,
    media_id uuid NOT NULL,
    method text NOT NULL,
    account_id uuid,
    model text DEFAULT ''::text NOT NULL,
    model_details jsonb,
    observations jsonb DEFAULT '[]'::jsonb NOT NULL,
    retracts uuid,
    answered_at timestamp with time zone DEFAULT now() NOT NULL,
    model_run_id uuid,
    adjudicates boolean DEFAULT false NOT NULL,
    by_expert boolean,
    program text DEFAULT ''::text NOT NULL,
    CONSTRAINT answer_has_an_author CHECK (((method = 'machine'::text) = (model <> ''::text))),
    CONSTRAINT answer_method_check CHECK ((method = ANY (ARRAY['human'::text, 'machine'::text])))
);
CREATE TABLE public.answerer (
    project_id uuid NOT NULL,
    who text NOT NULL,
    account_id uuid
);
CREATE TABLE public.api_token (
    token_id uuid NOT NULL,
    account_id uuid NOT NULL,
    name text NOT NULL,
    token_sha256 text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    last_used_at timestamp with time zone,
    CONSTRAINT api_token_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
CREATE TABLE public.area (
    project_id uuid NOT NULL,
    area_id uuid NOT NULL,
    name text NOT NULL,
    geometry jsonb,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT area_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
CREATE TABLE public.assignment (
    project_id uuid NOT NULL,
    assignment_id uuid NOT NULL,
    title text NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    filter jsonb NOT NULL,
    due_on date,
    assigned_by uuid,
    assigned_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    changed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    media_then bigint DEFAULT 0 NOT NULL,
    events_then bigint DEFAULT 0 NOT NULL,
    done_at timestamp with time zone,
    done_by uuid,
    CONSTRAINT assignment_note_check CHECK ((length(note) <= 2000)),
    CONSTRAINT assignment_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200)))
);
CREATE TABLE public.assignment_account (
    project_id uuid NOT NULL,
    assignment_id uuid NOT NULL,
    account_id uuid NOT NULL
);
CREATE TABLE public.blob (
    sha256 text NOT NULL,
    bytes bigint NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT blob_bytes_check CHECK ((bytes >= 0)),
    CONSTRAINT blob_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);
CREATE TABLE public.browser_session (
    session_sha256 text NOT NULL,
    account_id uuid NOT NULL,
    csrf_token text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone NOT NULL
);
CREATE TABLE public.bulk_answer (
    project_id uuid NOT NULL,
    batch_id uuid NOT NULL,
    account_id uuid,
    filter jsonb NOT NULL,
    answer jsonb NOT NULL,
    over_people boolean NOT NULL,
    media bigint DEFAULT 0 NOT NULL,
    answered bigint DEFAULT 0 NOT NULL,
    left_out bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    retracted_at timestamp with time zone,
    retracted_by uuid,
    retraction uuid,
    taken_back bigint DEFAULT 0 NOT NULL
);
CREATE TABLE public.bulk_answer_media (
    project_id uuid NOT NULL,
    batch_id uuid NOT NULL,
    media_id uuid NOT NULL
);
CREATE TABLE public.calibration (
    project_id uuid NOT NULL,
    model text NOT NULL,
    category text NOT NULL,
    curve jsonb NOT NULL,
    answers integer NOT NULL,
    fitted_at timestamp with time zone DEFAULT now() NOT NULL,
    account_id uuid,
    CONSTRAINT calibration_answers_check CHECK ((answers > 0)),
    CONSTRAINT calibration_category_check CHECK ((category = ANY (ARRAY['animal'::text, 'human'::text, 'vehicle'::text, 'name'::text])))
);
CREATE TABLE public.camera_key (
    project_id uuid NOT NULL,
    camera_key_id uuid NOT NULL,
    deployment_id uuid NOT NULL,
    name text NOT NULL,
    key_sha256 text NOT NULL,
    account_id uuid,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    revoked_at timestamp with time zone,
    last_used_at timestamp with time zone,
    upload_id uuid,
    files bigint DEFAULT 0 NOT NULL,
    bytes bigint DEFAULT 0 NOT NULL,
    hour timestamp with time zone DEFAULT '1970-01-01 00:00:00+00'::timestamp with time zone NOT NULL,
    hour_files bigint DEFAULT 0 NOT NULL,
    day timestamp with time zone DEFAULT '1970-01-01 00:00:00+00'::timestamp with time zone NOT NULL,
    day_bytes bigint DEFAULT 0 NOT NULL,
    CONSTRAINT camera_key_key_sha256_check CHECK ((key_sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT camera_key_name_check CHECK ((name <> ''::text))
);
CREATE TABLE public.clock_correction (
    project_id uuid NOT NULL,
    clock_correction_id uuid NOT NULL,
    deployment_id uuid NOT NULL,
    kind text NOT NULL,
    offset_ms bigint DEFAULT 0 NOT NULL,
    shown_1 timestamp without time zone,
    right_1 timestamp without time zone,
    shown_2 timestamp without time zone,
    right_2 timestamp without time zone,
    set_at timestamp without time zone,
    years integer DEFAULT 0 NOT NULL,
    utc_offset_minutes integer DEFAULT 0 NOT NULL,
    reason text NOT NULL,
    account_id uuid,
    recorded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    retracted_at timestamp with time zone,
    retracted_by uuid,
    CONSTRAINT clock_correction_kind_check CHECK ((kind = ANY (ARRAY['offset'::text, 'drift'::text, 'summerTime'::text, 'dayMonthSwap'::text, 'yearFix'::text]))),
    CONSTRAINT clock_correction_reason_check CHECK ((reason <> ''::text))
);
CREATE TABLE public.crop_feature (
    project_id uuid NOT NULL,
    media_id uuid NOT NULL,
    network text NOT NULL,
    ordinal integer NOT NULL,
    bbox_x double precision NOT NULL,
    bbox_y double precision NOT NULL,
    bbox_width double precision NOT NULL,
    bbox_height double precision NOT NULL,
    features bytea NOT NULL,
    added bigint NOT NULL,
    second double precision,
    CONSTRAINT crop_feature_bbox_height_check CHECK ((bbox_height > (0)::double precision)),
    CONSTRAINT crop_feature_bbox_width_check CHECK ((bbox_width > (0)::double precision)),
    CONSTRAINT crop_feature_network_check CHECK ((network <> ''::text)),
    CONSTRAINT crop_feature_second_check CHECK ((second >= (0)::double precision))
);
ALTER TABLE ONLY public.crop_feature ALTER COLUMN features SET STORAGE EXTERNAL;
ALTER TABLE public.crop_feature ALTER COLUMN added ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.crop_feature_added_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.custom_field (
    project_id uuid NOT NULL,
    custom_field_id uuid NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    choices text[] DEFAULT '{}'::text[] NOT NULL,
    "position" integer NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    retired_at timestamp with time zone,
    CONSTRAINT custom_field_kind_check CHECK ((kind = ANY (ARRAY['text'::text, 'number'::text, 'choice'::text, 'flag'::text]))),
    CONSTRAINT custom_field_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60)))
);
CREATE TABLE public.deployment (
    project_id uuid NOT NULL,
    deployment_id uuid NOT NULL,
    location_id uuid NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    camera_id text DEFAULT ''::text NOT NULL,
    camera_model text DEFAULT ''::text NOT NULL,
    deployment_start timestamp with time zone,
    deployment_end timestamp with time zone,
    bounds_from_media boolean DEFAULT false NOT NULL,
    time_zone text NOT NULL,
    bait_use boolean,
    comments text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT deployment_ends_after_start CHECK (((deployment_end IS NULL) OR (deployment_start IS NULL) OR (deployment_end >= deployment_start)))
);
CREATE TABLE public.event (
    project_id uuid NOT NULL,
    event_id uuid NOT NULL,
    deployment_id uuid NOT NULL,
    event_start timestamp with time zone NOT NULL,
    event_end timestamp with time zone NOT NULL,
    media_count integer NOT NULL,
    worth smallint DEFAULT 0 NOT NULL,
    reasons jsonb,
    CONSTRAINT event_worth_check CHECK (((worth >= 0) AND (worth <= 1000)))
);
CREATE TABLE public.event_order (
    project_id uuid NOT NULL,
    worked_out_at timestamp with time zone NOT NULL,
    took_ms integer NOT NULL
);
CREATE TABLE public.export (
    project_id uuid NOT NULL,
    export_id uuid NOT NULL,
    account_id uuid,
    format text NOT NULL,
    made_at timestamp with time zone DEFAULT now() NOT NULL,
    deployment_id uuid,
    CONSTRAINT export_format_check CHECK ((format = ANY (ARRAY['camtrap-dp'::text, 'megadetector'::text, 'speciesnet'::text])))
);
CREATE TABLE public.failure_period (
    project_id uuid NOT NULL,
    failure_period_id uuid NOT NULL,
    deployment_id uuid NOT NULL,
    failure_start timestamp with time zone NOT NULL,
    failure_end timestamp with time zone,
    reason text NOT NULL,
    verdict text DEFAULT 'failed'::text NOT NULL,
    comments text DEFAULT ''::text NOT NULL,
    account_id uuid,
    recorded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    retracted_at timestamp with time zone,
    retracted_by uuid,
    CONSTRAINT failure_period_check CHECK ((failure_end > failure_start)),
    CONSTRAINT failure_period_reason_check CHECK ((reason = ANY (ARRAY['batteryEmpty'::text, 'cardFull'::text, 'viewShifted'::text, 'obstructed'::text, 'damaged'::text, 'stolen'::text, 'cameraFault'::text, 'other'::text]))),
    CONSTRAINT failure_period_verdict_check CHECK ((verdict = ANY (ARRAY['failed'::text, 'worked'::text])))
);
CREATE TABLE public.individual (
    project_id uuid NOT NULL,
    individual_id uuid NOT NULL,
    name text NOT NULL,
    scientific_name text NOT NULL,
    sex text,
    comments text DEFAULT ''::text NOT NULL,
    account_id uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT individual_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
    CONSTRAINT individual_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text])))
);
CREATE TABLE public.job (
    job_id uuid NOT NULL,
    project_id uuid NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    state text DEFAULT 'queued'::text NOT NULL,
    priority integer DEFAULT 0 NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    run_after timestamp with time zone DEFAULT now() NOT NULL,
    lease_until timestamp with time zone,
    worker text DEFAULT ''::text NOT NULL,
    problem_code text DEFAULT ''::text NOT NULL,
    problem_detail text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT job_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'done'::text, 'dead'::text])))
);
CREATE TABLE public.label_comparison (
    project_id uuid NOT NULL,
    network text NOT NULL,
    crops bigint NOT NULL,
    taxa bigint NOT NULL,
    undescribed bigint NOT NULL,
    compared_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
CREATE TABLE public.label_conflict (
    project_id uuid NOT NULL,
    media_id uuid NOT NULL,
    label text NOT NULL,
    suggested text NOT NULL,
    bbox_x double precision NOT NULL,
    bbox_y double precision NOT NULL,
    bbox_width double precision NOT NULL,
    bbox_height double precision NOT NULL,
    votes integer NOT NULL,
    own integer NOT NULL,
    asked integer NOT NULL,
    own_events integer NOT NULL,
    similarity double precision NOT NULL,
    alike uuid[] NOT NULL,
    kept_by uuid,
    kept_at timestamp with time zone,
    CONSTRAINT label_conflict_label_check CHECK ((label <> ''::text)),
    CONSTRAINT label_conflict_suggested_check CHECK ((suggested <> ''::text))
);
CREATE TABLE public.location (
    project_id uuid NOT NULL,
    location_id uuid NOT NULL,
    area_id uuid,
    name text NOT NULL,
    latitude double precision NOT NULL,
    longitude double precision NOT NULL,
    coordinate_uncertainty integer,
    habitat text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT location_coordinate_uncertainty_check CHECK ((coordinate_uncertainty >= 1)),
    CONSTRAINT location_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
    CONSTRAINT location_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
    CONSTRAINT location_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
CREATE TABLE public.media (
    project_id uuid NOT NULL,
    media_id uuid NOT NULL,
    deployment_id uuid NOT NULL,
    upload_id uuid,
    sha256 text NOT NULL,
    bytes bigint NOT NULL,
    file_path text NOT NULL,
    file_name text NOT NULL,
    file_modified_at timestamp with time zone,
    file_mediatype text DEFAULT ''::text NOT NULL,
    kind text DEFAULT 'other'::text NOT NULL,
    state text DEFAULT 'received'::text NOT NULL,
    problem_code text DEFAULT ''::text NOT NULL,
    problem_detail text DEFAULT ''::text NOT NULL,
    width integer,
    height integer,
    duration_s double precision,
    frame_rate double precision,
    camera_time timestamp without time zone,
    camera_time_source text DEFAULT ''::text NOT NULL,
    captured_at timestamp with time zone,
    make text DEFAULT ''::text NOT NULL,
    model text DEFAULT ''::text NOT NULL,
    serial text DEFAULT ''::text NOT NULL,
    temperature_c double precision,
    sequence_number integer,
    sequence_total integer,
    exif jsonb,
    warnings text[] DEFAULT '{}'::text[] NOT NULL,
    has_renditions boolean DEFAULT false NOT NULL,
    event_id uuid,
    consensus text DEFAULT 'none'::text NOT NULL,
    classified_at timestamp with time zone,
    favorite boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    light text,
    latitude double precision,
    longitude double precision,
    playback text,
    playback_detail text DEFAULT ''::text NOT NULL,
    brightness real,
    contrast real,
    view_signature bytea,
    battery_v real,
    seen text[] DEFAULT '{}'::text[] NOT NULL,
    motion_tried boolean DEFAULT false NOT NULL,
    kept_back boolean DEFAULT false NOT NULL,
    traits integer GENERATED ALWAYS AS (public.media_traits(state, consensus, seen, kind, light, favorite)) STORED NOT NULL,
    score real,
    reviewers uuid[] DEFAULT '{}'::uuid[] NOT NULL,
    models text[] DEFAULT '{}'::text[] NOT NULL,
    event_start timestamp with time zone,
    local_minute smallint,
    CONSTRAINT media_camera_time_source_check CHECK ((camera_time_source = ANY (ARRAY[''::text, 'exif'::text, 'container'::text, 'file'::text]))),
    CONSTRAINT media_consensus_check CHECK ((consensus = ANY (ARRAY['none'::text, 'machine'::text, 'accepted'::text, 'awaiting'::text, 'human'::text, 'conflict'::text]))),
    CONSTRAINT media_kind_check CHECK ((kind = ANY (ARRAY['image'::text, 'video'::text, 'other'::text]))),
    CONSTRAINT media_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
    CONSTRAINT media_light_check CHECK ((light = ANY (ARRAY['infrared'::text, 'colour'::text]))),
    CONSTRAINT media_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
    CONSTRAINT media_place_is_real CHECK (((latitude <> (0)::double precision) OR (longitude <> (0)::double precision))),
    CONSTRAINT media_place_is_whole CHECK (((latitude IS NULL) = (longitude IS NULL))),
    CONSTRAINT media_playback_check CHECK ((playback = ANY (ARRAY['original'::text, 'proxy'::text, 'pending'::text, 'failed'::text]))),
    CONSTRAINT media_state_check CHECK ((state = ANY (ARRAY['received'::text, 'ready'::text, 'unreadable'::text])))
);
ALTER TABLE ONLY public.media ALTER COLUMN exif SET STATISTICS 0;
ALTER TABLE ONLY public.media ALTER COLUMN warnings SET STATISTICS 0;
ALTER TABLE ONLY public.media ALTER COLUMN view_signature SET STATISTICS 0;
CREATE TABLE public.migration (
    name text NOT NULL,
    sha256 text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.model_choice (
    project_id uuid NOT NULL,
    model_choice_id uuid NOT NULL,
    detector text,
    classifiers text[],
    account_id uuid,
    recorded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    tiles smallint,
    second_opinion boolean DEFAULT false NOT NULL,
    CONSTRAINT model_choice_detector_check CHECK ((detector <> ''::text)),
    CONSTRAINT model_choice_tiles_check CHECK (((tiles >= 1) AND (tiles <= 4)))
);
CREATE TABLE public.model_run (
    project_id uuid NOT NULL,
    model_run_id uuid NOT NULL,
    detector text NOT NULL,
    classifiers text[] NOT NULL,
    models jsonb NOT NULL,
    asked jsonb NOT NULL,
    media integer NOT NULL,
    account_id uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    cancelled_at timestamp with time zone,
    used_since timestamp with time zone,
    used_by uuid,
    CONSTRAINT model_run_detector_check CHECK ((detector <> ''::text))
);
CREATE TABLE public.model_run_media (
    project_id uuid NOT NULL,
    model_run_id uuid NOT NULL,
    media_id uuid NOT NULL,
    done_at timestamp with time zone,
    problem text DEFAULT ''::text NOT NULL
);
CREATE TABLE public.observation (
    project_id uuid NOT NULL,
    observation_id uuid NOT NULL,
    media_id uuid NOT NULL,
    deployment_id uuid NOT NULL,
    ordinal integer NOT NULL,
    observation_type text NOT NULL,
    scientific_name text DEFAULT ''::text NOT NULL,
    count integer,
    life_stage text,
    sex text,
    behavior text DEFAULT ''::text NOT NULL,
    bbox_x double precision,
    bbox_y double precision,
    bbox_width double precision,
    bbox_height double precision,
    second double precision,
    classification_method text NOT NULL,
    classified_by text NOT NULL,
    classified_at timestamp with time zone NOT NULL,
    probability double precision,
    first_second double precision,
    last_second double precision,
    taxon_probability double precision,
    told_as text,
    camera_setup_type text,
    individual_id uuid,
    individual_position_radius double precision,
    individual_position_angle double precision,
    individual_speed double precision,
    tags text[] DEFAULT '{}'::text[] NOT NULL,
    comments text DEFAULT ''::text NOT NULL,
    custom_fields jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT observation_camera_setup_type_check CHECK ((camera_setup_type = ANY (ARRAY['setup'::text, 'calibration'::text]))),
    CONSTRAINT observation_classification_method_check CHECK ((classification_method = ANY (ARRAY['human'::text, 'machine'::text]))),
    CONSTRAINT observation_count_check CHECK ((count >= 1)),
    CONSTRAINT observation_first_second_check CHECK ((first_second >= (0)::double precision)),
    CONSTRAINT observation_individual_position_angle_check CHECK (((individual_position_angle >= ('-90'::integer)::double precision) AND (individual_position_angle <= (90)::double precision))),
    CONSTRAINT observation_individual_position_radius_check CHECK ((individual_position_radius >= (0)::double precision)),
    CONSTRAINT observation_individual_speed_check CHECK ((individual_speed >= (0)::double precision)),
    CONSTRAINT observation_life_stage_check CHECK ((life_stage = ANY (ARRAY['adult'::text, 'subadult'::text, 'juvenile'::text]))),
    CONSTRAINT observation_observation_type_check CHECK ((observation_type = ANY (ARRAY['animal'::text, 'human'::text, 'vehicle'::text, 'blank'::text, 'unknown'::text, 'unclassified'::text]))),
    CONSTRAINT observation_probability_check CHECK (((probability >= (0)::double precision) AND (probability <= (1)::double precision))),
    CONSTRAINT observation_seconds_check CHECK ((last_second >= first_second)),
    CONSTRAINT observation_sex_check CHECK ((sex = ANY (ARRAY['female'::text, 'male'::text]))),
    CONSTRAINT observation_taxon_probability_check CHECK (((taxon_probability >= (0)::double precision) AND (taxon_probability <= (1)::double precision)))
);
CREATE TABLE public.organisation (
    organisation_id uuid NOT NULL,
    name text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    quota_bytes bigint,
    CONSTRAINT organisation_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT organisation_quota_bytes_check CHECK ((quota_bytes >= 0))
);
CREATE TABLE public.organisation_blob (
    organisation_id uuid NOT NULL,
    sha256 text NOT NULL,
    bytes bigint NOT NULL
);
CREATE TABLE public.organisation_member (
    organisation_id uuid NOT NULL,
    account_id uuid NOT NULL,
    role smallint NOT NULL,
    CONSTRAINT organisation_member_role_check CHECK (((role >= 1) AND (role <= 4)))
);
CREATE TABLE public.organisation_usage (
    organisation_id uuid NOT NULL,
    part smallint NOT NULL,
    bytes bigint NOT NULL,
    files bigint NOT NULL,
    CONSTRAINT organisation_usage_part_check CHECK (((part >= 0) AND (part <= 15)))
);
CREATE TABLE public.prediction_import (
    project_id uuid NOT NULL,
    prediction_import_id uuid NOT NULL,
    name text NOT NULL,
    threshold double precision,
    classification_threshold double precision,
    state text DEFAULT 'receiving'::text NOT NULL,
    bytes bigint DEFAULT 0 NOT NULL,
    entries bigint,
    done bigint DEFAULT 0 NOT NULL,
    report jsonb,
    problem_code text DEFAULT ''::text NOT NULL,
    problem_detail text DEFAULT ''::text NOT NULL,
    account_id uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT prediction_import_state_check CHECK ((state = ANY (ARRAY['receiving'::text, 'waiting'::text, 'done'::text, 'refused'::text])))
);
CREATE TABLE public.prediction_piece (
    project_id uuid NOT NULL,
    prediction_import_id uuid NOT NULL,
    number integer NOT NULL,
    bytes bytea NOT NULL
);
ALTER TABLE ONLY public.prediction_piece ALTER COLUMN bytes SET STORAGE EXTERNAL;
CREATE TABLE public.project (
    project_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    title text NOT NULL,
    acronym text DEFAULT ''::text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    sampling_design text DEFAULT 'opportunistic'::text NOT NULL,
    time_zone text DEFAULT 'UTC'::text NOT NULL,
    data_licence text DEFAULT ''::text NOT NULL,
    media_licence text DEFAULT ''::text NOT NULL,
    sequence_gap_s integer DEFAULT 120 NOT NULL,
    independence_interval_s integer DEFAULT 1800 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    allowed_taxa text[] DEFAULT '{}'::text[] NOT NULL,
    blocked_taxa text[] DEFAULT '{}'::text[] NOT NULL,
    people_visible_to smallint DEFAULT 2 NOT NULL,
    vehicles_visible_to smallint DEFAULT 2 NOT NULL,
    listed_species text[] DEFAULT '{}'::text[] NOT NULL,
    CONSTRAINT project_independence_interval_s_check CHECK (((independence_interval_s >= 0) AND (independence_interval_s <= 604800))),
    CONSTRAINT project_people_visible_to_check CHECK (((people_visible_to >= 1) AND (people_visible_to <= 3))),
    CONSTRAINT project_sampling_design_check CHECK ((sampling_design = ANY (ARRAY['simpleRandom'::text, 'systematicRandom'::text, 'clusteredRandom'::text, 'experimental'::text, 'targeted'::text, 'opportunistic'::text]))),
    CONSTRAINT project_sequence_gap_s_check CHECK (((sequence_gap_s >= 0) AND (sequence_gap_s <= 86400))),
    CONSTRAINT project_title_check CHECK (((length(title) >= 1) AND (length(title) <= 300))),
    CONSTRAINT project_vehicles_visible_to_check CHECK (((vehicles_visible_to >= 1) AND (vehicles_visible_to <= 3)))
);
CREATE TABLE public.project_member (
    project_id uuid NOT NULL,
    account_id uuid NOT NULL,
    role smallint NOT NULL,
    expert boolean DEFAULT false NOT NULL,
    CONSTRAINT project_member_role_check CHECK (((role >= 1) AND (role <= 4)))
);
CREATE TABLE public.repeat_verdict (
    project_id uuid NOT NULL,
    repeat_verdict_id uuid NOT NULL,
    deployment_id uuid NOT NULL,
    observation_type text NOT NULL,
    bbox_x double precision NOT NULL,
    bbox_y double precision NOT NULL,
    bbox_width double precision NOT NULL,
    bbox_height double precision NOT NULL,
    least_iou double precision NOT NULL,
    verdict text NOT NULL,
    pictures integer NOT NULL,
    account_id uuid,
    recorded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    retracted_at timestamp with time zone,
    retracted_by uuid,
    CONSTRAINT repeat_verdict_bbox_height_check CHECK ((bbox_height > (0)::double precision)),
    CONSTRAINT repeat_verdict_bbox_width_check CHECK ((bbox_width > (0)::double precision)),
    CONSTRAINT repeat_verdict_least_iou_check CHECK (((least_iou > (0)::double precision) AND (least_iou <= (1)::double precision))),
    CONSTRAINT repeat_verdict_observation_type_check CHECK ((observation_type = ANY (ARRAY['animal'::text, 'human'::text, 'vehicle'::text]))),
    CONSTRAINT repeat_verdict_verdict_check CHECK ((verdict = ANY (ARRAY['nothing'::text, 'real'::text])))
);
CREATE TABLE public.reveal (
    project_id uuid NOT NULL,
    reveal_id uuid DEFAULT gen_random_uuid() NOT NULL,
    media_id uuid NOT NULL,
    account_id uuid,
    form text NOT NULL,
    revealed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT reveal_form_check CHECK ((form = ANY (ARRAY['preview'::text, 'thumbnail'::text, 'content'::text, 'proxy'::text])))
);
CREATE TABLE public.review_rule (
    project_id uuid NOT NULL,
    review_rule_id uuid NOT NULL,
    kind text NOT NULL,
    machine_above double precision,
    machine_blank boolean DEFAULT false NOT NULL,
    machine_species boolean DEFAULT false NOT NULL,
    blind_percent smallint DEFAULT 0 NOT NULL,
    account_id uuid,
    recorded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT review_rule_blind_percent_check CHECK (((blind_percent >= 0) AND (blind_percent <= 100))),
    CONSTRAINT review_rule_kind_check CHECK ((kind = ANY (ARRAY['oneReviewer'::text, 'twoAgree'::text, 'expertApproves'::text]))),
    CONSTRAINT review_rule_machine_above_check CHECK (((machine_above > (0)::double precision) AND (machine_above <= (1)::double precision)))
);
CREATE TABLE public.saved_view (
    project_id uuid NOT NULL,
    view_id uuid NOT NULL,
    account_id uuid NOT NULL,
    name text NOT NULL,
    shared boolean DEFAULT false NOT NULL,
    filter jsonb NOT NULL,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    changed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    sort text DEFAULT 'oldest'::text NOT NULL,
    CONSTRAINT saved_view_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT saved_view_sort_check CHECK ((sort = ANY (ARRAY['oldest'::text, 'newest'::text, 'worth'::text])))
);
CREATE TABLE public.threshold_choice (
    project_id uuid NOT NULL,
    threshold_choice_id uuid NOT NULL,
    animal double precision,
    human double precision,
    vehicle double precision,
    account_id uuid,
    recorded_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT threshold_choice_animal_check CHECK (((animal >= (0)::double precision) AND (animal <= (1)::double precision))),
    CONSTRAINT threshold_choice_human_check CHECK (((human >= (0)::double precision) AND (human <= (1)::double precision))),
    CONSTRAINT threshold_choice_vehicle_check CHECK (((vehicle >= (0)::double precision) AND (vehicle <= (1)::double precision)))
);
CREATE TABLE public.trained_model (
    project_id uuid NOT NULL,
    trained_model_id uuid NOT NULL,
    name text NOT NULL,
    version integer,
    backbone text NOT NULL,
    taxa text[] NOT NULL,
    seed bigint NOT NULL,
    state text DEFAULT 'queued'::text NOT NULL,
    step text DEFAULT ''::text NOT NULL,
    done integer DEFAULT 0 NOT NULL,
    total integer DEFAULT 0 NOT NULL,
    problem_code text DEFAULT ''::text NOT NULL,
    problem_detail text DEFAULT ''::text NOT NULL,
    account_id uuid,
    created_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    finished_at timestamp with time zone,
    removed_at timestamp with time zone,
    weights_sha256 text,
    weights_bytes bigint,
    manifest text,
    labels text,
    card text,
    report jsonb,
    CONSTRAINT trained_model_backbone_check CHECK ((backbone <> ''::text)),
    CONSTRAINT trained_model_is_whole CHECK (((state <> 'ready'::text) OR ((version IS NOT NULL) AND (manifest IS NOT NULL) AND (labels IS NOT NULL) AND (card IS NOT NULL) AND (report IS NOT NULL) AND ((removed_at IS NOT NULL) OR (weights_sha256 IS NOT NULL))))),
    CONSTRAINT trained_model_name_check CHECK ((name ~ '^[a-z0-9_]{1,60}$'::text)),
    CONSTRAINT trained_model_seed_check CHECK ((seed > 0)),
    CONSTRAINT trained_model_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'running'::text, 'ready'::text, 'failed'::text]))),
    CONSTRAINT trained_model_step_check CHECK ((step = ANY (ARRAY[''::text, 'crops'::text, 'fit'::text, 'keep'::text]))),
    CONSTRAINT trained_model_taxa_check CHECK ((cardinality(taxa) >= 2)),
    CONSTRAINT trained_model_version_check CHECK ((version > 0))
);
CREATE TABLE public.trust_check (
    project_id uuid NOT NULL,
    trust_check_id uuid NOT NULL,
    scientific_name text DEFAULT ''::text NOT NULL,
    most double precision NOT NULL,
    missed_allowed integer NOT NULL,
    media bigint NOT NULL,
    strata jsonb NOT NULL,
    in_force jsonb NOT NULL,
    seed bigint NOT NULL,
    account_id uuid,
    begun_at timestamp with time zone DEFAULT now() NOT NULL,
    cancelled_at timestamp with time zone,
    cancelled_by uuid,
    CONSTRAINT trust_check_media_check CHECK ((media > 0)),
    CONSTRAINT trust_check_missed_allowed_check CHECK ((missed_allowed >= 0)),
    CONSTRAINT trust_check_most_check CHECK (((most > (0)::double precision) AND (most < (1)::double precision)))
);
CREATE TABLE public.trust_draw (
    project_id uuid NOT NULL,
    trust_check_id uuid NOT NULL,
    "position" integer NOT NULL,
    stratum integer NOT NULL,
    media_id uuid NOT NULL,
    CONSTRAINT trust_draw_position_check CHECK (("position" >= 0)),
    CONSTRAINT trust_draw_stratum_check CHECK ((stratum >= 0))
);
CREATE TABLE public.trust_result (
    project_id uuid NOT NULL,
    trust_check_id uuid NOT NULL,
    measured_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    drawn integer NOT NULL,
    missed integer NOT NULL,
    most double precision NOT NULL,
    CONSTRAINT trust_result_check CHECK (((missed >= 0) AND (missed <= drawn))),
    CONSTRAINT trust_result_drawn_check CHECK ((drawn >= 0)),
    CONSTRAINT trust_result_most_check CHECK (((most >= (0)::double precision) AND (most <= (1)::double precision)))
);
CREATE TABLE public.upload (
    project_id uuid NOT NULL,
    upload_id uuid NOT NULL,
    deployment_id uuid,
    account_id uuid,
    name text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    completed_at timestamp with time zone,
    verified_at timestamp with time zone,
    confirmed_at timestamp with time zone,
    confirmed_by uuid
);
CREATE TABLE public.upload_file (
    project_id uuid NOT NULL,
    upload_id uuid NOT NULL,
    upload_file_id uuid NOT NULL,
    path text NOT NULL COLLATE pg_catalog."C",
    bytes bigint NOT NULL,
    modified_at timestamp with time zone,
    sha256 text NOT NULL,
    state text NOT NULL,
    media_id uuid,
    problem_code text DEFAULT ''::text NOT NULL,
    problem_detail text DEFAULT ''::text NOT NULL,
    changed_at timestamp with time zone DEFAULT now() NOT NULL,
    tus_metadata text DEFAULT ''::text NOT NULL,
    verified_at timestamp with time zone,
    mapped_folder text COLLATE pg_catalog."C",
    CONSTRAINT upload_file_bytes_check CHECK ((bytes >= 0)),
    CONSTRAINT upload_file_path_check CHECK (((length(path) >= 1) AND (length(path) <= 4096))),
    CONSTRAINT upload_file_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT upload_file_state_check CHECK ((state = ANY (ARRAY['wanted'::text, 'stored'::text, 'duplicate'::text, 'failed'::text]))),
    CONSTRAINT upload_file_tus_metadata_check CHECK ((length(tus_metadata) <= 8192))
);
CREATE TABLE public.upload_folder (
    project_id uuid NOT NULL,
    upload_id uuid NOT NULL,
    folder text NOT NULL COLLATE pg_catalog."C",
    deployment_id uuid NOT NULL,
    CONSTRAINT upload_folder_folder_check CHECK ((length(folder) <= 4096))
);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_email_unique UNIQUE (email);
ALTER TABLE ONLY public.account
    ADD CONSTRAINT account_pkey PRIMARY KEY (account_id);
ALTER TABLE ONLY public.answer
    ADD CONSTRAINT answer_pkey PRIMARY KEY (project_id, answer_id);
ALTER TABLE ONLY public.answerer
    ADD CONSTRAINT answerer_pkey PRIMARY KEY (project_id, who);
ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_pkey PRIMARY KEY (token_id);
ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_token_sha256_key UNIQUE (token_sha256);
ALTER TABLE ONLY public.area
    ADD CONSTRAINT area_name_unique UNIQUE (project_id, name);
ALTER TABLE ONLY public.area
    ADD CONSTRAINT area_pkey PRIMARY KEY (project_id, area_id);
ALTER TABLE ONLY public.assignment_account
    ADD CONSTRAINT assignment_account_pkey PRIMARY KEY (project_id, assignment_id, account_id);
ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_pkey PRIMARY KEY (project_id, assignment_id);
ALTER TABLE ONLY public.blob
    ADD CONSTRAINT blob_pkey PRIMARY KEY (sha256);
ALTER TABLE ONLY public.browser_session
    ADD CONSTRAINT browser_session_pkey PRIMARY KEY (session_sha256);
ALTER TABLE ONLY public.bulk_answer_media
    ADD CONSTRAINT bulk_answer_media_pkey PRIMARY KEY (project_id, batch_id, media_id);
ALTER TABLE ONLY public.bulk_answer
    ADD CONSTRAINT bulk_answer_pkey PRIMARY KEY (project_id, batch_id);
ALTER TABLE ONLY public.calibration
    ADD CONSTRAINT calibration_pkey PRIMARY KEY (project_id, model, category);
ALTER TABLE ONLY public.camera_key
    ADD CONSTRAINT camera_key_key_sha256_key UNIQUE (key_sha256);
ALTER TABLE ONLY public.camera_key
    ADD CONSTRAINT camera_key_pkey PRIMARY KEY (project_id, camera_key_id);
ALTER TABLE ONLY public.clock_correction
    ADD CONSTRAINT clock_correction_pkey PRIMARY KEY (project_id, clock_correction_id);
ALTER TABLE ONLY public.crop_feature
    ADD CONSTRAINT crop_feature_pkey PRIMARY KEY (project_id, media_id, network, ordinal);
ALTER TABLE ONLY public.custom_field
    ADD CONSTRAINT custom_field_pkey PRIMARY KEY (project_id, custom_field_id);
ALTER TABLE ONLY public.deployment
    ADD CONSTRAINT deployment_pkey PRIMARY KEY (project_id, deployment_id);
ALTER TABLE ONLY public.event_order
    ADD CONSTRAINT event_order_pkey PRIMARY KEY (project_id);
ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (project_id, event_id);
ALTER TABLE ONLY public.export
    ADD CONSTRAINT export_pkey PRIMARY KEY (project_id, export_id);
ALTER TABLE ONLY public.failure_period
    ADD CONSTRAINT failure_period_pkey PRIMARY KEY (project_id, failure_period_id);
ALTER TABLE ONLY public.individual
    ADD CONSTRAINT individual_pkey PRIMARY KEY (project_id, individual_id);
ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (job_id);
ALTER TABLE ONLY public.label_comparison
    ADD CONSTRAINT label_comparison_pkey PRIMARY KEY (project_id);
ALTER TABLE ONLY public.label_conflict
    ADD CONSTRAINT label_conflict_pkey PRIMARY KEY (project_id, media_id, label);
ALTER TABLE ONLY public.location
    ADD CONSTRAINT location_name_unique UNIQUE (project_id, name);
ALTER TABLE ONLY public.location
    ADD CONSTRAINT location_pkey PRIMARY KEY (project_id, location_id);
ALTER TABLE ONLY public.media
    ADD CONSTRAINT media_content_unique UNIQUE (sha256, project_id);
ALTER TABLE ONLY public.media
    ADD CONSTRAINT media_pkey PRIMARY KEY (project_id, media_id);
ALTER TABLE ONLY public.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (name);
ALTER TABLE ONLY public.model_choice
    ADD CONSTRAINT model_choice_pkey PRIMARY KEY (project_id, model_choice_id);
ALTER TABLE ONLY public.model_run_media
    ADD CONSTRAINT model_run_media_pkey PRIMARY KEY (project_id, model_run_id, media_id);
ALTER TABLE ONLY public.model_run
    ADD CONSTRAINT model_run_pkey PRIMARY KEY (project_id, model_run_id);
ALTER TABLE ONLY public.observation
    ADD CONSTRAINT observation_ordinal_unique UNIQUE (project_id, media_id, ordinal);
ALTER TABLE ONLY public.observation
    ADD CONSTRAINT observation_pkey PRIMARY KEY (project_id, observation_id);
ALTER TABLE ONLY public.organisation_blob
    ADD CONSTRAINT organisation_blob_pkey PRIMARY KEY (organisation_id, sha256);
ALTER TABLE ONLY public.organisation_member
    ADD CONSTRAINT organisation_member_pkey PRIMARY KEY (organisation_id, account_id);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (organisation_id);
ALTER TABLE ONLY public.organisation_usage
    ADD CONSTRAINT organisation_usage_pkey PRIMARY KEY (organisation_id, part);
ALTER TABLE ONLY public.prediction_import
    ADD CONSTRAINT prediction_import_pkey PRIMARY KEY (project_id, prediction_import_id);
ALTER TABLE ONLY public.prediction_piece
    ADD CONSTRAINT prediction_piece_pkey PRIMARY KEY (project_id, prediction_import_id, number);
ALTER TABLE ONLY public.project_member
    ADD CONSTRAINT project_member_pkey PRIMARY KEY (project_id, account_id);
ALTER TABLE ONLY public.project
    ADD CONSTRAINT project_pkey PRIMARY KEY (project_id);
ALTER TABLE ONLY public.repeat_verdict
    ADD CONSTRAINT repeat_verdict_pkey PRIMARY KEY (project_id, repeat_verdict_id);
ALTER TABLE ONLY public.reveal
    ADD CONSTRAINT reveal_pkey PRIMARY KEY (project_id, reveal_id);
ALTER TABLE ONLY public.review_rule
    ADD CONSTRAINT review_rule_pkey PRIMARY KEY (project_id, review_rule_id);
ALTER TABLE ONLY public.saved_view
    ADD CONSTRAINT saved_view_name_unique UNIQUE (project_id, account_id, name);
ALTER TABLE ONLY public.saved_view
    ADD CONSTRAINT saved_view_pkey PRIMARY KEY (project_id, view_id);
ALTER TABLE ONLY public.threshold_choice
    ADD CONSTRAINT threshold_choice_pkey PRIMARY KEY (project_id, threshold_choice_id);
ALTER TABLE ONLY public.trained_model
    ADD CONSTRAINT trained_model_pkey PRIMARY KEY (project_id, trained_model_id);
ALTER TABLE ONLY public.trained_model
    ADD CONSTRAINT trained_model_version_unique UNIQUE (project_id, name, version);
ALTER TABLE ONLY public.trust_check
    ADD CONSTRAINT trust_check_pkey PRIMARY KEY (project_id, trust_check_id);
ALTER TABLE ONLY public.trust_draw
    ADD CONSTRAINT trust_draw_pkey PRIMARY KEY (project_id, trust_check_id, "position");
ALTER TABLE ONLY public.trust_result
    ADD CONSTRAINT trust_result_pkey PRIMARY KEY (project_id, trust_check_id, measured_at);
ALTER TABLE ONLY public.upload_file
    ADD CONSTRAINT upload_file_path_unique UNIQUE (project_id, upload_id, path);
ALTER TABLE ONLY public.upload_file
    ADD CONSTRAINT upload_file_pkey PRIMARY KEY (project_id, upload_file_id);
ALTER TABLE ONLY public.upload_folder
    ADD CONSTRAINT upload_folder_pkey PRIMARY KEY (project_id, upload_id, folder);
ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_pkey PRIMARY KEY (project_id, upload_id);
CREATE INDEX answer_batch ON public.answer USING btree (project_id, batch_id);
CREATE INDEX answer_media ON public.answer USING btree (project_id, media_id, answered_at);
CREATE INDEX answer_of_people ON public.answer USING btree (project_id, answered_at) INCLUDE (account_id, media_id, answer_id, retracts) WHERE (method = 'human'::text);
CREATE INDEX api_token_account ON public.api_token USING btree (account_id);
CREATE INDEX assignment_account_account ON public.assignment_account USING btree (account_id, project_id);
CREATE INDEX bulk_answer_media_media ON public.bulk_answer_media USING btree (project_id, media_id);
CREATE INDEX camera_key_deployment ON public.camera_key USING btree (project_id, deployment_id, created_at);
CREATE INDEX clock_correction_deployment ON public.clock_correction USING btree (project_id, deployment_id, recorded_at);
CREATE INDEX crop_feature_added ON public.crop_feature USING btree (project_id, network, added);
CREATE UNIQUE INDEX custom_field_name ON public.custom_field USING btree (project_id, lower(name)) WHERE (retired_at IS NULL);
CREATE INDEX deployment_location ON public.deployment USING btree (project_id, location_id);
CREATE INDEX event_deployment ON public.event USING btree (project_id, deployment_id, event_start);
CREATE INDEX event_time ON public.event USING btree (project_id, event_start, event_id);
CREATE INDEX event_worth ON public.event USING btree (project_id, ((- worth)), event_start, event_id) INCLUDE (worth, deployment_id);
CREATE INDEX export_time ON public.export USING btree (project_id, made_at);
CREATE INDEX failure_period_deployment ON public.failure_period USING btree (project_id, deployment_id, failure_start);
CREATE UNIQUE INDEX individual_name ON public.individual USING btree (project_id, lower(name));
CREATE INDEX job_dead ON public.job USING btree (project_id) WHERE (state = 'dead'::text);
CREATE INDEX job_finished ON public.job USING btree (finished_at) WHERE (state = 'done'::text);
CREATE INDEX job_leases ON public.job USING btree (lease_until) WHERE (state = 'running'::text);
CREATE INDEX job_next ON public.job USING btree (project_id, kind, priority DESC, run_after, job_id) WHERE (state = 'queued'::text);
CREATE UNIQUE INDEX job_queued_once ON public.job USING btree (kind, project_id, subject) WHERE (state = 'queued'::text);
CREATE INDEX job_subject ON public.job USING btree (project_id, subject);
CREATE INDEX location_area ON public.location USING btree (project_id, area_id);
CREATE INDEX media_believed_blank ON public.media USING btree (project_id, classified_at) WHERE ((state = 'ready'::text) AND (consensus = ANY (ARRAY['machine'::text, 'accepted'::text])) AND (seen = ARRAY['blank'::text]));
CREATE INDEX media_conflict ON public.media USING btree (project_id, media_id) WHERE (consensus = 'conflict'::text);
CREATE INDEX media_counts ON public.media USING btree (project_id) INCLUDE (deployment_id, state, consensus, classified_at, bytes);
CREATE INDEX media_deployment_time ON public.media USING btree (project_id, deployment_id, COALESCE(captured_at, 'infinity'::timestamp with time zone), media_id);
CREATE INDEX media_event ON public.media USING btree (project_id, event_id);
CREATE INDEX media_event_walk ON public.media USING btree (project_id, event_start, event_id) INCLUDE (media_id, deployment_id, traits, score, local_minute, reviewers) WHERE (event_id IS NOT NULL);
CREATE INDEX media_proxies ON public.media USING btree (project_id, media_id) WHERE (playback = ANY (ARRAY['proxy'::text, 'pending'::text]));
CREATE INDEX media_reviewed ON public.media USING btree (project_id, deployment_id, consensus, media_id) WHERE (consensus <> ALL (ARRAY['none'::text, 'machine'::text]));
CREATE INDEX media_said_by ON public.media USING gin (reviewers, models);
CREATE INDEX media_traits ON public.media USING btree (project_id, traits);
CREATE INDEX media_unclassified ON public.media USING btree (project_id, media_id) WHERE ((state = 'ready'::text) AND (classified_at IS NULL));
CREATE INDEX media_unready ON public.media USING btree (project_id, state) WHERE (state <> 'ready'::text);
CREATE INDEX media_walk ON public.media USING btree (project_id, COALESCE(captured_at, 'infinity'::timestamp with time zone), media_id) INCLUDE (captured_at, deployment_id, traits, score, local_minute, reviewers);
CREATE INDEX model_choice_time ON public.model_choice USING btree (project_id, recorded_at);
CREATE INDEX model_run_media_media ON public.model_run_media USING btree (project_id, media_id);
CREATE INDEX model_run_media_open ON public.model_run_media USING btree (project_id, model_run_id) WHERE (done_at IS NULL);
CREATE INDEX model_run_media_problem ON public.model_run_media USING btree (project_id, model_run_id) WHERE (problem <> ''::text);
CREATE INDEX model_run_time ON public.model_run USING btree (project_id, created_at);
CREATE INDEX observation_crops ON public.observation USING btree (project_id, scientific_name, ((- COALESCE(probability, (0)::double precision))), media_id, ordinal) INCLUDE (probability, classification_method, deployment_id) WHERE ((observation_type = 'animal'::text) AND (bbox_x IS NOT NULL));
CREATE INDEX observation_individual ON public.observation USING btree (project_id, individual_id) WHERE (individual_id IS NOT NULL);
CREATE INDEX observation_tags ON public.observation USING gin (tags) WHERE (tags <> '{}'::text[]);
CREATE INDEX observation_taxon ON public.observation USING btree (project_id, scientific_name, media_id) INCLUDE (observation_type);
CREATE INDEX observation_type ON public.observation USING btree (project_id, observation_type, media_id);
CREATE INDEX organisation_member_account ON public.organisation_member USING btree (account_id);
CREATE INDEX prediction_import_time ON public.prediction_import USING btree (project_id, created_at);
CREATE INDEX project_member_account ON public.project_member USING btree (account_id);
CREATE INDEX project_organisation ON public.project USING btree (organisation_id);
CREATE INDEX repeat_verdict_deployment ON public.repeat_verdict USING btree (project_id, deployment_id) WHERE (retracted_at IS NULL);
CREATE INDEX reveal_media ON public.reveal USING btree (project_id, media_id, account_id, form, revealed_at);
CREATE INDEX reveal_time ON public.reveal USING btree (project_id, revealed_at);
CREATE INDEX review_rule_time ON public.review_rule USING btree (project_id, recorded_at);
CREATE INDEX threshold_choice_time ON public.threshold_choice USING btree (project_id, recorded_at);
CREATE INDEX trained_model_weights ON public.trained_model USING btree (weights_sha256) WHERE (weights_sha256 IS NOT NULL);
CREATE INDEX trust_check_time ON public.trust_check USING btree (project_id, begun_at);
CREATE INDEX trust_draw_media ON public.trust_draw USING btree (project_id, media_id);
CREATE INDEX upload_file_folder ON public.upload_file USING btree (project_id, upload_id, mapped_folder) WHERE (mapped_folder IS NOT NULL);
CREATE INDEX upload_file_sha256 ON public.upload_file USING btree (project_id, sha256);
CREATE INDEX upload_file_state ON public.upload_file USING btree (project_id, upload_id, state);
CREATE INDEX upload_folder_deployment ON public.upload_folder USING btree (project_id, deployment_id);
CREATE STATISTICS public.media_states (mcv) ON deployment_id, state, consensus FROM public.media;
CREATE STATISTICS public.observation_kinds (mcv) ON deployment_id, observation_type, scientific_name FROM public.observation;
CREATE TRIGGER answer_by_whom AFTER INSERT ON public.answer REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION public.note_answerers();
CREATE TRIGGER answer_is_append_only BEFORE UPDATE ON public.answer FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER answer_is_kept BEFORE DELETE ON public.answer FOR EACH ROW WHEN ((pg_trigger_depth() = 0)) EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER deployment_moved_zone AFTER UPDATE OF time_zone ON public.deployment FOR EACH ROW WHEN ((old.time_zone IS DISTINCT FROM new.time_zone)) EXECUTE FUNCTION public.deployment_moved_zone();
CREATE TRIGGER media_come AFTER INSERT ON public.media REFERENCING NEW TABLE AS come FOR EACH STATEMENT EXECUTE FUNCTION public.count_media_in();
CREATE TRIGGER media_gone AFTER DELETE ON public.media REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION public.count_media_out();
CREATE TRIGGER media_local_minute BEFORE INSERT OR UPDATE OF captured_at, deployment_id ON public.media FOR EACH ROW EXECUTE FUNCTION public.media_local_minute();
CREATE TRIGGER organisation_member_leaves_assignments AFTER DELETE OR UPDATE OF role ON public.organisation_member FOR EACH ROW EXECUTE FUNCTION public.leave_assignments();
CREATE TRIGGER project_member_leaves_assignments AFTER DELETE OR UPDATE OF role ON public.project_member FOR EACH ROW EXECUTE FUNCTION public.leave_assignments();
CREATE TRIGGER trained_model_weights_gone AFTER DELETE OR UPDATE OF weights_sha256 ON public.trained_model FOR EACH ROW WHEN ((old.weights_sha256 IS NOT NULL)) EXECUTE FUNCTION public.forget_unused_weights();
CREATE TRIGGER trust_result_is_append_only BEFORE UPDATE ON public.trust_result FOR EACH ROW EXECUTE FUNCTION public.refuse_change();
CREATE TRIGGER trust_result_is_kept BEFORE DELETE ON public.trust_result FOR EACH ROW WHEN ((pg_trigger_depth() = 0)) EXECUTE FUNCTION public.refuse_change();
ALTER TABLE ONLY public.answer
    ADD CONSTRAINT answer_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.answer
    ADD CONSTRAINT answer_project_id_media_id_fkey FOREIGN KEY (project_id, media_id) REFERENCES public.media(project_id, media_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.answerer
    ADD CONSTRAINT answerer_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.answerer
    ADD CONSTRAINT answerer_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.api_token
    ADD CONSTRAINT api_token_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.area
    ADD CONSTRAINT area_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.assignment_account
    ADD CONSTRAINT assignment_account_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.assignment_account
    ADD CONSTRAINT assignment_account_project_id_assignment_id_fkey FOREIGN KEY (project_id, assignment_id) REFERENCES public.assignment(project_id, assignment_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_assigned_by_fkey FOREIGN KEY (assigned_by) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_done_by_fkey FOREIGN KEY (done_by) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.assignment
    ADD CONSTRAINT assignment_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.browser_session
    ADD CONSTRAINT browser_session_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.bulk_answer
    ADD CONSTRAINT bulk_answer_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.bulk_answer_media
    ADD CONSTRAINT bulk_answer_media_project_id_batch_id_fkey FOREIGN KEY (project_id, batch_id) REFERENCES public.bulk_answer(project_id, batch_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.bulk_answer_media
    ADD CONSTRAINT bulk_answer_media_project_id_media_id_fkey FOREIGN KEY (project_id, media_id) REFERENCES public.media(project_id, media_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.bulk_answer
    ADD CONSTRAINT bulk_answer_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.bulk_answer
    ADD CONSTRAINT bulk_answer_retracted_by_fkey FOREIGN KEY (retracted_by) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.calibration
    ADD CONSTRAINT calibration_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.calibration
    ADD CONSTRAINT calibration_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.camera_key
    ADD CONSTRAINT camera_key_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.camera_key
    ADD CONSTRAINT camera_key_project_id_deployment_id_fkey FOREIGN KEY (project_id, deployment_id) REFERENCES public.deployment(project_id, deployment_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.clock_correction
    ADD CONSTRAINT clock_correction_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.clock_correction
    ADD CONSTRAINT clock_correction_project_id_deployment_id_fkey FOREIGN KEY (project_id, deployment_id) REFERENCES public.deployment(project_id, deployment_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.clock_correction
    ADD CONSTRAINT clock_correction_retracted_by_fkey FOREIGN KEY (retracted_by) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.crop_feature
    ADD CONSTRAINT crop_feature_project_id_media_id_fkey FOREIGN KEY (project_id, media_id) REFERENCES public.media(project_id, media_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.custom_field
    ADD CONSTRAINT custom_field_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.deployment
    ADD CONSTRAINT deployment_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.deployment
    ADD CONSTRAINT deployment_project_id_location_id_fkey FOREIGN KEY (project_id, location_id) REFERENCES public.location(project_id, location_id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.event_order
    ADD CONSTRAINT event_order_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_project_id_deployment_id_fkey FOREIGN KEY (project_id, deployment_id) REFERENCES public.deployment(project_id, deployment_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.event
    ADD CONSTRAINT event_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.export
    ADD CONSTRAINT export_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.export
    ADD CONSTRAINT export_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.failure_period
    ADD CONSTRAINT failure_period_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.failure_period
    ADD CONSTRAINT failure_period_project_id_deployment_id_fkey FOREIGN KEY (project_id, deployment_id) REFERENCES public.deployment(project_id, deployment_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.failure_period
    ADD CONSTRAINT failure_period_retracted_by_fkey FOREIGN KEY (retracted_by) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.individual
    ADD CONSTRAINT individual_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.individual
    ADD CONSTRAINT individual_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.job
    ADD CONSTRAINT job_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.label_comparison
    ADD CONSTRAINT label_comparison_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.label_conflict
    ADD CONSTRAINT label_conflict_kept_by_fkey FOREIGN KEY (kept_by) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.label_conflict
    ADD CONSTRAINT label_conflict_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.label_conflict
    ADD CONSTRAINT label_conflict_project_id_media_id_fkey FOREIGN KEY (project_id, media_id) REFERENCES public.media(project_id, media_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.location
    ADD CONSTRAINT location_project_id_area_id_fkey FOREIGN KEY (project_id, area_id) REFERENCES public.area(project_id, area_id) ON DELETE SET NULL (area_id);
ALTER TABLE ONLY public.location
    ADD CONSTRAINT location_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.media
    ADD CONSTRAINT media_project_id_deployment_id_fkey FOREIGN KEY (project_id, deployment_id) REFERENCES public.deployment(project_id, deployment_id) ON DELETE RESTRICT;
ALTER TABLE ONLY public.media
    ADD CONSTRAINT media_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.media
    ADD CONSTRAINT media_sha256_fkey FOREIGN KEY (sha256) REFERENCES public.blob(sha256);
ALTER TABLE ONLY public.model_choice
    ADD CONSTRAINT model_choice_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.model_choice
    ADD CONSTRAINT model_choice_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.model_run
    ADD CONSTRAINT model_run_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.model_run_media
    ADD CONSTRAINT model_run_media_project_id_media_id_fkey FOREIGN KEY (project_id, media_id) REFERENCES public.media(project_id, media_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.model_run_media
    ADD CONSTRAINT model_run_media_project_id_model_run_id_fkey FOREIGN KEY (project_id, model_run_id) REFERENCES public.model_run(project_id, model_run_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.model_run
    ADD CONSTRAINT model_run_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.model_run
    ADD CONSTRAINT model_run_used_by_fkey FOREIGN KEY (used_by) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.observation
    ADD CONSTRAINT observation_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.observation
    ADD CONSTRAINT observation_project_id_media_id_fkey FOREIGN KEY (project_id, media_id) REFERENCES public.media(project_id, media_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.organisation_blob
    ADD CONSTRAINT organisation_blob_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisation(organisation_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.organisation_member
    ADD CONSTRAINT organisation_member_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.organisation_member
    ADD CONSTRAINT organisation_member_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisation(organisation_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.organisation_usage
    ADD CONSTRAINT organisation_usage_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisation(organisation_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.prediction_import
    ADD CONSTRAINT prediction_import_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.prediction_import
    ADD CONSTRAINT prediction_import_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.prediction_piece
    ADD CONSTRAINT prediction_piece_project_id_prediction_import_id_fkey FOREIGN KEY (project_id, prediction_import_id) REFERENCES public.prediction_import(project_id, prediction_import_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.project_member
    ADD CONSTRAINT project_member_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.project_member
    ADD CONSTRAINT project_member_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.project
    ADD CONSTRAINT project_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisation(organisation_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.repeat_verdict
    ADD CONSTRAINT repeat_verdict_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.repeat_verdict
    ADD CONSTRAINT repeat_verdict_project_id_deployment_id_fkey FOREIGN KEY (project_id, deployment_id) REFERENCES public.deployment(project_id, deployment_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.repeat_verdict
    ADD CONSTRAINT repeat_verdict_retracted_by_fkey FOREIGN KEY (retracted_by) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.reveal
    ADD CONSTRAINT reveal_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.reveal
    ADD CONSTRAINT reveal_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.review_rule
    ADD CONSTRAINT review_rule_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.review_rule
    ADD CONSTRAINT review_rule_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.saved_view
    ADD CONSTRAINT saved_view_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.saved_view
    ADD CONSTRAINT saved_view_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.threshold_choice
    ADD CONSTRAINT threshold_choice_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.threshold_choice
    ADD CONSTRAINT threshold_choice_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.trained_model
    ADD CONSTRAINT trained_model_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.trained_model
    ADD CONSTRAINT trained_model_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.trained_model
    ADD CONSTRAINT trained_model_weights_sha256_fkey FOREIGN KEY (weights_sha256) REFERENCES public.blob(sha256);
ALTER TABLE ONLY public.trust_check
    ADD CONSTRAINT trust_check_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.trust_check
    ADD CONSTRAINT trust_check_cancelled_by_fkey FOREIGN KEY (cancelled_by) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.trust_check
    ADD CONSTRAINT trust_check_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.trust_draw
    ADD CONSTRAINT trust_draw_project_id_media_id_fkey FOREIGN KEY (project_id, media_id) REFERENCES public.media(project_id, media_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.trust_draw
    ADD CONSTRAINT trust_draw_project_id_trust_check_id_fkey FOREIGN KEY (project_id, trust_check_id) REFERENCES public.trust_check(project_id, trust_check_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.trust_result
    ADD CONSTRAINT trust_result_project_id_trust_check_id_fkey FOREIGN KEY (project_id, trust_check_id) REFERENCES public.trust_check(project_id, trust_check_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_account_id_fkey FOREIGN KEY (account_id) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES public.account(account_id) ON DELETE SET NULL;
ALTER TABLE ONLY public.upload_file
    ADD CONSTRAINT upload_file_project_id_upload_id_fkey FOREIGN KEY (project_id, upload_id) REFERENCES public.upload(project_id, upload_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.upload_file
    ADD CONSTRAINT upload_file_project_id_upload_id_mapped_folder_fkey FOREIGN KEY (project_id, upload_id, mapped_folder) REFERENCES public.upload_folder(project_id, upload_id, folder) ON DELETE SET NULL (mapped_folder);
ALTER TABLE ONLY public.upload_folder
    ADD CONSTRAINT upload_folder_project_id_deployment_id_fkey FOREIGN KEY (project_id, deployment_id) REFERENCES public.deployment(project_id, deployment_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.upload_folder
    ADD CONSTRAINT upload_folder_project_id_upload_id_fkey FOREIGN KEY (project_id, upload_id) REFERENCES public.upload(project_id, upload_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_project_id_deployment_id_fkey FOREIGN KEY (project_id, deployment_id) REFERENCES public.deployment(project_id, deployment_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.upload
    ADD CONSTRAINT upload_project_id_fkey FOREIGN KEY (project_id) REFERENCES public.project(project_id) ON DELETE CASCADE;
