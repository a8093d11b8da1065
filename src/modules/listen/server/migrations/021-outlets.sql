-- How many people an outlet or an account may reach: ranges that people entered, each with where it is from and as of when.
create table listen.reach_range (
  id uuid primary key,
  workspace_id uuid not null,
  kind text not null check (kind in ('outlet', 'account')),
  -- An outlet's folded name; an account's network, a colon, and its folded name.
  key text not null,
  low bigint not null check (low >= 0),
  high bigint not null,
  basis text not null check (basis in ('monthly_visitors', 'edition_readers', 'daily_audience', 'followers')),
  certainty text not null check (certainty in ('measured', 'claimed', 'estimated')),
  source text not null,
  as_of date not null,
  entered_by uuid,
  entered_by_name text not null,
  entered_at timestamptz not null,
  check (low <= high),
  unique (workspace_id, kind, key, as_of, source)
);

-- What people keep of an outlet or an account; those without a row are watched and have no note.
create table listen.outlet_card (
  workspace_id uuid not null,
  kind text not null check (kind in ('outlet', 'account')),
  key text not null,
  is_watched boolean not null default true,
  note text not null default '',
  note_by_name text not null default '',
  note_at timestamptz,
  primary key (workspace_id, kind, key)
);

-- Outlets of which nothing is heard for longer than their own rhythm makes likely.
create table listen.outlet_gap (
  id uuid primary key,
  workspace_id uuid not null,
  outlet_key text not null,
  outlet text not null,
  -- The hour in which it was last heard.
  last_at timestamptz not null,
  noticed_at timestamptz not null,
  -- Mentions that were to be expected since then, and the chance of none, when it was noticed.
  expected real not null,
  chance real not null,
  past_hours int not null,
  ended_at timestamptz
);
create unique index outlet_gap_open on listen.outlet_gap (workspace_id, outlet_key) where ended_at is null;
create index outlet_gap_of on listen.outlet_gap (workspace_id, outlet_key, last_at desc);
