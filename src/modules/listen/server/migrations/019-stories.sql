-- Mentions about one event: a story that grows, merges, splits and fades. Found by a job behind the comparison for copies.
create table listen.story (
  workspace_id uuid not null,
  -- That of the mention that began it, or made from it.
  id uuid not null,
  -- What people call it; null where its best headline names it.
  name text,
  -- The mention whose headline names it, and how many mentions it had when that was chosen.
  lead_id uuid,
  lead_count int not null default 0,
  first_at timestamptz not null,
  last_at timestamptz not null,
  member_count int not null,
  press_count int not null,
  outlet_count int not null,
  -- The story that it went on as.
  merged_into uuid,
  began_at timestamptz not null,
  primary key (workspace_id, id)
);
create index story_last on listen.story (workspace_id, last_at) where member_count > 1;

create table listen.story_member (
  workspace_id uuid not null,
  mention_id uuid not null,
  published_at timestamptz not null,
  story_id uuid not null,
  is_press boolean not null,
  outlet text not null,
  -- How near it was to the story when it joined, 0 to 1; null where a person put it there.
  score real,
  -- The change by which it came where it is: who keeps stories in memory reads what has a higher one.
  change_seq bigint not null,
  primary key (workspace_id, mention_id)
);
create index story_member_of on listen.story_member (workspace_id, story_id, published_at);
create index story_member_time on listen.story_member (workspace_id, published_at) include (story_id, is_press);
create index story_member_change on listen.story_member (workspace_id, change_seq);

-- Who holds this row works for the workspace. Changes and decisions are numbered under it.
create table listen.story_state (
  workspace_id uuid primary key,
  last_seq bigint not null default 0,
  decided_seq bigint not null default 0
);

-- Batches of mentions that wait for the job; deleted in the transaction that has placed them.
create table listen.story_queue (
  workspace_id uuid not null,
  seq bigint generated always as identity,
  mention_ids uuid[] not null,
  primary key (workspace_id, seq)
);

-- What people decided. Those that stand count, in their order.
create table listen.story_decision (
  id uuid primary key,
  workspace_id uuid not null,
  seq bigint generated always as identity,
  verdict text not null check (verdict in ('merge', 'split', 'move', 'remove', 'apart', 'rename')),
  story_id uuid not null,
  -- The story that merged, was split off, was moved to, or is kept apart.
  other_id uuid,
  -- The mentions that it moved, and the stories that they came from.
  mention_ids uuid[],
  from_ids uuid[],
  name text,
  before_name text,
  judge_id text,
  judge_name text not null,
  judged_at timestamptz not null,
  undone_at timestamptz
);
create index story_decision_of on listen.story_decision (workspace_id, story_id, seq);
create index story_decision_other on listen.story_decision (workspace_id, other_id, seq) where other_id is not null;

-- What is already there and young enough is placed as if it had just come in, oldest first.
insert into listen.story_queue (workspace_id, mention_ids)
  select workspace_id, array_agg(id order by published_at, id)
  from (
    select workspace_id, id, published_at,
      (row_number() over (partition by workspace_id order by published_at, id) - 1) / 200 as batch
    from listen.mention where published_at > now() - interval '30 days'
  ) as young
  group by workspace_id, batch order by workspace_id, batch;
