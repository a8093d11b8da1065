-- The emergency brake: what a hold covers does not go out until somebody lifts it, or until its end.
create table accounts.hold (
  id uuid primary key,
  workspace_id uuid not null,
  scope text not null check (scope in ('all', 'account', 'words')),
  account_id uuid references accounts.account,
  -- In the query language, without fields.
  words text,
  reason text not null,
  by_name text not null,
  placed_at timestamptz not null,
  -- Null: until somebody lifts it.
  until timestamptz,
  lifted_at timestamptz,
  lifted_by_name text,
  lift_reason text,
  check ((scope = 'account') = (account_id is not null)),
  check ((scope = 'words') = (words is not null)),
  check ((lifted_at is null) = (lifted_by_name is null))
);
create index hold_of_workspace on accounts.hold (workspace_id, placed_at desc, id desc);
create index hold_not_lifted on accounts.hold (workspace_id) where lifted_at is null;

-- One statement that somebody let through although the hold covers it.
create table accounts.hold_release (
  hold_id uuid not null references accounts.hold,
  statement_id uuid not null references accounts.statement on delete cascade,
  workspace_id uuid not null,
  reason text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (hold_id, statement_id)
);
create index hold_release_of_statement on accounts.hold_release (statement_id);

-- A hold of words that the sender found to cover it, so that it is not asked again each time.
alter table accounts.statement add column held_by uuid references accounts.hold;
