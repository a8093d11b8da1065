alter table platform.invitation add column revoked_at timestamptz;
create index invitation_workspace on platform.invitation (workspace_id, created_at);

create table platform.api_key (
  id uuid primary key,
  workspace_id uuid not null references platform.workspace on delete cascade,
  name text not null,
  -- the first characters, so that people can tell their keys apart
  start text not null,
  -- SHA-256 of 256 random bits: nothing to guess, so no slow hash is needed
  key_hash text not null unique,
  scopes text[] not null,
  -- a key never does more than its maker may do now
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz
);
create index api_key_workspace on platform.api_key (workspace_id, created_at);
