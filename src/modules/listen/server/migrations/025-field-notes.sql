-- Notes that phones sent from outside, by the id that the phone gave them: one that is sent again is known.
create table listen.field_note (
  workspace_id uuid not null,
  id uuid not null,
  mention_id uuid not null,
  author_id text,
  -- Of what was sent, to tell another note under the same id from the same one.
  content_hash text not null,
  received_at timestamptz not null,
  primary key (workspace_id, id)
);
create index field_note_mention on listen.field_note (mention_id);

-- Pictures on their way in, by the id that the phone gave them. `received` bytes have come.
create table listen.field_photo (
  workspace_id uuid not null,
  id uuid not null,
  owner_id text not null,
  bytes int not null,
  received int not null default 0,
  -- Once it is whole.
  file_id uuid,
  -- By the wall's clock.
  touched_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index field_photo_age on listen.field_photo (touched_at);

create table listen.field_photo_part (
  workspace_id uuid not null,
  photo_id uuid not null,
  -- How many bytes come before it.
  at int not null,
  content bytea not null,
  primary key (workspace_id, photo_id, at),
  foreign key (workspace_id, photo_id) references listen.field_photo on delete cascade
);
