-- What the office asked of a network and its vendor has not decided: a review, an approval, a key.
create table accounts.application (
  id uuid primary key,
  workspace_id uuid not null,
  network text not null,
  -- In the office's zone.
  asked_on date not null,
  note text not null,
  by_name text not null,
  created_at timestamptz not null,
  ended_at timestamptz,
  -- Granted when an account of that network is connected.
  ended_as text check (ended_as in ('granted', 'withdrawn')),
  -- People were told that it takes long.
  reminded_at timestamptz,
  check ((ended_at is null) = (ended_as is null))
);
create index application_waiting on accounts.application (workspace_id, network) where ended_at is null;
