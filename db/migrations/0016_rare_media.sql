-- Reviewed media while a review begins, and conflicts, without a look at all the others. Entered when somebody answers:
-- coming in costs nothing. "Not in", so that the planner counts what a question asks for and not all that is here.
create index media_reviewed on media (project_id, deployment_id, consensus, media_id)
where consensus not in ('none', 'machine');

-- What goes together and what never does: a blank picture has no species, a deployment has been reviewed or has not, a
-- camera at a road sees vehicles. Without this the planner takes what is rare here for common, and looks for it in
-- every row.
create statistics media_states (mcv) on deployment_id, state, consensus from media;
create statistics observation_kinds (mcv) on deployment_id, observation_type, scientific_name from observation;
analyze media;
analyze observation;
