-- Accounts of the office on other people's networks, and how they are doing.
create schema accounts;

create table accounts.account (
  id uuid primary key,
  workspace_id uuid not null,
  network text not null,
  -- Which of the network's ways it was connected by.
  way text not null,
  -- As the network says.
  external_id text not null,
  handle text not null,
  name text not null,
  url text,
  scopes text[] not null,
  settings jsonb not null,
  -- Sealed; emptied when the account is disconnected.
  secrets text,
  state text not null check (state in ('connected', 'broken', 'disconnected')),
  -- Why it is broken.
  cause text,
  broken_since timestamptz,
  -- When access ends unless it is refreshed before.
  expires_at timestamptz,
  -- One worker refreshes; another may when this has passed.
  refreshing_until timestamptz,
  last_ok_at timestamptz,
  created_by_name text not null,
  created_at timestamptz not null,
  check ((state = 'disconnected') = (secrets is null))
);
create unique index account_once on accounts.account (workspace_id, network, external_id) where state <> 'disconnected';
create index account_expiring on accounts.account (expires_at) where state = 'connected';

-- How much may still be asked, as the network said last. All workers look here before they ask.
create table accounts.quota (
  account_id uuid not null references accounts.account on delete cascade,
  bucket text not null,
  call_limit int not null,
  remaining int not null,
  resets_at timestamptz not null,
  primary key (account_id, bucket)
);

-- Until when the network wants to hear nothing of an account.
create table accounts.pause (
  account_id uuid primary key references accounts.account on delete cascade,
  until timestamptz not null
);

-- What was asked of the network lately; old calls are swept.
create table accounts.call (
  id bigint generated always as identity primary key,
  account_id uuid not null references accounts.account on delete cascade,
  at timestamptz not null,
  -- "GET bsky.social/xrpc/…": never a query, which may hold a secret.
  what text not null,
  -- Null where no answer came.
  status int,
  took_ms int not null
);
create index call_of_account on accounts.call (account_id, id desc);

-- Somebody was sent to a network to agree, and is not back yet.
create table accounts.consent (
  -- SHA-256 of the state that comes back in the address.
  state_hash text primary key,
  workspace_id uuid not null,
  user_id uuid not null,
  user_name text not null,
  network text not null,
  way text not null,
  settings jsonb not null,
  callback text not null,
  -- Sealed: what the second step needs of the first.
  keep text not null,
  ends_at timestamptz not null
);
