-- A card of several cameras or sample points: each mapped folder names a deployment, and a file belongs to that of its
-- longest mapped folder ('' is the card's root). Without mapped folders all files belong to upload.deployment_id.
alter table upload alter column deployment_id drop not null;

create table upload_folder (
    project_id    uuid not null,
    upload_id     uuid not null,
    folder        text not null collate "C" check (length(folder) <= 4096),
    deployment_id uuid not null,
    primary key (project_id, upload_id, folder),
    foreign key (project_id, upload_id) references upload (project_id, upload_id) on delete cascade,
    foreign key (project_id, deployment_id) references deployment (project_id, deployment_id) on delete cascade
);
create index upload_folder_deployment on upload_folder (project_id, deployment_id);

-- Null: the file lies in no mapped folder.
alter table upload_file add column mapped_folder text collate "C";
alter table upload_file add foreign key (project_id, upload_id, mapped_folder)
    references upload_folder (project_id, upload_id, folder) on delete set null (mapped_folder);
create index upload_file_folder on upload_file (project_id, upload_id, mapped_folder) where mapped_folder is not null;

-- Who has seen what the ingest gate found on the card. A card without findings needs nobody.
alter table upload add column confirmed_at timestamptz;
alter table upload add column confirmed_by uuid references account on delete set null;

-- Where the camera says that it was (EXIF GPS); null: it does not say, or a factory value.
alter table media add column latitude double precision check (latitude between -90 and 90);
alter table media add column longitude double precision check (longitude between -180 and 180);
alter table media add constraint media_place_is_whole check ((latitude is null) = (longitude is null));
alter table media add constraint media_place_is_real check (latitude <> 0 or longitude <> 0);
