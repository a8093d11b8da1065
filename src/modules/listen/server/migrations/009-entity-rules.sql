-- What a name means in an office: "SBY" is the person near "presiden", else the city. Of rules that hold for one name the
-- one with a condition wins, then the earlier one.
create table listen.entity_rule (
  id uuid primary key,
  workspace_id uuid not null,
  seq bigint generated always as identity,
  kind text not null check (kind in ('person', 'organisation', 'place', 'other')),
  name text not null,
  -- Of the Ministry of Home Affairs, for places.
  place_code text check ((kind = 'place') = (place_code is not null)),
  aliases text[] not null,
  -- One of these must stand in the text, at most so many words from the name; none: a reading of last resort.
  near text[] not null,
  within_words integer,
  -- None of these may stand in the text.
  unless text[] not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index entity_rule_order on listen.entity_rule (workspace_id, seq);
