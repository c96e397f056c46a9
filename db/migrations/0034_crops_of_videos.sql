-- Animals in videos are described, too: of which second the box is. Null: the picture is a photo.
alter table crop_feature add column second double precision check (second >= 0);
