create schema if not exists platform;

create table platform.workspace (
  id uuid primary key,
  slug text not null unique,
  name text not null,
  zone text not null,
  created_at timestamptz not null default now()
);

create table platform.member (
  workspace_id uuid not null references platform.workspace on delete cascade,
  user_id uuid not null,
  role text not null check (role in ('owner', 'admin', 'officer', 'viewer')),
  joined_at timestamptz not null default now(),
  last_seen_at timestamptz,
  primary key (workspace_id, user_id)
);
create index member_user on platform.member (user_id);

create table platform.invitation (
  id uuid primary key,
  workspace_id uuid not null references platform.workspace on delete cascade,
  email text not null,
  role text not null check (role in ('admin', 'officer', 'viewer')),
  -- Only the hash is kept: a copy of the database must not hand out invitations.
  token_hash text not null unique,
  invited_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz
);

create table platform.audit_entry (
  workspace_id uuid not null,
  seq bigint not null,
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('user', 'api_key', 'system')),
  actor_id text,
  actor_name text not null,
  action text not null,
  subject_kind text not null,
  subject_id text,
  details jsonb not null,
  prev_hash text not null,
  hash text not null,
  primary key (workspace_id, seq)
);
create index audit_entry_action on platform.audit_entry (workspace_id, action, seq desc);

-- The head of each workspace's chain; its row lock makes writers queue, so that no two entries follow the same one.
create table platform.audit_head (
  workspace_id uuid primary key,
  seq bigint not null,
  hash text not null
);

create function platform.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only';
end $$;
create trigger audit_entry_append_only before update or delete on platform.audit_entry
  for each row execute function platform.refuse_change();
create trigger audit_entry_no_truncate before truncate on platform.audit_entry
  for each statement execute function platform.refuse_change();

create table platform.event_outbox (
  id bigint generated always as identity primary key,
  workspace_id uuid not null,
  name text not null,
  payload jsonb not null,
  created_at timestamptz not null default now()
);

create table platform.idempotency (
  workspace_id uuid not null,
  actor_id text not null,
  key text not null,
  request_hash text not null,
  -- null while the first call is still running
  status int,
  body jsonb,
  created_at timestamptz not null default now(),
  primary key (workspace_id, actor_id, key)
);
create index idempotency_age on platform.idempotency (created_at);

create table platform.setting (
  workspace_id uuid not null references platform.workspace on delete cascade,
  key text not null,
  value jsonb not null,
  updated_at timestamptz not null default now(),
  primary key (workspace_id, key)
);

create table platform.backup (
  id uuid primary key,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  requested_by text not null,
  created_at timestamptz not null default now(),
  finished_at timestamptz,
  bytes bigint,
  file_name text,
  error text
);

-- One row per fact about the installation itself (set-up token, demo clock).
create table platform.desk (
  key text primary key,
  value text not null
);
