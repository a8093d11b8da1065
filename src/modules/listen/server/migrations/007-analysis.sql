-- What the language engine says of a mention, as far as people filter, count and correct it; the reasons can be had again
-- from the text. All null until it was analysed.
alter table listen.mention
  add column tone text check (tone in ('negative', 'neutral', 'positive', 'unsure')),
  add column tone_share real,
  add column intent text check (intent in ('complaint', 'question', 'aspiration', 'appreciation', 'other', 'unsure')),
  add column intent_share real,
  add column second_intent text,
  -- 0 none, 1 rude, 2 hostile, 3 severe
  add column hostility smallint check (hostility between 0 and 3),
  add column is_checkable boolean,
  add column persons text[],
  add column organisations text[],
  -- Codes of the Ministry of Home Affairs, and every name by which a query finds them.
  add column place_codes text[],
  add column place_words text[],
  add column analysis_version text,
  -- What people have decided: the engine leaves these alone.
  add column judged text[];

-- How many mentions of each hour, day and month (UTC) have a trait: a tone, an intent, a degree of hostility, a place.
create table listen.mention_trait_count (
  workspace_id uuid not null,
  grain text not null check (grain in ('hour', 'day', 'month')),
  trait text not null,
  value text not null,
  at timestamptz not null,
  count bigint not null,
  primary key (workspace_id, grain, trait, value, at)
) with (fillfactor = 70);

-- Every decision of a person about what the engine says, whether it agrees or not; the latest that stands counts.
create table listen.judgement (
  id uuid primary key,
  workspace_id uuid not null,
  mention_id uuid not null,
  published_at timestamptz not null,
  trait text not null check (trait in ('tone', 'intent', 'language', 'hostility', 'places')),
  value text not null,
  -- What the engine said, and what stood there before: its word or that of another person.
  engine_value text,
  before_value text,
  analysis_version text,
  judge_id text,
  judge_name text not null,
  reason text,
  -- Part of a blind second reading, where nobody saw what the engine or a colleague had said.
  is_blind boolean not null default false,
  judged_at timestamptz not null,
  undone_at timestamptz
);
create index judgement_mention on listen.judgement (mention_id, trait, judged_at);
create index judgement_time on listen.judgement (workspace_id, trait, judged_at);
