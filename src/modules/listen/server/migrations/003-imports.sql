-- Files of mentions that somebody brings, and how far each has been read.
create table listen.import (
  id uuid primary key,
  workspace_id uuid not null references platform.workspace on delete cascade,
  -- Null once the file has been forgotten, a month after the end.
  file_id uuid references platform.file on delete set null,
  file_name text not null,
  format text not null check (format in ('csv', 'jsonl', 'xlsx')),
  sha256 text not null,
  bytes bigint not null,
  state text not null check (state in ('uploaded', 'waiting', 'running', 'paused', 'done', 'failed', 'cancelled')),
  is_dry_run boolean not null default false,
  mapping jsonb,
  -- As they were when the mapping was made: the head of the file of refused rows.
  columns text[],
  delimiter text,
  -- Where reading goes on: written in the transaction that stores the rows before it, so that no row is lost or doubled
  -- whenever the process dies. Null before the first row.
  position_byte bigint,
  position_row bigint,
  rows_read bigint not null default 0,
  rows_stored bigint not null default 0,
  rows_known bigint not null default 0,
  rows_refused bigint not null default 0,
  rows_total bigint,
  rows_per_second real,
  error_key text,
  error_values jsonb,
  created_by text,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  -- One worker at a time reads it. Runs out when the worker dies; by the clock of the database, which all share.
  lease_id uuid,
  leased_until timestamptz
);
create index import_workspace on listen.import (workspace_id, created_at desc, id);
create index import_open on listen.import (state) where state in ('waiting', 'running');

-- Rows that were not stored, as they stand in the file, to be mended and sent again. Kept a month.
create table listen.import_refusal (
  import_id uuid not null references listen.import on delete cascade,
  row_number bigint not null,
  workspace_id uuid not null,
  -- [{"field", "key", "value"}]
  reasons jsonb not null,
  cells text[],
  -- The line itself, of JSONL and of rows that could not be taken apart.
  source text,
  primary key (import_id, row_number)
);

-- Files that hold everything a query found. Kept a week.
create table listen.export (
  id uuid primary key,
  workspace_id uuid not null references platform.workspace on delete cascade,
  q text not null,
  format text not null check (format in ('csv', 'jsonl', 'xlsx')),
  -- Language of the headings.
  locale text not null,
  state text not null check (state in ('waiting', 'running', 'done', 'failed')),
  done bigint not null default 0,
  total bigint,
  error_key text,
  error_values jsonb,
  file_id uuid references platform.file on delete set null,
  created_by text,
  created_by_name text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  tries int not null default 0,
  lease_id uuid,
  leased_until timestamptz
);
create index export_workspace on listen.export (workspace_id, created_at desc, id);
create index export_open on listen.export (state) where state in ('waiting', 'running');
