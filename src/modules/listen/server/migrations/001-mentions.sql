create schema if not exists listen;

-- One thing somebody said. A partition for each month of publication (UTC), made when the first mention of that month
-- arrives, so that retention drops a month without touching the others and a search begins with the newest month.
create table listen.mention (
  id uuid not null,
  workspace_id uuid not null,
  published_at timestamptz not null,
  received_at timestamptz not null,
  -- When the text was last seen to change; null while it is as first received.
  edited_at timestamptz,
  gone_at timestamptz,
  -- Of the normalised title, to find the same headline elsewhere; null for short or missing titles.
  title_hash bigint,
  likes bigint,
  replies bigint,
  shares bigint,
  views bigint,
  -- The origin key that the mention answered to has, or would have if it arrived.
  parent_key uuid,
  version_count int not null default 1,
  channel text not null,
  time_precision text not null check (time_precision in ('minute', 'day', 'received')),
  language text not null,
  outlet text not null,
  author text,
  url text,
  image_url text,
  thread_id text,
  place text,
  attachment_ids uuid[],
  title text not null,
  text text not null,
  -- Words of title (weight A) and text, and one lexeme beginning with "=" for each field value a query can ask for.
  search tsvector not null,
  primary key (workspace_id, published_at, id)
) partition by range (published_at);
-- New words wait unsorted until 2 MB are together: searches read that list through, writers merge it.
create index mention_search on listen.mention using gin (search) with (gin_pending_list_limit = 2048);
create index mention_title on listen.mention (title_hash, published_at) where title_hash is not null;

-- Unique across partitions, and the way from an id to its partition.
create table listen.mention_identity (
  id uuid primary key,
  workspace_id uuid not null,
  published_at timestamptz not null
);

-- Every way a mention reached us. The key is derived from workspace, source and the source's own name for the item, so
-- that an item whose link changes stays the same mention.
create table listen.mention_origin (
  origin_key uuid primary key,
  mention_id uuid not null,
  workspace_id uuid not null,
  source_id uuid,
  -- Of title and text as this origin last sent them.
  content_hash uuid not null,
  received_at timestamptz not null,
  external_id text not null,
  raw jsonb
);
create index mention_origin_mention on listen.mention_origin (mention_id);
-- Clips made by hand, which retention keeps.
create index mention_origin_clip on listen.mention_origin (workspace_id, mention_id) where source_id is null;

-- What sources were called when they were last heard; outlives the source.
create table listen.heard_source (
  workspace_id uuid not null,
  source_id uuid not null,
  title text not null,
  primary key (workspace_id, source_id)
);

-- Earlier wordings of an edited mention; the latest is in the mention itself.
create table listen.mention_version (
  mention_id uuid not null,
  number int not null,
  workspace_id uuid not null,
  seen_at timestamptz not null,
  title text not null,
  text text not null,
  primary key (mention_id, number)
);

create table listen.mention_tag (
  workspace_id uuid not null,
  tag_key text not null,
  published_at timestamptz not null,
  mention_id uuid not null,
  tag text not null,
  tagged_by text,
  tagged_at timestamptz not null,
  primary key (workspace_id, tag_key, published_at, mention_id)
);
create index mention_tag_mention on listen.mention_tag (mention_id);

create table listen.mention_note (
  id uuid primary key,
  workspace_id uuid not null,
  mention_id uuid not null,
  published_at timestamptz not null,
  text text not null,
  author_id text,
  author_name text not null,
  created_at timestamptz not null,
  -- A removed note is kept so that removing can be undone.
  removed_at timestamptz
);
create index mention_note_mention on listen.mention_note (mention_id);
create index mention_note_time on listen.mention_note (workspace_id, published_at, mention_id) where removed_at is null;

create table listen.mention_read (
  workspace_id uuid not null,
  reader_id text not null,
  mention_id uuid not null,
  read_at timestamptz not null,
  primary key (mention_id, reader_id)
);

-- Acts that their maker can take back, with exactly what each of them changed.
create table listen.change (
  id uuid primary key,
  workspace_id uuid not null,
  actor_id text,
  kind text not null check (kind in ('tagged', 'note_added', 'note_removed')),
  created_at timestamptz not null,
  undone_at timestamptz
);
create index change_age on listen.change (created_at);
create table listen.change_item (
  change_id uuid not null references listen.change on delete cascade,
  mention_id uuid not null,
  tag_key text not null,
  was_added boolean not null,
  published_at timestamptz not null,
  tag text not null,
  tagged_by text,
  tagged_at timestamptz not null,
  primary key (change_id, mention_id, tag_key)
);

-- How many mentions were published in each hour, day and month (UTC), of each outlet, channel and language, kept up with
-- every batch: counts over millions without reading them. Any span is few rows: whole months, whole days, then the hours
-- at its ends.
create table listen.mention_count (
  workspace_id uuid not null,
  grain text not null check (grain in ('hour', 'day', 'month')),
  at timestamptz not null,
  outlet_key text not null,
  channel text not null,
  language text not null,
  outlet text not null,
  count bigint not null,
  primary key (workspace_id, grain, at, outlet_key, channel, language)
) with (fillfactor = 70);

-- The sums of mention_count over all outlets, channels and languages, close together on disk.
create table listen.mention_total (
  workspace_id uuid not null,
  grain text not null check (grain in ('hour', 'day', 'month')),
  at timestamptz not null,
  count bigint not null,
  primary key (workspace_id, grain, at)
) with (fillfactor = 70);

-- Makes the partitions of these months (first days, UTC) where they are missing. Attaching, unlike creating in place,
-- does not stop readers; the lock keeps two writers from making the same one.
create function listen.ensure_mention_months(months date[]) returns void language plpgsql as $$
declare
  month date;
  part text;
begin
  foreach month in array months loop
    part := 'mention_' || to_char(month, 'YYYY_MM');
    continue when to_regclass('listen.' || part) is not null;
    perform pg_advisory_xact_lock(hashtextextended('listen.mention months', 0));
    -- Read from the catalogue itself: what to_regclass remembers may be older than the lock.
    continue when exists (select from pg_class where relnamespace = 'listen'::regnamespace and relname = part);
    execute format(
      'create table listen.%I (like listen.mention including defaults including constraints including indexes)', part);
    execute format('alter table listen.mention attach partition listen.%I for values from (%L) to (%L)', part,
      month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
  end loop;
end $$;
