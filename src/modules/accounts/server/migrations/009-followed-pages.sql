-- Addresses at which people posted statements by hand: the desk looks now and then whether they still stand there.
create table accounts.followed_page (
  statement_id uuid primary key references accounts.statement on delete cascade,
  workspace_id uuid not null,
  url text not null,
  state text not null check (
    state in ('new', 'shows_words', 'reachable', 'words_not_seen', 'gone', 'asks_sign_in', 'not_allowed', 'cannot_read')
  ),
  -- When somebody gave the address; the looks are counted from here.
  since timestamptz not null,
  -- Of those that are planned, so many are done.
  looks int not null,
  -- How often in a row it was not there.
  misses int not null,
  looked_at timestamptz,
  -- Null when the last look was made.
  next_look_at timestamptz
);
create index followed_page_due on accounts.followed_page (next_look_at) where next_look_at is not null;
