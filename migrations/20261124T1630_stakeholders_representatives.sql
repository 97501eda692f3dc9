-- Organisations that persons put on record, and the persons who act for organisations.
alter table stakeholders.stakeholder add unique (id, standing);

-- Who registered a stakeholder and what became of it. Its standing is repeated from the stakeholder, so that the two cannot differ.
create table stakeholders.submission (
  stakeholder_id integer primary key,
  standing       text not null check (standing in ('received', 'public', 'held')),
  submitted_by   integer not null references accounts.person,
  submitted_at   timestamptz not null,
  due_at         timestamptz not null check (due_at > submitted_at),  -- when time publishes it
  published_at   timestamptz check (published_at >= submitted_at),
  looked_at      timestamptz check (looked_at >= submitted_at),       -- by the secretariat; null: not yet
  looked_by      integer references accounts.person,
  held_because   text check (held_because <> '' and length(held_because) <= 2000),
  foreign key (stakeholder_id, standing) references stakeholders.stakeholder (id, standing) deferrable initially deferred,
  constraint looked_at_by_somebody check (num_nonnulls(looked_at, looked_by) <> 1),
  constraint held_by_somebody check (held_because is null or looked_at is not null),
  constraint published_when_due check (published_at is null or looked_at is not null or published_at >= due_at),
  constraint standing_as_it_became
    check (standing = case when held_because is not null then 'held' when published_at is not null then 'public' else 'received' end)
);
create index submission_due on stakeholders.submission (due_at) where standing = 'received';
create index submission_of_person on stakeholders.submission (submitted_by, submitted_at);

-- Who asked to act for an organisation, and since when they may. A row is asked, then approved or refused, and ends; another begins anew.
create table stakeholders.representative (
  id              integer generated always as identity primary key,
  stakeholder_id  integer not null,
  kind            text not null default 'organisation' check (kind = 'organisation'),  -- for a group its members act, for an organ nobody
  person_id       integer not null references accounts.person,
  asked_at        timestamptz not null,
  approved_at     timestamptz check (approved_at >= asked_at),
  ground          text check (ground in ('secretariat', 'representative', 'domain')),  -- domain: by an address under its website
  approved_by     integer references accounts.person,
  approved_as     integer,                                                             -- their own row, where a representative approved
  refused_at      timestamptz check (refused_at >= asked_at),
  refused_by      integer references accounts.person,
  refused_because text check (refused_because <> '' and length(refused_because) <= 2000),
  ended_at        timestamptz check (ended_at >= asked_at and ended_at >= approved_at),
  unique (id, stakeholder_id, person_id),
  foreign key (stakeholder_id, kind) references stakeholders.stakeholder (id, kind),
  -- A representative approves for their own organisation, as the person they are.
  foreign key (approved_as, stakeholder_id, approved_by) references stakeholders.representative (id, stakeholder_id, person_id),
  constraint approved_on_a_ground check (num_nonnulls(approved_at, ground) <> 1),
  constraint approved_by_who_may check (
    case when ground is null or ground = 'domain' then approved_by is null and approved_as is null
         when ground = 'secretariat' then approved_by is not null and approved_as is null
         else approved_by is not null and approved_as is not null end),
  constraint refused_with_reason check (num_nonnulls(refused_at, refused_by, refused_because) in (0, 3)),
  constraint decided_once check (num_nonnulls(approved_at, refused_at) <= 1 and num_nonnulls(refused_at, ended_at) <= 1),
  constraint nobody_approves_themselves check (approved_by <> person_id),
  constraint nobody_refuses_themselves check (refused_by <> person_id)
);
create unique index representative_once on stakeholders.representative (stakeholder_id, person_id) where ended_at is null and refused_at is null;
create index representative_of_person on stakeholders.representative (person_id, asked_at);
