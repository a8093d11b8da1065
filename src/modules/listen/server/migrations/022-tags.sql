-- Tags that somebody arranged: what they are called, their colour, what they are for, under which other one they stand.
-- A tag in use needs no entry here.
create table listen.tag (
  id uuid primary key,
  workspace_id uuid not null,
  -- Folded; of what the tag was first called. Names may change, this never does.
  key text not null,
  name text not null,
  parent_id uuid references listen.tag,
  colour text not null,
  description text not null,
  -- The tag that it counts as, after both were joined.
  merged_into uuid references listen.tag,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index tag_key on listen.tag (workspace_id, key);
create index tag_parent on listen.tag (parent_id) where parent_id is not null;
create index tag_merged on listen.tag (merged_into) where merged_into is not null;

-- Every name that a tag answers to, folded; mention_tag rows may carry any of them. No name means two tags.
create table listen.tag_name (
  workspace_id uuid not null,
  name_key text not null,
  tag_id uuid not null references listen.tag on delete cascade,
  name text not null,
  kind text not null check (kind in ('name', 'former', 'synonym')),
  primary key (workspace_id, name_key)
);
create index tag_name_tag on listen.tag_name (tag_id);

-- What gives a tag by itself: what a monitor finds, or a query of its own. Removed ones stay for their names.
create table listen.tag_rule (
  id uuid primary key,
  workspace_id uuid not null,
  name text not null,
  name_key text not null,
  tag_id uuid not null references listen.tag,
  monitor_id uuid references listen.monitor,
  q text not null,
  exclude text not null,
  -- Days in the query begin here, whatever zone the office moves to.
  zone text not null,
  state text not null check (state in ('on', 'paused')),
  revision int not null,
  created_by_name text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  removed_at timestamptz,
  -- Going through what is stored, newest first: with the rule as it is now, or to take off what it has given.
  run_kind text check (run_kind in ('apply', 'clear')),
  run_revision int,
  run_total bigint,
  run_done bigint,
  run_until timestamptz,
  run_until_id uuid,
  -- By the wall's clock, whatever clock the desk runs on.
  run_worked_at timestamptz
);
create unique index tag_rule_name on listen.tag_rule (workspace_id, name_key) where removed_at is null;
create index tag_rule_run on listen.tag_rule (run_worked_at) where run_kind is not null;

-- What a rule gave and took off, a line for each batch.
create table listen.tag_rule_firing (
  id bigint generated always as identity primary key,
  workspace_id uuid not null,
  rule_id uuid not null references listen.tag_rule on delete cascade,
  at timestamptz not null,
  cause text not null check (cause in ('arrived', 'changed', 'applied', 'cleared')),
  given int not null,
  taken int not null,
  -- The first few of them.
  mention_ids uuid[] not null
);
create index tag_rule_firing_rule on listen.tag_rule_firing (rule_id, id);
create index tag_rule_firing_age on listen.tag_rule_firing (at);

-- The rule that gave a tag; null when a person did, or it came with the mention.
alter table listen.mention_tag add column rule_id uuid;
create index mention_tag_rule on listen.mention_tag (workspace_id, rule_id, published_at, mention_id)
  where rule_id is not null;
alter table listen.change_item add column rule_id uuid;

-- Tags that a person took off a mention: no rule gives them to it again.
create table listen.tag_kept_off (
  workspace_id uuid not null,
  mention_id uuid not null,
  tag_key text not null,
  taken_off_at timestamptz not null,
  primary key (mention_id, tag_key)
);

-- Acts of a workspace with tags, newest first.
create index change_tagged on listen.change (workspace_id, created_at) where kind = 'tagged';

-- Tags of mentions as they are called now; a mention may have two rows of one tag after tags were joined.
create view listen.tag_now as
select tagged.workspace_id, tagged.mention_id, tagged.published_at, tagged.tagged_by, tagged.tagged_at, tagged.rule_id,
  coalesce(main.key, own.key, tagged.tag_key) as tag_key, coalesce(main.name, own.name, tagged.tag) as tag,
  coalesce(main.colour, own.colour) as colour
from listen.mention_tag as tagged
left join listen.tag_name as named on named.workspace_id = tagged.workspace_id and named.name_key = tagged.tag_key
left join listen.tag as own on own.id = named.tag_id
left join listen.tag as main on main.id = own.merged_into;
