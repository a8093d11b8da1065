-- What people should know of, in the bell. Of several with one thread only the latest is kept.
create table platform.notice (
  id uuid primary key,
  workspace_id uuid not null references platform.workspace on delete cascade,
  thread text not null,
  -- module.what: the module's pages have the sentence
  kind text not null,
  severity text not null check (severity in ('info', 'warning', 'urgent')),
  values jsonb not null,
  subject_kind text not null,
  subject_id text not null,
  at timestamptz not null,
  -- For everybody here who holds this permission, or for these people alone.
  permission text,
  user_ids text[],
  check ((permission is null) <> (user_ids is null)),
  unique (workspace_id, thread)
);
create index notice_time on platform.notice (workspace_id, at desc, id desc);

create table platform.notice_read (
  notice_id uuid not null references platform.notice on delete cascade,
  reader_id text not null,
  read_at timestamptz not null,
  primary key (notice_id, reader_id)
);
