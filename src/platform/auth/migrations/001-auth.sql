-- The tables of the sign-in library. Names and columns are its own (better-auth 1.7), hence the camel case; the library
-- compares them with what it expects at start.
create schema auth;

create table auth."user" (
  id uuid primary key,
  name text not null,
  email text not null unique,
  "emailVerified" boolean not null default false,
  image text,
  locale text,
  "twoFactorEnabled" boolean default false,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);

create table auth.session (
  id uuid primary key,
  "userId" uuid not null references auth."user" on delete cascade,
  token text not null unique,
  "expiresAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index session_user_id on auth.session ("userId");
create index session_expiry on auth.session ("expiresAt");

create table auth.account (
  id uuid primary key,
  "userId" uuid not null references auth."user" on delete cascade,
  "accountId" text not null,
  "providerId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  scope text,
  -- scrypt, salted; only for the provider `credential`
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  unique ("providerId", "accountId")
);
create index account_user on auth.account ("userId");

create table auth.verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index verification_identifier on auth.verification (identifier);
create index verification_expiry on auth.verification ("expiresAt");

create table auth."twoFactor" (
  id uuid primary key,
  "userId" uuid not null references auth."user" on delete cascade,
  -- both encrypted by the library with the desk's key
  secret text not null,
  "backupCodes" text not null,
  verified boolean default true,
  "failedVerificationCount" int default 0,
  "lockedUntil" timestamptz
);
create unique index two_factor_user on auth."twoFactor" ("userId");

create table auth.passkey (
  id uuid primary key,
  "userId" uuid not null references auth."user" on delete cascade,
  name text,
  "publicKey" text not null,
  "credentialID" text not null unique,
  counter int not null,
  "deviceType" text not null,
  "backedUp" boolean not null,
  transports text,
  aaguid text,
  "createdAt" timestamptz
);
create index passkey_user on auth.passkey ("userId");

create table auth."rateLimit" (
  id uuid primary key,
  key text not null unique,
  count int not null,
  -- milliseconds since 1970; a double, because the driver hands a bigint over as text
  "lastRequest" double precision not null
);
