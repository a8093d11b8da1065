-- What the desk listens to, and how each look at it ended.

create table listen.source (
  id uuid primary key,
  workspace_id uuid not null references platform.workspace on delete cascade,
  kind text not null check (kind in ('feed', 'site', 'file', 'clip')),
  title text not null,
  outlet text not null,
  channel text not null,
  url text not null,
  -- The address without scheme, www. and tracking: one address, one source.
  url_key text not null,
  site_url text,
  folder text not null default '',
  state text not null default 'active' check (state in ('active', 'paused', 'stopped')),
  completes_items boolean not null default false,
  fixed_interval_minutes int check (fixed_interval_minutes between 5 and 1440),
  interval_seconds int not null default 900 check (interval_seconds between 300 and 86400),
  created_at timestamptz not null,

  next_poll_at timestamptz,
  -- A sweep has put it on the queue; until then no other sweep does.
  queued_until timestamptz,
  -- A worker polls it; only the holder of the lease may write what the poll found. Runs out when the worker dies.
  lease_id uuid,
  leased_until timestamptz,

  etag text,
  last_modified text,
  -- SHA-256 of the last body that was stored whole, for servers without validators.
  body_hash text,

  polled_at timestamptz,
  last_success_at timestamptz,
  failures_in_a_row int not null default 0,
  failing_since timestamptz,
  mention_count bigint not null default 0,
  unique (workspace_id, kind, url_key)
);
create index source_due on listen.source (next_poll_at) where state = 'active' and next_poll_at is not null;

-- One row for each look, kept 14 days.
create table listen.poll (
  id uuid primary key,
  workspace_id uuid not null,
  source_id uuid not null references listen.source on delete cascade,
  at timestamptz not null,
  is_ok boolean not null,
  outcome_key text not null,
  outcome_values jsonb not null,
  notes jsonb not null,
  http_status int,
  found int not null,
  fresh int not null,
  took_ms int not null
);
create index poll_latest on listen.poll (source_id, at desc);
create index poll_age on listen.poll (at);

-- The rhythm of a source outlives its polls.
create table listen.source_day (
  source_id uuid not null references listen.source on delete cascade,
  workspace_id uuid not null,
  day date not null,
  fresh int not null,
  primary key (source_id, day)
);

-- Articles of a source that are read one by one: those of a site, and those of a feed whose items are cut short.
-- `waiting` is a queue; the rest remembers what was read, so that it is not fetched again.
create table listen.article_visit (
  source_id uuid not null references listen.source on delete cascade,
  workspace_id uuid not null,
  url_key text not null,
  url text not null,
  state text not null check (state in ('waiting', 'read', 'given_up')),
  tries int not null default 0,
  found_at timestamptz not null,
  -- Still listed by the source at this time; forgotten a month after.
  listed_at timestamptz not null,
  published_at timestamptz,
  -- What the feed itself said of it; stored as it is when the article cannot be read.
  draft jsonb,
  draft_hash text,
  primary key (source_id, url_key)
);
create index article_visit_waiting on listen.article_visit (source_id, published_at desc nulls last)
  where state = 'waiting';

-- One poll at a time per site, in all processes together. A turn runs out when its holder dies.
create table listen.host_turn (
  host text primary key,
  holder uuid not null,
  until timestamptz not null
);

-- Hubs that tell us of news by themselves (WebSub).
create table listen.push_subscription (
  source_id uuid primary key references listen.source on delete cascade,
  workspace_id uuid not null,
  hub_url text not null,
  topic_url text not null,
  -- Part of the address that the hub calls; random.
  token text not null unique,
  -- Sealed: who knows it can put words into an outlet's mouth.
  sealed_secret text not null,
  state text not null check (state in ('asked', 'active', 'refused')),
  asked_at timestamptz not null,
  expires_at timestamptz,
  pushed_at timestamptz
);
create index push_subscription_renewal on listen.push_subscription (expires_at) where state = 'active';
