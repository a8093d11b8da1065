-- Who may be the same is asked by the words of names: without this every name of the workspace is read.
create index newsmaker_words on listen.newsmaker using gin (string_to_array(key, ' '));
