-- Acting for an organisation: confirmed by the secretariat where an address spoke for itself; by invitation; as a deputy.

alter table stakeholders.representative
  add column confirmed_at  timestamptz check (confirmed_at >= approved_at),
  add column confirmed_by  integer references accounts.person,
  add column ended_by      integer references accounts.person,  -- of the secretariat; null: by themselves, or with their account
  add column ended_because text check (ended_because <> '' and length(ended_because) <= 2000),
  add constraint confirmed_by_somebody check (num_nonnulls(confirmed_at, confirmed_by) <> 1),
  add constraint confirmed_after_an_address check (confirmed_at is null or (approved_at is not null and ground = 'domain')),
  add constraint nobody_confirms_themselves check (confirmed_by <> person_id),
  add constraint ended_with_reason check (num_nonnulls(ended_by, ended_because) <> 1),
  add constraint ended_when_ended check (ended_by is null or (ended_at is not null and approved_at is not null)),
  add constraint nobody_ends_themselves_for_the_secretariat check (ended_by <> person_id);
create index representative_unconfirmed on stakeholders.representative (approved_at)
  where ground = 'domain' and confirmed_at is null and ended_at is null;

-- Somebody who may have no account yet is asked to act for an organisation. Their name and address are forgotten once it is answered or over.
create table stakeholders.invitation (
  id             integer generated always as identity primary key,
  stakeholder_id integer not null,
  kind           text not null default 'organisation' check (kind = 'organisation'),
  role           text not null check (role in ('representative', 'deputy')),
  invited_by     integer not null references accounts.person,
  invited_as     integer,  -- their own row, where a representative names a deputy; null: the secretariat, on behalf
  invited_at     timestamptz not null,
  expires_at     timestamptz not null check (expires_at > invited_at),
  name           text check (name <> '' and length(name) <= 200),
  email          text check (email = lower(email) and email ~ '^[^[:space:][:cntrl:]@]+@[^[:space:][:cntrl:]@]+$' and length(email) <= 254),
  accepted_at    timestamptz check (accepted_at >= invited_at),
  declined_at    timestamptz check (declined_at >= invited_at),
  answered_by    integer references accounts.person,
  ended_at       timestamptz check (ended_at >= invited_at),  -- taken back, or too old
  unique (id, stakeholder_id, role),
  unique (id, stakeholder_id, answered_by),
  foreign key (stakeholder_id, kind) references stakeholders.stakeholder (id, kind),
  foreign key (invited_as, stakeholder_id, invited_by) references stakeholders.representative (id, stakeholder_id, person_id),
  constraint invited_by_who_may check ((role = 'deputy') = (invited_as is not null)),
  constraint answered_once check (num_nonnulls(accepted_at, declined_at, ended_at) <= 1),
  constraint answered_by_somebody check ((answered_by is not null) = (num_nonnulls(accepted_at, declined_at) = 1)),
  constraint nobody_names_themselves check (answered_by <> invited_by),
  constraint forgotten_once_over
    check (num_nonnulls(name, email) = case when num_nonnulls(accepted_at, declined_at, ended_at) = 0 then 2 else 0 end)
);
create unique index invitation_once on stakeholders.invitation (stakeholder_id, email) where email is not null;
create index invitation_of_address on stakeholders.invitation (email) where email is not null;
create index invitation_by on stakeholders.invitation (invited_by, invited_at);

-- Who acts for an organisation in the place of a representative, for as long as that one does. Nobody is one without having said yes.
create table stakeholders.deputy (
  id             integer generated always as identity primary key,
  stakeholder_id integer not null,
  person_id      integer not null references accounts.person,
  named_as       integer not null,  -- the row of the representative who named them
  named_by       integer not null,
  invitation_id  integer not null unique,
  since          timestamptz not null,
  ended_at       timestamptz check (ended_at >= since),
  ended_by       integer references accounts.person,  -- null: with the account of one of the two
  foreign key (named_as, stakeholder_id, named_by) references stakeholders.representative (id, stakeholder_id, person_id),
  foreign key (invitation_id, stakeholder_id, person_id) references stakeholders.invitation (id, stakeholder_id, answered_by),
  constraint nobody_is_their_own_deputy check (person_id <> named_by),
  constraint deputy_ended_when_ended check (ended_by is null or ended_at is not null)
);
create unique index deputy_once on stakeholders.deputy (stakeholder_id, person_id) where ended_at is null;
create index deputy_of_person on stakeholders.deputy (person_id);
create index deputy_of_representative on stakeholders.deputy (named_as);
