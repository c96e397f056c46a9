-- What a network says of each animal in a picture, a byte a feature (docs/methods/similar-images.md): for finding crops that
-- look alike. Can be made again at any time, and goes with the medium. `added` tells what came since somebody looked.
create table crop_feature (
    project_id  uuid not null,
    media_id    uuid not null,
    network     text not null check (network <> ''),  -- "mobilenetv2_imagenet 1"
    ordinal     integer not null,                     -- from 0 on within the medium
    bbox_x      double precision not null,
    bbox_y      double precision not null,
    bbox_width  double precision not null check (bbox_width > 0),
    bbox_height double precision not null check (bbox_height > 0),
    features    bytea not null,
    added       bigint generated always as identity,
    primary key (project_id, media_id, network, ordinal),
    foreign key (project_id, media_id) references media (project_id, media_id) on delete cascade
);
-- They do not shrink by packing.
alter table crop_feature alter column features set storage external;
create index crop_feature_added on crop_feature (project_id, network, added);
