-- Of a video: from when to when what was observed was there, in seconds from its start.
alter table observation
    add column first_second double precision check (first_second >= 0),
    add column last_second double precision,
    add constraint observation_seconds_check check (last_second >= first_second);
