-- Clippings that are made by themselves, and what was made.
create table listen.clipping_plan (
  id uuid primary key,
  workspace_id uuid not null,
  -- What people decided, as the contract has it.
  settings jsonb not null,
  revision int not null,
  -- Null while paused. Whoever makes a clipping holds the row.
  next_at timestamptz,
  -- Until when the last one reaches, and when it was made: later matches of earlier mentions belong to the next.
  made_until timestamptz,
  made_at timestamptz,
  created_at timestamptz not null,
  removed_at timestamptz
);
create index clipping_plan_of on listen.clipping_plan (workspace_id);
create index clipping_plan_due on listen.clipping_plan (next_at) where removed_at is null;

create table listen.clipping (
  id uuid primary key,
  workspace_id uuid not null,
  plan_id uuid not null references listen.clipping_plan,
  -- The hour it was due; null when a person asked for it.
  due_at timestamptz,
  name text not null,
  from_at timestamptz not null,
  until_at timestamptz not null,
  made_at timestamptz not null,
  state text not null check (state in ('draft', 'sent')),
  revision int not null,
  edited_by_name text,
  send_at timestamptz,
  sent_at timestamptz,
  -- Figures and sections; words of others are covered as they were when it was made, and again whenever they are shown.
  content jsonb not null,
  unique (plan_id, due_at)
);
create index clipping_time on listen.clipping (workspace_id, until_at desc);
create index clipping_to_send on listen.clipping (send_at) where state = 'draft' and send_at is not null;

-- One row for each address a clipping goes to.
create table listen.clipping_mail (
  clipping_id uuid not null references listen.clipping on delete cascade,
  address text not null,
  id uuid not null,
  workspace_id uuid not null,
  state text not null check (state in ('waiting', 'sending', 'sent', 'failed')),
  tries int not null default 0,
  error text,
  next_try_at timestamptz not null,
  -- By the database's clock: that of the desk may jump.
  leased_until timestamptz,
  sent_at timestamptz,
  primary key (clipping_id, address)
);
create index clipping_mail_waiting on listen.clipping_mail (next_try_at) where state in ('waiting', 'sending');
