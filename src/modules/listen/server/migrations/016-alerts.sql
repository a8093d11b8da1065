-- How each person wants to be told. Whoever holds the row works for the person.
create table listen.alert_person (
  workspace_id uuid not null,
  user_id uuid not null,
  -- Minutes of the day in the office's zone.
  quiet_from smallint,
  quiet_until smallint,
  urgent_breaks_through boolean not null default true,
  digest_at smallint not null default 390,
  escalate_after smallint,
  escalate_to uuid,
  mail_verified_at timestamptz,
  primary key (workspace_id, user_id)
);

-- Of what each person wants to be told.
create table listen.alert_rule (
  workspace_id uuid not null,
  user_id uuid not null,
  position smallint not null,
  scope text not null check (scope in ('monitor', 'ours', 'any')),
  monitor_id uuid,
  level text not null check (level in ('urgent', 'normal')),
  pace text not null check (pace in ('instant', 'hourly', 'daily', 'off')),
  is_negative_only boolean not null,
  least_hostility smallint not null,
  to_desk boolean not null,
  to_mail boolean not null,
  receiver_ids uuid[] not null,
  primary key (workspace_id, user_id, position),
  check ((scope = 'monitor') = (monitor_id is not null))
);

-- Webhooks and Telegram chats. `sealed` holds what signs or opens them.
create table listen.alert_receiver (
  id uuid primary key,
  workspace_id uuid not null,
  user_id uuid not null,
  kind text not null check (kind in ('webhook', 'telegram')),
  name text not null,
  address text not null,
  sealed text not null,
  created_at timestamptz not null,
  verified_at timestamptz,
  failures int not null default 0,
  paused_until timestamptz,
  -- Only one worker sends to a receiver at a time; by the database's clock.
  leased_until timestamptz not null default '-infinity',
  removed_at timestamptz
);
create index alert_receiver_of on listen.alert_receiver (workspace_id, user_id);

-- A story, a group of copies or a mention, as one person hears of it.
create table listen.alert_thread (
  id uuid primary key,
  workspace_id uuid not null,
  user_id uuid not null,
  started_at timestamptz not null,
  snoozed_until timestamptz
);

-- A mention that somebody is to be told of: once, whatever finds it and how often. `alert_id` is null until gathered.
create table listen.alert_item (
  workspace_id uuid not null,
  user_id uuid not null,
  mention_id uuid not null,
  published_at timestamptz not null,
  outlet text not null,
  channel text not null,
  tone text,
  monitor_ids uuid[] not null,
  level text not null,
  pace text not null,
  targets text[] not null,
  heard_at timestamptz not null,
  -- Until then it is waited for the comparison with others.
  ready_at timestamptz not null,
  thread_id uuid,
  alert_id uuid,
  primary key (workspace_id, user_id, mention_id)
);
create index alert_item_waiting on listen.alert_item (ready_at) where alert_id is null;
create index alert_item_thread on listen.alert_item (thread_id);
create index alert_item_alert on listen.alert_item (alert_id);
create index alert_item_heard on listen.alert_item (heard_at);

create table listen.alert (
  id uuid primary key,
  workspace_id uuid not null,
  user_id uuid not null,
  thread_id uuid not null,
  number int not null,
  level text not null,
  pace text not null,
  monitor_ids uuid[] not null,
  mentions int not null,
  outlets int not null,
  total_mentions int not null,
  total_outlets int not null,
  negative int not null,
  new_channels text[] not null,
  lead_id uuid,
  lead_published_at timestamptz,
  created_at timestamptz not null,
  due_at timestamptz not null,
  -- Nobody was told of it yet, so that it still takes in what comes.
  is_open boolean not null,
  read_at timestamptz,
  escalated_at timestamptz,
  escalated_to uuid,
  escalated_from uuid
);
create index alert_of on listen.alert (workspace_id, user_id, created_at desc, id desc);
create index alert_unread on listen.alert (workspace_id, user_id) where read_at is null;
create unique index alert_open on listen.alert (thread_id) where is_open;
create index alert_urgent on listen.alert (created_at) where level = 'urgent' and read_at is null and escalated_at is null;

-- By which ways an alert is told: `desk`, `mail` or the id of a receiver; and with which message it went.
create table listen.alert_target (
  alert_id uuid not null,
  target text not null,
  workspace_id uuid not null,
  user_id uuid not null,
  due_at timestamptz not null,
  message_id uuid,
  primary key (alert_id, target)
);
create index alert_target_waiting on listen.alert_target (due_at) where message_id is null;
create index alert_target_message on listen.alert_target (message_id);

-- What is sent: written down before it goes, and confirmed after. `id` is the mark by which a receiver knows it again.
create table listen.alert_message (
  id uuid primary key,
  workspace_id uuid not null,
  user_id uuid not null,
  target text not null,
  reason text not null,
  alerts int not null,
  mentions int not null,
  -- As it was made up, words covered; null in the desk.
  content jsonb,
  state text not null check (state in ('waiting', 'sending', 'sent', 'failed')),
  tries int not null default 0,
  -- A worker died while it sent.
  is_uncertain boolean not null default false,
  created_at timestamptz not null,
  next_try_at timestamptz not null,
  leased_until timestamptz,
  sent_at timestamptz
);
create index alert_message_waiting on listen.alert_message (next_try_at) where state in ('waiting', 'sending');
create index alert_message_of on listen.alert_message (workspace_id, user_id, created_at desc, id desc);

create table listen.alert_attempt (
  message_id uuid not null references listen.alert_message on delete cascade,
  seq bigint generated always as identity,
  at timestamptz not null,
  took_ms int not null,
  status int,
  error text,
  primary key (message_id, seq)
);
