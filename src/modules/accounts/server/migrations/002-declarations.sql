-- The register of declared official accounts: what the office says in public is its own voice. Nothing is sent from an
-- account that does not stand here; withdrawn entries stay as history.
create table accounts.declaration (
  id uuid primary key,
  workspace_id uuid not null,
  -- Null for an account that is only held elsewhere, not connected to this desk.
  account_id uuid references accounts.account,
  -- A network's key for a connected account, its name as people know it otherwise.
  network text not null,
  -- As the network wrote it when it was declared; a connected account's own is newer.
  handle text not null,
  url text,
  role text not null check (role in ('main', 'service_desk', 'clarification', 'spokesperson')),
  -- Members of the workspace; whoever left it stays written here until somebody else is put in.
  owner_member_id uuid not null,
  backup_member_id uuid,
  -- When somebody last proved that access can be recovered (e-mail, telephone number, codes).
  recovery_checked_on date,
  -- What the account says of itself in public.
  disclosure text not null,
  declared_at timestamptz not null,
  declared_by_name text not null,
  withdrawn_at timestamptz,
  withdrawn_by_name text,
  check (owner_member_id is distinct from backup_member_id),
  check (account_id is not null or url is not null),
  check ((withdrawn_at is null) = (withdrawn_by_name is null))
);
create unique index declaration_of_account on accounts.declaration (account_id)
  where withdrawn_at is null and account_id is not null;
create unique index declaration_of_address on accounts.declaration (workspace_id, lower(url))
  where withdrawn_at is null and account_id is null;
create index declaration_of_workspace on accounts.declaration (workspace_id, declared_at);
