-- Decisions of one moment keep the order in which they were made.
alter table listen.judgement add column seq bigint generated always as identity;
create index judgement_order on listen.judgement (workspace_id, seq);
create index judgement_blind on listen.judgement (workspace_id, trait, mention_id) where is_blind and undone_at is null;

-- Whether whoever sent the mention named its language: the engine leaves it alone then. Null where it was not noted.
alter table listen.mention add column is_language_named boolean;
-- What was stored without the engine, or reworded without it, and waits to be read.
create index mention_unread on listen.mention (workspace_id, published_at, id) where analysis_version is null;

-- How many mentions each version of the engine has read stands among the counts of traits from now on.
insert into listen.mention_trait_count (workspace_id, grain, trait, value, at, count)
  select workspace_id, grain, 'version', analysis_version, date_trunc(grain, published_at, 'UTC'), count(*)
  from listen.mention cross join unnest(array['hour', 'day', 'month']) as grain
  where analysis_version is not null
  group by 1, 2, 4, 5;

-- Reading everything again after the engine has changed, newest first, from the mention where it stands.
create table listen.analysis_run (
  id uuid primary key,
  workspace_id uuid not null,
  version text not null,
  started_by text,
  started_at timestamptz not null,
  total bigint not null,
  done bigint not null default 0,
  read_until timestamptz,
  read_until_id uuid,
  -- By the wall's clock, whatever clock the desk runs on: a run that nobody has worked on for a while is taken up again.
  worked_at timestamptz not null default now(),
  finished_at timestamptz
);
create unique index analysis_run_open on listen.analysis_run (workspace_id) where finished_at is null;
create index analysis_run_time on listen.analysis_run (workspace_id, started_at);

-- The layer of the engine that a workspace teaches. Another revision whenever anything is learned or unlearned.
create table listen.teaching (
  workspace_id uuid primary key,
  is_on boolean not null default true,
  revision uuid not null
);
-- What a decision teaches: the words of the text, hashed, and what the engine had said. The layer is made from these.
create table listen.teaching_example (
  judgement_id uuid primary key references listen.judgement on delete cascade,
  workspace_id uuid not null,
  seq bigint not null,
  mention_id uuid not null,
  trait text not null check (trait in ('tone', 'intent')),
  label text not null,
  text_key text not null,
  buckets smallint[] not null,
  shares double precision[] not null
);
create index teaching_example_order on listen.teaching_example (workspace_id, trait, seq);
