-- What asking a network costs, where it charges, and how much an office lets an account spend.
alter table accounts.call add column micro_usd bigint not null default 0;

-- Millionths of a US dollar a month; an account without a row has no stop.
create table accounts.budget (
  account_id uuid primary key references accounts.account on delete cascade,
  monthly_micro_usd bigint not null check (monthly_micro_usd >= 0)
);

-- What was spent by calendar month of UTC; changed in the transactions that write the calls down.
create table accounts.spend (
  account_id uuid not null references accounts.account on delete cascade,
  month date not null,
  micro_usd bigint not null,
  calls int not null,
  primary key (account_id, month)
);
