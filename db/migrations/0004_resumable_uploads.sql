-- What the client of a resumable upload said of a file when it began, to be told again (tus: Upload-Metadata).
alter table upload_file add column tus_metadata text not null default '' check (length(tus_metadata) <= 8192);
