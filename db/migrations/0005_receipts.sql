-- A card is safe to wipe when its sender said that this is the whole of it, and every file was read a second time.
alter table upload add column completed_at timestamptz;   -- the sender announced and sent all there is
alter table upload add column verified_at timestamptz;    -- the stored bytes of every file were read again and are right
alter table upload_file add column verified_at timestamptz;
