-- What reaches the office's accounts, where receiving stands, and what networks brought to our door.

-- Where receiving from an account stands, and which worker does it: one at a time. Instants here are the database's own,
-- so that workers whose clocks differ agree who holds what.
create table accounts.cursor (
  account_id uuid primary key references accounts.account on delete cascade,
  -- Where the next reading goes on; null before the first.
  cursor text,
  lease_id uuid,
  leased_until timestamptz,
  next_look_at timestamptz not null,
  failures int not null default 0
);
create index cursor_due on accounts.cursor (next_look_at);

-- A thread, a chat, a mail's thread: what holds messages together on the account's network.
create table accounts.conversation (
  id uuid primary key,
  workspace_id uuid not null,
  account_id uuid not null references accounts.account on delete cascade,
  external_id text not null,
  kind text not null check (kind in ('thread', 'direct', 'group', 'mail')),
  title text,
  is_private boolean not null,
  -- What follows is kept with each change to its messages.
  received_count int not null default 0,
  message_count int not null default 0,
  last_message_id uuid,
  last_at timestamptz,
  -- When the first message came that nobody of ours has answered since; null where nothing waits.
  waiting_since timestamptz,
  unique (account_id, external_id)
);
create index conversation_of_workspace on accounts.conversation (workspace_id, last_at desc, id desc) where received_count > 0;
create index conversation_waiting on accounts.conversation (workspace_id, waiting_since) where waiting_since is not null;

create table accounts.message (
  id uuid primary key,
  -- The order in which messages were stored.
  seq bigint generated always as identity,
  workspace_id uuid not null,
  account_id uuid not null references accounts.account on delete cascade,
  conversation_id uuid not null references accounts.conversation on delete cascade,
  external_id text not null,
  -- What the network calls it; 'context' was said by others or us around it, and fetched with the thread.
  kind text not null check (kind in ('mention', 'reply', 'comment', 'quote', 'direct', 'mail', 'post', 'context')),
  is_ours boolean not null,
  is_private boolean not null,
  -- No person wrote it to us: an absence notice, a message that did not arrive, a list, a machine. Nobody waits for an answer.
  automatic text check (automatic in ('reply', 'bounce', 'list', 'notice')),
  -- The statement that it is, where we said it through the desk.
  statement_id uuid,
  author_id text not null,
  author_handle text not null,
  author_name text not null,
  author_url text,
  author_followers int,
  text text not null,
  -- What it repeats of earlier messages, and signatures; shown on demand.
  folded text,
  language text,
  url text,
  -- The post it answers, by the network's id.
  reply_to text,
  root_id text,
  quotes text,
  -- Descriptions of files that stay where they are: kind, url, alt, name, media type, bytes.
  media jsonb not null,
  engagement jsonb not null,
  published_at timestamptz not null,
  received_at timestamptz not null,
  edited_at timestamptz,
  -- When the network told that it is gone. The words stay: they were said to us.
  removed_at timestamptz,
  -- Wordings before the present one, oldest first: text, until.
  former jsonb not null default '[]',
  unique (account_id, external_id)
);
create index message_of_conversation on accounts.message (conversation_id, received_at, published_at, seq);
create index message_of_ours on accounts.message (conversation_id, received_at, published_at) where is_ours;

-- Posts that were gone before we heard of them: late news of one does not bring it back. Forgotten after some days.
create table accounts.removal (
  account_id uuid not null references accounts.account on delete cascade,
  external_id text not null,
  at timestamptz not null,
  primary key (account_id, external_id)
);

-- What networks brought to our door, event by event, and calls that were turned away.
create table accounts.delivery (
  id uuid primary key,
  seq bigint generated always as identity,
  workspace_id uuid not null,
  account_id uuid not null references accounts.account on delete cascade,
  received_at timestamptz not null,
  -- 'accepted', or why it was turned away.
  verdict text not null check
    (verdict in ('accepted', 'challenge', 'bad_signature', 'no_signature', 'too_old', 'wrong_account', 'unreadable')),
  -- The network's own id, under which a second delivery is known; null where the call was turned away.
  event_id text,
  body text not null,
  -- How often it came again.
  repeats int not null default 0,
  state text not null check (state in ('waiting', 'read', 'failed', 'closed')),
  read_at timestamptz,
  check ((verdict = 'accepted') = (event_id is not null))
);
create unique index delivery_once on accounts.delivery (account_id, event_id) where event_id is not null;
create index delivery_waiting on accounts.delivery (account_id, seq) where state = 'waiting';
create index delivery_of_workspace on accounts.delivery (workspace_id, seq desc);
