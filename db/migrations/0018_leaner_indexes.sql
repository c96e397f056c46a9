-- A photo's way in enters a row of media and several of the queue, and each index of theirs is written again whenever a
-- state changes. What two of these answered, others answer as well.

-- Who has these bytes, and has this project them: one index in this order tells both.
alter table media
    drop constraint media_content_unique,
    add constraint media_content_unique unique (sha256, project_id);
drop index media_sha256;

-- Jobs that are done, nearly all of a queue, are not looked for by project and kind. Of the others, job_next has the
-- queued, job_leases the running, and this the dead.
create index job_dead on job (project_id) where state = 'dead';
drop index job_project;
