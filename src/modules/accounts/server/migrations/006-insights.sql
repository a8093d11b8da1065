-- What became of what was said, and of the accounts: numbers by the networks' own names, read a few times.
create table accounts.insight_plan (
  id bigint generated always as identity primary key,
  account_id uuid not null references accounts.account,
  -- Null: the account itself, once a day.
  statement_id uuid references accounts.statement,
  -- Nobody else reads before; while somebody reads, it lies ahead.
  due_at timestamptz not null,
  attempts int not null default 0,
  -- Nothing more is read.
  is_over boolean not null default false,
  -- The network did not know the post when it was last asked.
  missing_since timestamptz,
  unique nulls not distinct (account_id, statement_id)
);
create index insight_plan_due on accounts.insight_plan (due_at) where not is_over;
create index insight_plan_of_statement on accounts.insight_plan (statement_id) where statement_id is not null;

create table accounts.statement_insight (
  statement_id uuid not null references accounts.statement,
  read_at timestamptz not null,
  counts jsonb not null,
  primary key (statement_id, read_at)
);

create table accounts.account_insight (
  account_id uuid not null references accounts.account,
  -- Of UTC.
  day date not null,
  read_at timestamptz not null,
  counts jsonb not null,
  primary key (account_id, day)
);

-- What went out in the last thirty days is read too, by the networks that count.
insert into accounts.insight_plan (account_id, statement_id, due_at)
select statement.account_id, statement.id, statement.sent_at + interval '1 hour'
from accounts.statement join accounts.account on account.id = statement.account_id
where statement.kind = 'say' and statement.state = 'sent' and statement.external_id is not null
  and not statement.is_sandboxed and statement.removed_at is null
  and statement.sent_at > now() - interval '30 days'
  and account.network in ('fake', 'bluesky', 'fediverse')
  and not exists (
    select from accounts.message where message.id = statement.message_id and message.is_private
  );
