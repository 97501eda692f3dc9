-- Organisations taking part, groups of them, and organs that are named but hold no vote.
create schema stakeholders;

create table stakeholders.stakeholder (
  id         integer generated always as identity primary key,
  public_id  text not null unique check (public_id ~ '^[a-z2-7]{10}$'),  -- base32 of the SHA-256 of the identifier
  identifier text not null unique check (identifier <> '' and identifier = btrim(identifier)),  -- IATI organisation identifier, or ours
  kind       text not null check (kind in ('organisation', 'group', 'organ')),
  type       text not null check (type in ('government', 'international-organisation', 'business', 'civil-society',
                                           'academia', 'technical-community', 'foundation', 'other', 'not-stated')),
  standing   text not null check (standing in ('mentioned', 'received', 'public', 'held')),
  acronym    text check (acronym <> ''),
  country    text references framework.country,
  website    text check (website ~ '^https?://'),
  source_id  integer references framework.source,  -- of a shipped entry; an import is known by its events
  created_at timestamptz not null,
  unique (id, kind)
);
create index stakeholder_acronym on stakeholders.stakeholder (acronym);

create table stakeholders.name (
  stakeholder_id integer not null references stakeholders.stakeholder,
  language       text not null,  -- BCP 47; und where the import does not say
  name           text not null check (name <> ''),
  primary key (stakeholder_id, language)
);

create table stakeholders.membership (
  group_id   integer not null,
  group_kind text not null default 'group' check (group_kind = 'group'),
  member_id  integer not null references stakeholders.stakeholder,
  during     daterange not null check (not isempty(during)),
  region     text references framework.region,
  source_id  integer not null references framework.source,
  foreign key (group_id, group_kind) references stakeholders.stakeholder (id, kind),
  check (group_id <> member_id),
  exclude using gist (int8range(group_id, group_id, '[]') with &&, int8range(member_id, member_id, '[]') with &&, during with &&)
);

-- What the codes of IATI's OrganisationType become here, for what an import mentions.
create table stakeholders.iati_type (
  code text primary key check (code <> ''),
  type text not null check (type in ('government', 'international-organisation', 'business', 'civil-society',
                                     'academia', 'technical-community', 'foundation', 'other', 'not-stated'))
);
