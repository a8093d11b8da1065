-- Posts that a search on a network brought, and when each is looked at again, so that what its author takes back is
-- forgotten here as well. A row goes with its last look.
create table listen.post_look (
  source_id uuid not null references listen.source on delete cascade,
  workspace_id uuid not null,
  external_id text not null,
  found_at timestamptz not null,
  -- Looks that found it there, and those in a row that did not.
  looks smallint not null default 0,
  misses smallint not null default 0,
  next_look_at timestamptz not null,
  primary key (source_id, external_id)
);
create index post_look_due on listen.post_look (next_look_at);
