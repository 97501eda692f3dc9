-- Persons and how they show who they are.
create schema accounts;

create table accounts.person (
  id         integer generated always as identity primary key,
  public_id  text not null unique check (public_id ~ '^[a-z2-7]{10}$'),
  name       text not null default '' check (length(name) <= 200),  -- as they call themselves; empty until they have said
  language   text not null check (language in ('ar', 'zh', 'en', 'fr', 'ru', 'es')),
  created_at timestamptz not null,
  erased_at  timestamptz check (erased_at >= created_at),
  check (erased_at is null or name = '')
);

-- Addresses that their owner has confirmed: any of them opens the account.
create table accounts.address (
  id           integer generated always as identity primary key,
  person_id    integer not null references accounts.person,
  email        text not null unique check (email = lower(email) and email ~ '^[^[:space:][:cntrl:]@]+@[^[:space:][:cntrl:]@]+$' and length(email) <= 254),
  confirmed_at timestamptz not null
);
create index address_of_person on accounts.address (person_id);

create table accounts.role (
  person_id integer not null references accounts.person,
  role      text not null check (role in ('secretariat', 'administrator')),
  given_at  timestamptz not null,
  given_by  integer references accounts.person,  -- null: a command of the operator
  primary key (person_id, role),
  check (given_by <> person_id)  -- nobody raises themselves
);

-- Somebody asked to sign in, or to add an address to their account. The secrets are made when the mail is, and kept as hashes only.
create table accounts.sign_in (
  id          bigint generated always as identity primary key,
  email       text check (email = lower(email) and length(email) <= 254),  -- null: a link for whoever starts the site
  language    text not null check (language in ('ar', 'zh', 'en', 'fr', 'ru', 'es')),
  person_id   integer references accounts.person,  -- to whose account the address is added; null: whose it is signs in
  role        text check (role in ('secretariat', 'administrator')),  -- that comes with it
  token_hash  bytea unique check (length(token_hash) = 32),
  code_hash   bytea check (length(code_hash) = 32),
  wrong_codes smallint not null default 0 check (wrong_codes between 0 and 5),
  next_path   text not null check (next_path ~ '^/([^/\\]|$)'),  -- a page of ours, never another site
  asked_at    timestamptz not null,
  expires_at  timestamptz not null check (expires_at > asked_at),
  used_at     timestamptz check (used_at >= asked_at and used_at < expires_at),
  check (code_hash is null or token_hash is not null),
  check ((email is null) = (role is not null)),
  check (used_at is null or token_hash is not null)
);
create index sign_in_of_address on accounts.sign_in (email, asked_at desc);

create table accounts.session (
  id         bigint generated always as identity primary key,
  person_id  integer not null references accounts.person,
  token_hash bytea not null unique check (length(token_hash) = 32),
  device     text not null check (length(device) <= 200),  -- what the browser calls itself
  began_at   timestamptz not null,
  used_at    timestamptz not null check (used_at >= began_at),  -- within an hour
  expires_at timestamptz not null check (expires_at > used_at),
  ended_at   timestamptz check (ended_at >= began_at)
);
create index session_of_person on accounts.session (person_id);
