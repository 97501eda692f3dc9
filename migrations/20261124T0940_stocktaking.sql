-- The stocktaking: one activity, its texts, lines, places, people and money. Codes are IATI's 2.03 where a comment says so.
create schema stocktaking;

create table stocktaking.activity (
  id                bigint generated always as identity primary key,
  public_id         text not null unique check (public_id ~ '^[a-z2-7]{10}$'),
  identifier        text not null unique check (identifier <> ''),
  origin            text not null check (origin in ('plan', 'iati', 'csv')),
  reporter_id       integer references stakeholders.stakeholder,
  reporter_secondary boolean not null default false,
  language          text,  -- the default of its texts
  currency          text check (currency ~ '^[A-Z]{3}$'),
  hierarchy         smallint,
  status            smallint check (status between 1 and 6),  -- IATI ActivityStatus
  scope             smallint check (scope between 1 and 8),   -- IATI ActivityScope
  start_planned     date,
  start_actual      date,
  end_planned       date,
  end_actual        date,
  year              smallint check (year between 1900 and 2200),
  year_basis        text check (year_basis in ('start', 'award')),  -- of what it is the year
  source_id         integer references framework.source,  -- of a shipped entry
  source_url        text check (source_url ~ '^https?://'),
  dataset           text check (dataset <> ''),  -- the name of the file that it last came in
  source_updated_at timestamptz,  -- the record's own date of change, else its file's
  version           integer not null check (version > 0),
  recorded_at       timestamptz not null,  -- the first version
  updated_at        timestamptz not null,  -- the newest version
  withdrawn_at      timestamptz,
  check ((year is null) = (year_basis is null)),
  check (start_actual is not null or start_planned is not null or year_basis is distinct from 'start')
);
create index activity_newest on stocktaking.activity (updated_at desc, id desc) where withdrawn_at is null;
create index activity_of_year on stocktaking.activity (year, updated_at desc, id desc) where withdrawn_at is null;
create index activity_of_status on stocktaking.activity (status, updated_at desc, id desc) where withdrawn_at is null;
create index activity_of_reporter on stocktaking.activity (reporter_id, dataset);

-- Every version as it came. What has no column of ours is read from here.
create table stocktaking.activity_version (
  activity_id       bigint not null references stocktaking.activity,
  version           integer not null check (version > 0),
  run_id            bigint not null references platform.run,
  recorded_at       timestamptz not null,
  source_updated_at timestamptz,
  digest            bytea not null check (octet_length(digest) = 32),  -- SHA-256 of the record
  record            text not null,  -- the record's XML, or its row as CSV; empty for what the plan ships
  primary key (activity_id, version)
);
-- Compressing records is a sixth of what an import costs a server, with lz4 next to nothing; the embedded engine has none.
do $$ begin
  alter table stocktaking.activity_version alter column record set compression lz4;
exception when feature_not_supported then null;
end $$;

create table stocktaking.activity_text (
  activity_id   bigint not null references stocktaking.activity,
  language      text not null,  -- BCP 47; und where nothing says
  origin        text not null check (origin in ('original', 'human', 'machine')),
  title         text,
  description   text,
  objectives    text,
  target_groups text,
  other         text,
  revised_at    timestamptz not null,
  primary key (activity_id, language)
);

create table stocktaking.activity_line (
  activity_id bigint not null references stocktaking.activity,
  line_id     integer not null references framework.line,
  basis       text not null check (basis in ('stated', 'suggested')),
  sector      text,  -- why it is suggested: the sector…
  word        text,  -- …and, where the sector alone does not suffice, the word in its text
  primary key (activity_id, line_id),
  check ((basis = 'suggested') = (sector is not null)),
  check (word is null or sector is not null)
);
create index activity_of_line on stocktaking.activity_line (line_id, basis, activity_id);

create table stocktaking.activity_country (
  activity_id bigint not null references stocktaking.activity,
  country     text not null references framework.country,
  percentage  numeric,
  primary key (activity_id, country)
);
create index activity_in_country on stocktaking.activity_country (country, activity_id);

