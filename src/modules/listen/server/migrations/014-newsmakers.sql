-- Whom the text names and who speaks in it, as the engine reads it: names, and where whose words stand. Null until read.
alter table listen.mention add column voices jsonb;

-- Who is named in which mention, under the key that stands for all ways of writing the name.
create table listen.newsmaker_mention (
  workspace_id uuid not null,
  kind text not null check (kind in ('person', 'organisation')),
  key text not null,
  published_at timestamptz not null,
  mention_id uuid not null,
  -- How often quoted in it; 0 for named only.
  quotes smallint not null,
  tone text,
  outlet_key text not null,
  outlet text not null,
  -- As the text writes it at its fullest, and the office that it gives.
  name text not null,
  role text,
  primary key (workspace_id, kind, key, published_at, mention_id)
);
create index newsmaker_mention_time on listen.newsmaker_mention (workspace_id, kind, published_at)
  include (key, quotes, tone);
create index newsmaker_mention_of on listen.newsmaker_mention (mention_id);

-- The same by day (UTC): mentions that name somebody, those that quote, quotations, and the tones of the mentions.
create table listen.newsmaker_day (
  workspace_id uuid not null,
  kind text not null,
  key text not null,
  at date not null,
  named int not null,
  quoted int not null,
  quotes int not null,
  negative int not null,
  neutral int not null,
  positive int not null,
  unsure int not null,
  primary key (workspace_id, kind, at, key)
) with (fillfactor = 70);
create index newsmaker_day_key on listen.newsmaker_day (workspace_id, kind, key, at);

-- Everybody who was ever named, with what a full name and one with initials have in common.
create table listen.newsmaker (
  workspace_id uuid not null,
  kind text not null,
  key text not null,
  initials text,
  is_short boolean not null,
  primary key (workspace_id, kind, key)
);
create index newsmaker_initials on listen.newsmaker (workspace_id, initials) where initials is not null;

-- Which key is counted under which other one: by initials, or because a person said so. Roots are never linked further.
create table listen.newsmaker_link (
  workspace_id uuid not null,
  kind text not null,
  key text not null,
  root text not null,
  reason text not null check (reason in ('initials', 'person')),
  primary key (workspace_id, kind, key),
  check (key <> root)
);
create index newsmaker_link_root on listen.newsmaker_link (workspace_id, kind, root);

-- What people said of two names: that they are one, or that they are not.
create table listen.newsmaker_decision (
  id uuid primary key,
  seq bigint generated always as identity,
  workspace_id uuid not null,
  kind text not null,
  key text not null,
  other_key text not null,
  verdict text not null check (verdict in ('same', 'apart')),
  judge_id uuid,
  judge_name text not null,
  judged_at timestamptz not null,
  undone_at timestamptz
);
create index newsmaker_decision_of on listen.newsmaker_decision (workspace_id, kind, seq);
