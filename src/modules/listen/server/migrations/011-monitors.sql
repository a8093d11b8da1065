-- A saved query that every mention is asked as it comes in. Removed ones stay, so that every process learns of it.
create table listen.monitor (
  id uuid primary key,
  workspace_id uuid not null,
  name text not null,
  name_key text not null,
  -- "Pimpinan/Menteri"; empty for those that lie in no folder.
  folder text not null,
  colour text not null,
  kind text not null check (kind in ('ours', 'peer', 'topic')),
  q text not null,
  -- What no match may be: a query of its own, AND NOT.
  exclude text not null,
  -- Days in the query begin here, whatever zone the office moves to.
  zone text not null,
  owner_id uuid,
  receiver_ids uuid[] not null,
  state text not null check (state in ('on', 'paused')),
  -- Of the set, when what it finds or whether it is on was last changed.
  set_revision bigint not null,
  revision_count int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  removed_at timestamptz
);
create unique index monitor_name on listen.monitor (workspace_id, name_key) where removed_at is null;
create index monitor_set_order on listen.monitor (workspace_id, set_revision);

-- Counts the changes to what a workspace's monitors find. Whoever stores or changes mentions holds the advisory lock
-- 'listen monitors <workspace>' shared and reads it; whoever changes a monitor holds that lock alone.
create table listen.monitor_set (
  workspace_id uuid primary key,
  revision bigint not null
);

-- Who changed what: the whole of a monitor's settings before (null when it was made) and after.
create table listen.monitor_revision (
  monitor_id uuid not null references listen.monitor on delete cascade,
  number int not null,
  workspace_id uuid not null,
  changed_by uuid,
  changed_by_name text not null,
  changed_at timestamptz not null,
  before jsonb,
  after jsonb,
  primary key (monitor_id, number)
);

-- Going through what is stored with a monitor that is new, was changed or was resumed: newest first, down to the cursor
-- its matches are those of the monitor as it is now, below they are those of before.
create table listen.monitor_backfill (
  monitor_id uuid primary key references listen.monitor on delete cascade,
  workspace_id uuid not null,
  set_revision bigint not null,
  started_at timestamptz not null,
  total bigint not null,
  done bigint not null default 0,
  read_until timestamptz,
  read_until_id uuid,
  -- By the wall's clock, whatever clock the desk runs on.
  worked_at timestamptz not null default now(),
  finished_at timestamptz
);
create index monitor_backfill_open on listen.monitor_backfill (worked_at) where finished_at is null;

-- Which mentions a monitor finds, with what its counts are made from. A partition for each month, as mentions have.
create table listen.monitor_match (
  workspace_id uuid not null,
  monitor_id uuid not null,
  published_at timestamptz not null,
  mention_id uuid not null,
  -- When the desk came to know it, and whether by going through what was stored before.
  matched_at timestamptz not null,
  is_backfilled boolean not null,
  tone text,
  channel text not null,
  outlet_key text not null,
  primary key (workspace_id, monitor_id, published_at, mention_id)
) partition by range (published_at);
create index monitor_match_mention on listen.monitor_match (mention_id);

-- How many mentions of each hour (UTC) a monitor finds, by tone; the rest of the total is not analysed yet.
create table listen.monitor_count (
  workspace_id uuid not null,
  monitor_id uuid not null,
  at timestamptz not null,
  total bigint not null,
  negative bigint not null,
  neutral bigint not null,
  positive bigint not null,
  unsure bigint not null,
  primary key (workspace_id, monitor_id, at)
) with (fillfactor = 70);

-- The same of each outlet and channel by day (UTC).
create table listen.monitor_outlet_count (
  workspace_id uuid not null,
  monitor_id uuid not null,
  at timestamptz not null,
  outlet_key text not null,
  channel text not null,
  outlet text not null,
  total bigint not null,
  negative bigint not null,
  neutral bigint not null,
  positive bigint not null,
  unsure bigint not null,
  primary key (workspace_id, monitor_id, at, outlet_key, channel)
) with (fillfactor = 70);

-- The months of mentions and of their matches are made together.
create or replace function listen.ensure_mention_months(months date[]) returns void language plpgsql as $$
declare
  month date;
  base text;
  part text;
begin
  foreach month in array months loop
    foreach base in array array['mention', 'monitor_match'] loop
      part := base || '_' || to_char(month, 'YYYY_MM');
      continue when to_regclass('listen.' || part) is not null;
      perform pg_advisory_xact_lock(hashtextextended('listen.mention months', 0));
      -- Read from the catalogue itself: what to_regclass remembers may be older than the lock.
      continue when exists (select from pg_class where relnamespace = 'listen'::regnamespace and relname = part);
      execute format(
        'create table listen.%I (like listen.%I including defaults including constraints including indexes)', part, base);
      execute format('alter table listen.%I attach partition listen.%I for values from (%L) to (%L)', base, part,
        month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
    end loop;
  end loop;
end $$;

select listen.ensure_mention_months(array(
  select to_date(right(relname, 7), 'YYYY_MM') from pg_class
  where relnamespace = 'listen'::regnamespace and relkind = 'r' and relname ~ '^mention_[0-9]{4}_[0-9]{2}$'
  order by 1));
