-- What somebody entitled entered on behalf of an organisation, from a letter, a document or a meeting, and what the organisation said to it.
create table stakeholders.behalf (
  id             integer generated always as identity primary key,
  stakeholder_id integer not null references stakeholders.stakeholder,
  kind           text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),  -- what was done: organisation-registered, and what other slices add
  subject        text not null check (subject <> ''),                -- to what: as its slice refers to it
  source_id      integer not null references framework.source,
  entered_by     integer not null references accounts.person,
  entered_at     timestamptz not null,
  confirmed_at   timestamptz check (confirmed_at >= entered_at),
  confirmed_by   integer references accounts.person,
  corrected_at   timestamptz check (corrected_at >= entered_at),
  corrected_by   integer references accounts.person,
  correction     text check (correction <> '' and length(correction) <= 2000),  -- with what: as its slice says it
  unique (kind, subject),
  unique (id, stakeholder_id, corrected_at),
  constraint confirmed_or_corrected check (num_nonnulls(confirmed_at, corrected_at) <= 1),
  constraint entry_confirmed_by_somebody check (num_nonnulls(confirmed_at, confirmed_by) <> 1),
  constraint entry_corrected_by_somebody check (num_nonnulls(corrected_at, corrected_by, correction) in (0, 3)),
  constraint nobody_confirms_what_they_entered check (confirmed_by <> entered_by),
  constraint nobody_corrects_what_they_entered check (corrected_by <> entered_by)
);
create index behalf_of_stakeholder on stakeholders.behalf (stakeholder_id, entered_at);

-- What an organisation was on record as until it was corrected.
create table stakeholders.version (
  behalf_id      integer primary key,
  stakeholder_id integer not null,
  since          timestamptz not null,
  until          timestamptz not null check (until >= since),
  name           text not null check (name <> ''),
  language       text not null,
  type           text not null check (type in ('government', 'international-organisation', 'business', 'civil-society',
                                               'academia', 'technical-community', 'foundation', 'other', 'not-stated')),
  country        text references framework.country,
  website        text check (website ~ '^https?://'),
  foreign key (behalf_id, stakeholder_id, until) references stakeholders.behalf (id, stakeholder_id, corrected_at)
);
