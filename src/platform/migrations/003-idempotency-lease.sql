-- A running call keeps its key by a lease that it renews while its process lives, so that a key is free again soon after
-- a process was killed. By the clock of the database, which all processes share.
alter table platform.idempotency add column lease_id uuid, add column leased_until timestamptz;
-- Set in the transaction that did the work: it happened, though the process may have died before the answer was kept.
alter table platform.idempotency add column committed_at timestamptz;
