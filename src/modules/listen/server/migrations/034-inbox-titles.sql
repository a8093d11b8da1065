-- "@" stands only before names that have it on their network: inboxes of mailboxes and sites were called "@humas@kota.go.id".
update listen.source set title = substr(title, 2)
from listen.network_source as listening
where listening.source_id = source.id and source.kind = 'inbox' and source.title like '@%'
  and listening.network in ('email', 'wordpress', 'ghost');
-- A site is called as itself, and not as the user who signs in there.
update listen.source set title = regexp_replace(title, '^[^@ ]+@', '')
from listen.network_source as listening
where listening.source_id = source.id and source.kind = 'inbox' and listening.network = 'wordpress';
