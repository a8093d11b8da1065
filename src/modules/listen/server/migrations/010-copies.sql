-- Mentions that say the same word for word or nearly: a release in ten outlets, a post sent a hundred times. Found by a
-- job behind the intake; who is in no group has no row.
create table listen.copy_group (
  workspace_id uuid not null,
  id uuid not null,
  created_at timestamptz not null,
  member_count int not null,
  outlet_count int not null,
  -- The earliest published, which may have arrived last.
  first_id uuid not null,
  first_published_at timestamptz not null,
  first_outlet text not null,
  primary key (workspace_id, id)
);

create table listen.copy_member (
  workspace_id uuid not null,
  mention_id uuid not null,
  published_at timestamptz not null,
  group_id uuid not null,
  -- Where it stands among the copies: when it was published, and for one of which only the day is known the end of that
  -- day, or the time of receipt if that is earlier.
  ordered_at timestamptz not null,
  outlet text not null,
  -- How it is like the mention by which it came into the group: the same, edited, one is a part of the other; `said` where
  -- a person put it there; `origin` where it was there first and others came to it.
  kind text not null check (kind in ('origin', 'same', 'edited', 'part', 'said')),
  similarity real,
  share real,
  like_id uuid,
  joined_at timestamptz not null,
  primary key (workspace_id, mention_id)
);
create index copy_member_order on listen.copy_member (workspace_id, group_id, ordered_at, mention_id);
create index copy_member_time on listen.copy_member (workspace_id, group_id, published_at, mention_id);

-- What the index in memory keeps of each mention of the window, so that it can be made again without reading texts.
create table listen.copy_sketch (
  workspace_id uuid not null,
  seq bigint not null,
  mention_id uuid not null,
  published_at timestamptz not null,
  taken_at timestamptz not null,
  sketch bytea not null,
  primary key (workspace_id, seq),
  unique (workspace_id, mention_id)
);

-- Who holds this row works for the workspace. Sketches are numbered under it, so that an index knows what it lacks.
create table listen.copy_state (
  workspace_id uuid primary key,
  last_seq bigint not null default 0,
  -- Of the form of the sketches.
  version int not null
);

-- Batches of mentions that wait for the job; deleted in the transaction that has compared them.
create table listen.copy_queue (
  workspace_id uuid not null,
  seq bigint generated always as identity,
  mention_ids uuid[] not null,
  primary key (workspace_id, seq)
);

-- What people decided: that a mention is no copy, or of which mention it is one. The latest that stands counts.
create table listen.copy_judgement (
  id uuid primary key,
  workspace_id uuid not null,
  seq bigint generated always as identity,
  mention_id uuid not null,
  published_at timestamptz not null,
  verdict text not null check (verdict in ('apart', 'joined')),
  -- The mention it was said to be a copy of, or was taken away from.
  target_id uuid not null,
  -- The member row that stood there before, to be put back.
  before_group_id uuid,
  before_member jsonb,
  judge_id text,
  judge_name text not null,
  reason text,
  judged_at timestamptz not null,
  undone_at timestamptz
);
create index copy_judgement_mention on listen.copy_judgement (workspace_id, mention_id, seq);

-- What is already there and young enough is compared as if it had just come in.
insert into listen.copy_queue (workspace_id, mention_ids)
  select workspace_id, array_agg(id order by published_at, id)
  from (
    select workspace_id, id, published_at,
      (row_number() over (partition by workspace_id order by published_at, id) - 1) / 500 as batch
    from listen.mention where published_at > now() - interval '30 days'
  ) as young
  group by workspace_id, batch order by workspace_id, batch;
