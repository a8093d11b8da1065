-- When the figures of engagement were last received; null while they are as first received.
alter table listen.mention add column engagement_at timestamptz;
