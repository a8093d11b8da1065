-- What the office says through its accounts: each intent is stored before anything is sent, and says how far it came.
create table accounts.statement (
  id uuid primary key,
  workspace_id uuid not null,
  account_id uuid not null references accounts.account,
  kind text not null check (kind in ('say', 'edit', 'remove')),
  -- The statement that an edit or a removal changes.
  target_id uuid references accounts.statement,
  -- The same wish twice is one statement.
  say_key text not null,
  -- Ours, the same at every attempt: the network is told it where it knows how to.
  mark text not null,
  text text not null,
  title text,
  reply_to jsonb,
  -- The received message that it answers.
  message_id uuid,
  media jsonb not null,
  link text,
  language text,
  options jsonb not null,
  -- Goes to the desk's own practice network, whatever the account.
  is_sandboxed boolean not null,
  state text not null check (
    state in ('waiting', 'sending', 'unknown', 'waiting_for_person', 'sent', 'failed', 'cancelled')
  ),
  -- Grows with every change of state and every lease: whoever holds an older one may write nothing.
  token int not null,
  leased_until timestamptz,
  attempts int not null,
  not_before timestamptz not null,
  next_try_at timestamptz not null,
  -- Not sent after this.
  give_up_at timestamptz not null,
  first_tried_at timestamptz,
  last_tried_at timestamptz,
  -- Why it did not go out, or waits.
  cause text,
  -- The network's own words of it.
  said text,
  external_id text,
  url text,
  sent_at timestamptz,
  edited_at timestamptz,
  removed_at timestamptz,
  by_name text not null,
  created_at timestamptz not null,
  unique (workspace_id, say_key),
  check ((kind = 'say') = (target_id is null)),
  check ((state = 'sent') = (sent_at is not null))
);
create index statement_of_workspace on accounts.statement (workspace_id, created_at desc, id desc);
create index statement_due on accounts.statement (account_id, next_try_at)
  where state in ('waiting', 'sending', 'unknown');
create unique index statement_changed_by_one on accounts.statement (target_id)
  where state in ('waiting', 'sending', 'unknown', 'waiting_for_person');
create index statement_of_message on accounts.statement (message_id) where message_id is not null;

-- One worker at a time speaks through an account, so that what it says keeps its order.
alter table accounts.account add column speaking_until timestamptz;

-- The sandbox switch: while it is on, everything outgoing goes to the practice network.
create table accounts.workspace_setting (
  workspace_id uuid primary key,
  is_sandboxed boolean not null,
  sandboxed_at timestamptz,
  sandboxed_by_name text
);

-- The practice network that the desk keeps for itself: what stands there stands for nobody.
create table accounts.practice_post (
  account_id uuid not null references accounts.account,
  mark text not null,
  text text not null,
  written_at timestamptz not null,
  removed_at timestamptz,
  primary key (account_id, mark)
);
