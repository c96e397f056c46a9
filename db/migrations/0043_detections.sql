-- The animals in boxes, by name and the surest first: lists of crops walk along it, and cohorts are made of what comes next.
-- What is answered by people is told from the index alone, without a look at the row (catalog/sql/detections.sql).
create index observation_crops on observation (project_id, scientific_name, (-coalesce(probability, 0)), media_id, ordinal)
    include (probability, classification_method, deployment_id)
    where observation_type = 'animal' and bbox_x is not null;
