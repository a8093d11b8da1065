-- The word index can draw an even part of what a query finds: the last bits of a mention's id decide whether it belongs
-- to a half, a quarter, and so on down to one in 256, each of which is a word of its vector.
update listen.mention
set search = search || array_to_tsvector((
  select array_agg('=n:' || thinness) from generate_series(1, 8) as thinness
  where ('x' || right(id::text, 2))::bit(8)::int & ((1 << thinness) - 1) = 0
))
where ('x' || right(id::text, 2))::bit(8)::int & 1 = 0;
