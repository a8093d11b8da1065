-- Its address leads to a front page, a section or another article: deleted or moved, nobody can tell. Told once.
alter table listen.original_check add column is_moved boolean not null default false;
