-- Saved mentions whose original is looked at now and then, to see whether it is still there. Kept while they are young
-- enough for that.
create table listen.original_check (
  mention_id uuid primary key,
  workspace_id uuid not null,
  published_at timestamptz not null,
  next_at timestamptz not null,
  -- How often in a row it was not there.
  misses int not null default 0,
  etag text,
  last_modified text
);
create index original_check_age on listen.original_check (published_at);
