-- The key pair by which push services know this desk (RFC 8292); made once, the private half sealed.
create table listen.vapid_key (
  is_only boolean primary key default true check (is_only),
  public_key text not null,
  sealed text not null,
  created_at timestamptz not null
);

-- A browser that somebody allowed to show alerts is a receiver like the others; `address` is its push service's.
alter table listen.alert_receiver drop constraint alert_receiver_kind_check;
alter table listen.alert_receiver add constraint alert_receiver_kind_check
  check (kind in ('webhook', 'telegram', 'push'));
-- The session under which it was allowed: who is signed out is told nothing.
alter table listen.alert_receiver add column session_id uuid;
-- Why a browser is told nothing more although nobody removed it.
alter table listen.alert_receiver add column end_reason text check (end_reason in ('gone', 'signed_out'));
create index alert_receiver_address on listen.alert_receiver (address) where kind = 'push';
