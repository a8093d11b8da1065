-- Accounts of a period are counted from the index alone.
create index account_post_time on listen.account_post (workspace_id, published_at) include (channel, handle);
