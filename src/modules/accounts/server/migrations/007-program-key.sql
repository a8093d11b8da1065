-- The desk's own key for networks that know a program by the document at its address: one for the whole desk.
create table accounts.program_key (
  is_only boolean primary key default true check (is_only),
  -- A private key (JWK), sealed.
  sealed text not null,
  created_at timestamptz not null
);
