-- Accounts on networks, as their newest mention writes them.
create table listen.account (
  workspace_id uuid not null,
  channel text not null,
  -- Folded, without the sign before it.
  handle text not null,
  name text not null,
  named_at timestamptz not null,
  primary key (workspace_id, channel, handle)
);

-- Which account said what. Found behind the intake, as ties are.
create table listen.account_post (
  workspace_id uuid not null,
  published_at timestamptz not null,
  mention_id uuid not null,
  channel text not null,
  handle text not null,
  primary key (workspace_id, published_at, mention_id)
);
create index account_post_of on listen.account_post (workspace_id, channel, handle, published_at);
create index account_post_mention on listen.account_post (mention_id);

-- To whom a mention ties the account that said it.
create table listen.account_tie (
  workspace_id uuid not null,
  published_at timestamptz not null,
  mention_id uuid not null,
  kind text not null check (kind in ('repost', 'reply', 'mention')),
  channel text not null,
  handle text not null,
  -- The other account; empty where only the mention is known that this one answers.
  to_handle text not null,
  parent_key uuid,
  primary key (workspace_id, published_at, mention_id, kind, to_handle)
);
create index account_tie_mention on listen.account_tie (mention_id);

-- Batches of mentions that wait for the job; deleted in the transaction that has read them.
create table listen.tie_queue (
  workspace_id uuid not null,
  seq bigint generated always as identity,
  mention_ids uuid[] not null,
  primary key (workspace_id, seq)
);

-- Networks that people asked for, with what was found; kept for a week.
create table listen.network (
  id uuid primary key,
  workspace_id uuid not null,
  -- The same question of the same hour is answered once.
  settings_key text not null,
  settings jsonb not null,
  state text not null check (state in ('waiting', 'done', 'failed')),
  -- Parts of the work that are done, of a hundred.
  progress int not null default 0,
  result jsonb,
  asked_at timestamptz not null,
  finished_at timestamptz,
  unique (workspace_id, settings_key)
);
create index network_age on listen.network (asked_at);

-- What is already there is read as if it had just come in.
insert into listen.tie_queue (workspace_id, mention_ids)
  select workspace_id, array_agg(id order by published_at, id)
  from (
    select workspace_id, id, published_at,
      (row_number() over (partition by workspace_id order by published_at, id) - 1) / 200 as batch
    from listen.mention
    where author is not null and channel in
      ('x', 'facebook', 'instagram', 'threads', 'tiktok', 'youtube', 'bluesky', 'mastodon', 'telegram')
  ) as said
  group by workspace_id, batch order by workspace_id, batch;
