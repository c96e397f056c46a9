-- A machine's name for an animal can come from its event (docs/methods/event-smoothing.md): what it was told as stays
-- beside it, NULL where the name is as it was told, empty where it was told as an animal only.
alter table observation
    add column taxon_probability double precision
        constraint observation_taxon_probability_check check (taxon_probability >= 0 and taxon_probability <= 1),
    add column told_as text;
