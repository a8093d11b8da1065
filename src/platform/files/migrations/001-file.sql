-- What a kept file is called and where it came from. The content lies on disk under its SHA-256, once for all rows
-- that share it.
create table platform.file (
  id uuid primary key,
  workspace_id uuid not null references platform.workspace on delete cascade,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint not null check (bytes >= 0),
  media_type text not null,
  original_name text not null,
  -- The member, key or system that brought it; text because not every actor is a user.
  created_by text,
  created_at timestamptz not null
);
create index file_workspace on platform.file (workspace_id, created_at desc, id);
-- The sweep asks whether a content still has a row.
create index file_sha256 on platform.file (sha256);
