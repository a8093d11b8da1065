-- A rule may be about a story, somebody who is named, or whatever rises that no monitor looks for, and of spikes alone.
alter table listen.alert_rule drop constraint alert_rule_scope_check;
alter table listen.alert_rule add constraint alert_rule_scope_check
  check (scope in ('monitor', 'ours', 'any', 'story', 'newsmaker', 'noticed'));
alter table listen.alert_rule add column news text not null default 'all' check (news in ('all', 'mentions', 'spikes'));
-- The story's id, or "person:<key>" of a newsmaker.
alter table listen.alert_rule add column subject text;
alter table listen.alert_rule add constraint alert_rule_subject
  check ((scope in ('story', 'newsmaker')) = (subject is not null));
create index alert_rule_followed on listen.alert_rule (workspace_id) where subject is not null;

-- What was expected when people were last told: they are told again when the excess has doubled since.
alter table listen.spike add column told_expected real;
update listen.spike set told_expected = peak_expected;
alter table listen.spike alter column told_expected set not null;

-- A spike that grows is told again, each time as a next alert of its thread.
drop index listen.alert_of_spike;
create unique index alert_of_spike on listen.alert (workspace_id, user_id, spike_id, number) where spike_id is not null;
-- The story that a thread began with, where it began with a spike and not with mentions.
alter table listen.alert_thread add column story_id uuid;
create index alert_thread_story on listen.alert_thread (workspace_id, user_id) where story_id is not null;
create index story_merged_into on listen.story (workspace_id, merged_into) where merged_into is not null;
