-- The animals that can be suggested in a project: within `allowed_taxa` (none: all), and not within `blocked_taxa`.
alter table project
    add column allowed_taxa text[] not null default '{}',
    add column blocked_taxa text[] not null default '{}';
