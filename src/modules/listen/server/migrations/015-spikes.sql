-- Volumes above what is usual: of all that is heard, of a monitor, of somebody who is named.
create table listen.spike (
  id uuid primary key,
  workspace_id uuid not null,
  kind text not null check (kind in ('stream', 'monitor', 'newsmaker', 'story')),
  -- The monitor's or story's id, "person:<key>" of a newsmaker, empty for the stream.
  subject text not null,
  -- What it was called when it began.
  name text not null,
  -- Length of the window that raised it, and when that window began and ended.
  minutes int not null,
  started_at timestamptz not null,
  raised_at timestamptz not null,
  -- By the desk's clock, when it was seen.
  seen_at timestamptz not null,
  raised_count int not null,
  raised_expected real not null,
  -- Chance alone brings as many once in so many weeks, and the hours of past that this was learned from.
  raised_weeks real not null,
  past_hours int not null,
  -- The largest count in a window of that length.
  peak_at timestamptz not null,
  peak_count int not null,
  peak_expected real not null,
  peak_weeks real not null,
  told_count int not null,
  last_up_at timestamptz not null,
  ended_at timestamptz,
  -- 'spike', or what makes it look like one.
  verdict text not null check (verdict in ('spike', 'one_voice', 'archive', 'new_outlets')),
  -- When others were first told of it; null for one that is none.
  told_at timestamptz
);
create unique index spike_running on listen.spike (workspace_id, kind, subject) where ended_at is null;
create index spike_time on listen.spike (workspace_id, started_at desc, id);
create index spike_subject on listen.spike (workspace_id, kind, subject, started_at desc);

-- Until when the volumes of a workspace were looked at.
create table listen.spike_watch (
  workspace_id uuid primary key,
  looked_until timestamptz not null
);