create table stocktaking.activity_region (
  activity_id bigint not null references stocktaking.activity,
  vocabulary  text not null,  -- IATI RegionVocabulary: 1 OECD DAC, 2 UN M49
  code        text not null,
  percentage  numeric,
  primary key (activity_id, vocabulary, code)
);

create table stocktaking.activity_place (
  activity_id bigint not null references stocktaking.activity,
  position    integer not null,
  name        text,
  latitude    double precision check (latitude between -90 and 90),
  longitude   double precision check (longitude between -180 and 180),
  primary key (activity_id, position)
);

create table stocktaking.activity_sector (
  activity_id bigint not null references stocktaking.activity,
  vocabulary  text not null,  -- IATI SectorVocabulary
  code        text not null,
  name        text,
  percentage  numeric,
  primary key (activity_id, vocabulary, code)
);

-- What the codes of lists that are not ours are called, in English as those lists have it: records give most of them alone.
create table stocktaking.code_name (
  list       text not null check (list in ('region', 'sector')),
  vocabulary text not null,  -- IATI RegionVocabulary, SectorVocabulary
  code       text not null,
  name       text not null check (name <> ''),
  primary key (list, vocabulary, code)
);

create table stocktaking.activity_goal (
  activity_id bigint not null references stocktaking.activity,
  goal_id     integer not null references framework.goal,
  primary key (activity_id, goal_id)
);

create table stocktaking.activity_participant (
  activity_id    bigint not null references stocktaking.activity,
  position       integer not null,
  stakeholder_id integer references stakeholders.stakeholder,  -- where the record gives an identifier
  name           text,  -- as the record writes it
  language       text,
  type           text not null default 'not-stated',
  role           smallint check (role between 1 and 4),  -- IATI OrganisationRole; null where not stated
  primary key (activity_id, position),
  check (stakeholder_id is not null or name is not null)
);
create index participation_of_stakeholder on stocktaking.activity_participant (stakeholder_id, activity_id);

create table stocktaking.activity_budget (
  activity_id bigint not null references stocktaking.activity,
  position    integer not null,
  type        smallint,  -- IATI BudgetType
  status      smallint,  -- IATI BudgetStatus
  starts_on   date,
  ends_on     date,
  value_on    date,
  currency    text,
  value       numeric not null,
  primary key (activity_id, position)
);

create table stocktaking.activity_transaction (
  activity_id bigint not null references stocktaking.activity,
  position    integer not null,
  type        text not null,  -- IATI TransactionType
  happened_on date,
  value_on    date,
  currency    text,
  value       numeric not null,
  primary key (activity_id, position)
);

create table stocktaking.activity_result (
  activity_id bigint not null references stocktaking.activity,
  position    integer not null,
  type        smallint,  -- IATI ResultType
  title       text,
  language    text,
  primary key (activity_id, position)
);
create table stocktaking.activity_indicator (
  activity_id     bigint not null,
  result_position integer not null,
  position        integer not null,
  measure         smallint,  -- IATI IndicatorMeasure
  ascending       boolean not null default true,
  title           text,
  language        text,
  baseline_year   smallint,
  baseline_value  text,
  primary key (activity_id, result_position, position),
  foreign key (activity_id, result_position) references stocktaking.activity_result
);
create table stocktaking.activity_period (
  activity_id        bigint not null,
  result_position    integer not null,
  indicator_position integer not null,
  position           integer not null,
  starts_on          date,
  ends_on            date,
  target             text,  -- text: a qualitative indicator has no number
  actual             text,
  primary key (activity_id, result_position, indicator_position, position),
  foreign key (activity_id, result_position, indicator_position) references stocktaking.activity_indicator
);

-- What one import did. The counts are those of the batches committed so far.
create table stocktaking.import_run (
  run_id    bigint primary key references platform.run,
  added     integer not null default 0,
  changed   integer not null default 0,
  unchanged integer not null default 0,
  older     integer not null default 0,
  conflicts integer not null default 0,
  refused   integer not null default 0,
  missing   integer not null default 0
);
create table stocktaking.import_reporter (
  run_id         bigint not null references platform.run,
  stakeholder_id integer not null references stakeholders.stakeholder,
  primary key (run_id, stakeholder_id)
);
