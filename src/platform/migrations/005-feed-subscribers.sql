-- Who asked to be told of changes to what the desk publishes (WebSub), and which hubs elsewhere were told.
create table platform.feed_subscriber (
  id uuid primary key,
  workspace_id uuid not null references platform.workspace on delete cascade,
  -- The feed's own address.
  topic text not null,
  callback text not null,
  -- Of the callback: one host is given only so many places.
  host text not null,
  -- Sealed: what is told is signed with it.
  secret text,
  leased_until timestamptz not null,
  created_at timestamptz not null,
  -- In a row, since something arrived.
  failures int not null default 0,
  delivered_at timestamptz,
  -- SHA-256 of what arrived last: the same is not told twice.
  delivered_hash text,
  unique (topic, callback)
);
create index feed_subscriber_of_host on platform.feed_subscriber (host);
create index feed_subscriber_of_workspace on platform.feed_subscriber (workspace_id);

-- Feeds whose subscribers are told by a hub elsewhere: when that hub was told last, and what it answered.
create table platform.feed_ping (
  topic text primary key,
  workspace_id uuid not null references platform.workspace on delete cascade,
  hub text not null,
  pinged_at timestamptz not null,
  -- Null where no answer came.
  status int
);
create index feed_ping_of_workspace on platform.feed_ping (workspace_id);
