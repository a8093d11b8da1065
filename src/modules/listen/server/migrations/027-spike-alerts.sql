-- An alert that tells of a spike instead of mentions: once to each person, with what explained it then. Words are covered.
alter table listen.alert add column spike_id uuid;
alter table listen.alert add column explanation jsonb;
create unique index alert_of_spike on listen.alert (workspace_id, user_id, spike_id) where spike_id is not null;
