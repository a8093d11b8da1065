-- Days on which somebody was named or quoted often: a ranking begins with these, and need not read the many rows of those
-- who were named once.
create index newsmaker_day_named on listen.newsmaker_day (workspace_id, kind, at) include (key, named) where named >= 3;
create index newsmaker_day_quoted on listen.newsmaker_day (workspace_id, kind, at) include (key, quoted) where quoted >= 2;
