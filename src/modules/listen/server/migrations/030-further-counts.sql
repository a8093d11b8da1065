-- How much each account said in a day or a month (its first instant, UTC). Written with its posts, behind the intake.
create table listen.account_count (
  workspace_id uuid not null,
  grain text not null check (grain in ('day', 'month')),
  at timestamptz not null,
  channel text not null,
  handle text not null,
  count bigint not null,
  primary key (workspace_id, grain, at, channel, handle)
) with (fillfactor = 70);
create index account_count_of on listen.account_count (workspace_id, channel, handle, grain, at);

insert into listen.account_count (workspace_id, grain, at, channel, handle, count)
  select workspace_id, grain, date_trunc(grain, published_at, 'UTC'), channel, handle, count(*)
  from listen.account_post cross join (values ('day'), ('month')) as known (grain)
  group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5;

-- How many mentions of a day (its first instant, UTC) just these monitors find together, in the order of their ids: each mention
-- that any of them finds counts in one row. From these follows what several have in common.
create table listen.monitor_combination (
  workspace_id uuid not null,
  at timestamptz not null,
  -- The MD5 of the ids with commas between them: many ids would be too long for an index.
  key uuid not null,
  monitor_ids uuid[] not null,
  count bigint not null,
  primary key (workspace_id, at, key)
) with (fillfactor = 70);

insert into listen.monitor_combination (workspace_id, at, key, monitor_ids, count)
  select workspace_id, at, md5(array_to_string(monitor_ids, ','))::uuid, monitor_ids, count(*)
  from (
    select workspace_id, date_trunc('day', published_at, 'UTC') as at, array_agg(monitor_id order by monitor_id) as monitor_ids
    from listen.monitor_match group by workspace_id, published_at, mention_id
  ) as found
  group by 1, 2, 3, 4 order by 1, 2, 3;

-- The copies of a period are read apart, where they are to count as one.
create index copy_member_published on listen.copy_member (workspace_id, published_at);
