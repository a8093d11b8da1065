-- Briefs are kept and sent as clippings are. One that somebody sent by hand belongs to no plan and brings its settings.
alter table listen.clipping alter column plan_id drop not null;
alter table listen.clipping add column settings jsonb;
alter table listen.clipping add constraint clipping_settings check (plan_id is not null or settings is not null);
