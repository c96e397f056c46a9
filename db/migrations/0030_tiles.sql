-- In how many parts along each side a project's photos are looked at beside the whole; null: as the service does.
alter table model_choice add column tiles smallint check (tiles between 1 and 4);
