-- What there is to play of a video: the original, since browsers can; a proxy; none yet; none, and playback_detail
-- says why. Null: no video, or it cannot be read.
alter table media add column playback text check (playback in ('original', 'proxy', 'pending', 'failed'));
alter table media add column playback_detail text not null default '';
create index media_proxies on media (project_id, media_id) where playback in ('proxy', 'pending');

-- Videos that are there already: a worker looks at each, and makes a proxy where one is needed.
update media set playback = 'pending' where kind = 'video' and state = 'ready';
insert into job (job_id, project_id, kind, subject, priority)
select gen_random_uuid(), m.project_id, 'make_proxy', m.media_id::text, -10
from media m
where m.playback = 'pending';
