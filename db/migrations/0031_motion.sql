-- What moved, told without a model: asked beside a project's detector, or in its place where there is none.
alter table model_choice add column second_opinion boolean not null default false;

-- Whether this photo was compared with others of its deployment: the answer is in the ledger, or there were too few.
alter table media add column motion_tried boolean not null default false;
