-- Sources that listen on networks, each as one of the office's accounts: `network` asks now and then, `stream` is a line
-- that one worker holds open, `inbox` is what the account's inbox heard in public.
alter table listen.source drop constraint source_kind_check;
alter table listen.source add constraint source_kind_check
  check (kind in ('feed', 'site', 'file', 'clip', 'network', 'stream', 'inbox'));

create table listen.network_source (
  source_id uuid primary key references listen.source on delete cascade,
  workspace_id uuid not null,
  account_id uuid not null references accounts.account on delete cascade,
  network text not null,
  -- What is asked for; null for streams and inboxes, which are not asked.
  query jsonb,
  -- Streams: whether all that passes is kept, or what a monitor finds.
  keeps_all boolean not null,
  -- Streams: behind the last event that was stored. Searches: where reading back goes on, null when nothing is behind.
  cursor text,
  -- Searches: what was received before this is known, and ends a reading back.
  reading_since timestamptz,
  -- Streams: how many posts went by, and when the last one did.
  passed_count bigint not null default 0,
  heard_at timestamptz
);
create index network_source_account on listen.network_source (account_id);
create index network_source_network on listen.network_source (workspace_id, network);
