-- What an office is going to say: a draft tells the story once, a variant says it through one account. Nothing of it is
-- sent from here: a scheduled variant is carried by a statement of the accounts.
create schema publish;

create table publish.draft (
  id uuid primary key,
  workspace_id uuid not null,
  title text not null,
  why_now text not null,
  objective text not null,
  -- What every variant says where it says nothing of its own: text, headline, link, hashtags, media.
  content jsonb not null,
  -- Grows with every change; whoever changes an older one is refused.
  revision int not null,
  by_name text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index draft_by_age on publish.draft (workspace_id, updated_at desc, id);

create table publish.source_document (
  id uuid primary key,
  workspace_id uuid not null,
  draft_id uuid not null references publish.draft on delete cascade,
  position int not null,
  title text not null,
  url text,
  unique (draft_id, position)
);

create table publish.variant (
  id uuid primary key,
  workspace_id uuid not null,
  draft_id uuid not null references publish.draft on delete cascade,
  account_id uuid not null references accounts.account,
  -- What it says differently; what is not in it comes from the draft.
  own jsonb not null,
  -- What only its network has.
  options jsonb not null,
  state text not null check (state in ('draft', 'in_review', 'approved', 'scheduled', 'sent', 'failed')),
  -- Grows with every change of what will be said.
  version int not null,
  approval_id uuid,
  statement_id uuid references accounts.statement,
  -- How often it was handed to the sender: each time is a wish of its own.
  times_scheduled int not null,
  not_before timestamptz,
  give_up_at timestamptz,
  asked_by_name text,
  -- Why it was not sent.
  cause text,
  url text,
  sent_at timestamptz,
  created_at timestamptz not null,
  unique (draft_id, account_id),
  -- Nothing is said that nobody has approved.
  check (state in ('draft', 'in_review') = (approval_id is null)),
  check (state not in ('scheduled', 'sent') or statement_id is not null)
);
create index variant_by_statement on publish.variant (statement_id);
create index variant_by_account on publish.variant (workspace_id, account_id, not_before);

create table publish.variant_version (
  variant_id uuid not null references publish.variant on delete cascade,
  workspace_id uuid not null,
  version int not null,
  -- Exactly what will be said.
  content jsonb not null,
  -- The person behind it; of a key, the person who made the key.
  author_key text not null,
  by_name text not null,
  at timestamptz not null,
  primary key (variant_id, version),
  unique (variant_id, version, author_key)
);

-- An approval names the version it saw. It ends when that is changed, when it is called back, and at its hour.
create table publish.approval (
  id uuid primary key,
  workspace_id uuid not null,
  variant_id uuid not null,
  version int not null,
  author_key text not null,
  approver_key text not null check (approver_key like 'user:%'),
  by_name text not null,
  at timestamptz not null,
  expires_at timestamptz not null check (expires_at > at),
  ended_at timestamptz,
  -- Whoever wrote it does not approve it.
  check (approver_key <> author_key),
  foreign key (variant_id, version, author_key)
    references publish.variant_version (variant_id, version, author_key) on delete cascade,
  unique (id, variant_id, version)
);
alter table publish.variant add foreign key (approval_id, id, version)
  references publish.approval (id, variant_id, version) deferrable initially deferred;
create index approval_by_variant on publish.approval (variant_id, at desc);

create table publish.refusal (
  id uuid primary key,
  workspace_id uuid not null,
  variant_id uuid not null,
  version int not null,
  reason text not null,
  by_name text not null,
  at timestamptz not null,
  foreign key (variant_id, version) references publish.variant_version (variant_id, version) on delete cascade
);
create index refusal_by_variant on publish.refusal (variant_id, at desc);

-- What the checks found and a person let stand, with why.
create table publish.override (
  id uuid primary key,
  workspace_id uuid not null,
  draft_id uuid not null references publish.draft on delete cascade,
  kind text not null,
  quote text not null,
  reason text not null,
  by_name text not null,
  at timestamptz not null,
  unique (draft_id, kind, quote)
);
