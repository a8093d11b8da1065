-- Which account said what a monitor finds: its folded handle, as in listen.account_post; null where nobody is named and for what
-- no network carried. Lists of accounts are made from it without asking for the account of every post.
alter table listen.monitor_match add column handle text;

update listen.monitor_match as matched set handle = post.handle
  from listen.account_post as post
  where post.workspace_id = matched.workspace_id and post.published_at = matched.published_at
    and post.mention_id = matched.mention_id;

-- Posts whose accounts still wait to be read.
update listen.monitor_match as matched set handle = nullif(lower(ltrim(btrim(mention.author), '@')), '')
  from listen.mention as mention
  where matched.handle is null and matched.channel in
      ('x', 'facebook', 'instagram', 'threads', 'tiktok', 'youtube', 'bluesky', 'mastodon', 'telegram')
    and mention.workspace_id = matched.workspace_id and mention.published_at = matched.published_at
    and mention.id = matched.mention_id and mention.author is not null;
