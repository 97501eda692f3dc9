-- Who facilitates what, since when and by which text. Nothing is overwritten: a state ends and another begins,
-- a correction supersedes a row and never edits it.
create schema facilitation;

create table facilitation.mandate (
  id             integer generated always as identity primary key,
  line_id        integer not null references framework.line,  -- the whole plan is a line of kind 'plan'
  stakeholder_id integer not null references stakeholders.stakeholder,
  role           text not null check (role in ('lead', 'facilitator', 'focal-point')),
  position       integer not null check (position > 0),  -- the order in the annex carries meaning
  unique (id, line_id, role)
);
create index mandate_of_stakeholder on facilitation.mandate (stakeholder_id);

create table facilitation.mandate_state (
  id                 integer generated always as identity primary key,
  mandate_id         integer not null,
  line_id            integer not null,
  role               text not null,
  state              text not null,
  during             daterange not null check (not isempty(during) and not lower_inf(during)),  -- true time
  attested_precision text check (attested_precision in ('day', 'month')),  -- null: since the day itself; else only a later witness is known
  source_id          integer not null references framework.source,
  -- Only a meeting or a decision of the line confirms: the three columns are a key of the source.
  confirming_kind    text check (confirming_kind in ('meeting', 'decision')),
  confirming_line    integer,
  recorded_at        timestamptz not null,
  superseded_at      timestamptz check (superseded_at >= recorded_at),
  foreign key (mandate_id, line_id, role) references facilitation.mandate (id, line_id, role),
  foreign key (source_id, confirming_kind, confirming_line) references framework.source (id, kind, line_id),
  check (case role
    when 'lead' then state in ('named', 'withdrawn')
    when 'facilitator' then state in ('named', 'proposed', 'endorsed', 'not-endorsed', 'withdrawn')
    when 'focal-point' then state in ('provisional', 'confirmed') end),
  check ((state = 'confirmed') = (confirming_kind is not null)),
  check ((confirming_kind is null) = (confirming_line is null)),
  check (confirming_line is null or confirming_line = line_id),
  constraint one_state_at_a_time exclude using gist
    (int8range(mandate_id, mandate_id, '[]') with &&, during with &&) where (superseded_at is null),
  constraint one_focal_point_per_line exclude using gist
    (int8range(line_id, line_id, '[]') with &&, during with &&) where (superseded_at is null and role = 'focal-point')
);
