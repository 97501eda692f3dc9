-- Whom the secretariat has invited to take part or to represent an organisation, and which addresses want no such mail.
create table stakeholders.invited (
  id             integer generated always as identity primary key,
  email          text check (email <> '' and email = lower(email) and length(email) <= 254),  -- null: erased when due
  name           text not null check (length(name) <= 200),
  language       text not null check (language in ('ar', 'zh', 'en', 'fr', 'ru', 'es')),
  message        text not null check (length(message) <= 1000),
  organisation   text not null check (length(organisation) <= 300),  -- as typed, where none that is known has this name
  stakeholder_id integer,                                            -- which they are to represent
  kind           text not null default 'organisation' check (kind = 'organisation'),
  invited_by     integer not null references accounts.person,
  invited_at     timestamptz not null,
  expires_at     timestamptz not null check (expires_at > invited_at),
  mail_id        bigint references platform.mail,
  token_hash     bytea unique check (length(token_hash) = 32),       -- made with the mail: opens the page that says no
  accepted_at    timestamptz check (accepted_at >= invited_at),
  accepted_by    integer references accounts.person,
  declined_at    timestamptz check (declined_at >= invited_at),
  withdrawn_at   timestamptz check (withdrawn_at >= invited_at),
  withdrawn_by   integer references accounts.person,
  erased_at      timestamptz check (erased_at >= invited_at),
  foreign key (stakeholder_id, kind) references stakeholders.stakeholder (id, kind),
  constraint ends_once check (num_nonnulls(accepted_at, declined_at, withdrawn_at) <= 1),
  constraint accepted_by_somebody check (num_nonnulls(accepted_at, accepted_by) <> 1),
  constraint withdrawn_by_somebody check (num_nonnulls(withdrawn_at, withdrawn_by) <> 1),
  constraint nobody_invites_themselves check (accepted_by <> invited_by),
  constraint one_way_to_name_an_organisation check (stakeholder_id is null or organisation = ''),
  constraint erased_as_a_whole check (
    case when erased_at is null then email is not null else email is null and name = '' and message = '' and token_hash is null end)
);
create index invited_of_address on stakeholders.invited (email, invited_at desc);
create index invited_newest on stakeholders.invited (invited_at desc, id desc);
create index invited_to_erase on stakeholders.invited (invited_at) where erased_at is null;

-- Addresses that have said once that they want no invitation. Only what they hash to is kept.
create table stakeholders.uninvited (
  address_hash  bytea primary key check (length(address_hash) = 32),
  since         timestamptz not null,
  invitation_id integer not null references stakeholders.invited  -- in whose mail they said it
);
