-- Mails that persons have not asked for: which of them they want, and what waits to be told. And what is confirmed without an account.

-- Where mails to a person go, chosen by its owner; where none is chosen, to the first.
alter table accounts.address add column gets_mail boolean not null default false;
create unique index address_for_mail on accounts.address (person_id) where gets_mail;

-- How often somebody wants to hear of something. `all` stands for every purpose without a row of its own; without any it is once a day.
create table accounts.preference (
  person_id  integer not null references accounts.person,
  purpose    text not null check (purpose ~ '^[a-z]+$'),
  frequency  text not null check (frequency in ('at-once', 'daily', 'never')),
  changed_at timestamptz not null,
  primary key (person_id, purpose)
);

-- What is told to a person on one day, together in one mail.
create table accounts.digest (
  id        bigint generated always as identity primary key,
  person_id integer not null references accounts.person,
  day       date not null,
  made_at   timestamptz not null,
  unique (person_id, day),
  unique (id, person_id)
);

-- Something to be told to a person, once: in a digest, or in a mail of its own.
create table accounts.notice (
  id        bigint generated always as identity primary key,
  person_id integer not null references accounts.person,
  purpose   text not null check (purpose ~ '^[a-z]+$' and purpose <> 'all'),
  kind      text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  about     bigint not null,  -- the row of what it tells of, in a table that the kind knows
  at        timestamptz not null,
  told_at   timestamptz check (told_at >= at),
  digest_id bigint,
  foreign key (digest_id, person_id) references accounts.digest (id, person_id),
  constraint what_is_in_a_digest_is_told check (digest_id is null or told_at is not null)
);
create unique index notice_waits_once on accounts.notice (person_id, kind, about) where told_at is null;
create index notice_waiting on accounts.notice (at) where told_at is null;
create index notice_of_digest on accounts.notice (digest_id);

-- Somebody left an address, and confirms by the link of a mail what they ask for. The secret is made when the mail is, and kept as a hash.
create table accounts.confirmation (
  id           bigint generated always as identity primary key,
  purpose      text not null check (purpose ~ '^[a-z]+(-[a-z]+)*$'),
  subject      bigint,  -- the row of what is asked for, in a table that the purpose knows; null: it needs none
  email        text check (email = lower(email) and length(email) <= 254),  -- null: forgotten
  language     text not null check (language in ('ar', 'zh', 'en', 'fr', 'ru', 'es')),
  token_hash   bytea unique check (length(token_hash) = 32),
  asked_at     timestamptz not null,
  expires_at   timestamptz not null check (expires_at > asked_at),
  confirmed_at timestamptz check (confirmed_at >= asked_at and confirmed_at < expires_at),
  person_id    integer references accounts.person,  -- whose address it was when it was confirmed
  constraint confirmed_by_its_link check (confirmed_at is null or token_hash is not null),
  constraint bound_when_confirmed check (person_id is null or confirmed_at is not null)
);
create index confirmation_of_address on accounts.confirmation (email, asked_at desc);
create index confirmation_to_forget on accounts.confirmation (expires_at) where email is not null;
