-- The plan: its lines, the goals they serve, what else follows up the Summit, and the sources of all of it.
create schema framework;

create table framework.line (
  id        integer generated always as identity primary key,
  slug      text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  code      text not null check (code <> ''),  -- C1 … C11; the eight of C7 share theirs
  kind      text not null check (kind in ('plan', 'heading', 'working')),  -- the whole plan, C7, the 18
  parent_id integer references framework.line,
  position  integer not null unique,
  check ((kind = 'plan') = (parent_id is null))
);
create unique index one_plan on framework.line ((true)) where kind = 'plan';

-- Every state of a mandate, title and link points to one of these.
create table framework.source (
  id             integer generated always as identity primary key,
  slug           text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  kind           text not null check (kind in ('document', 'meeting', 'decision', 'letter')),
  line_id        integer references framework.line,
  title          text not null check (title <> ''),
  language       text not null,
  date           date,
  date_precision text check (date_precision in ('day', 'month', 'year')),
  url            text check (url ~ '^https?://'),
  paragraph      text check (paragraph <> ''),
  verified       boolean not null,  -- false: carried from elsewhere until somebody has seen the text
  check ((date is null) = (date_precision is null)),
  unique (id, kind, line_id)
);

create table framework.plan (
  line_id        integer primary key references framework.line,
  adopted_on     date not null,
  vocabulary_uri text not null check (vocabulary_uri ~ '^https?://'),  -- of the line list as an IATI vocabulary (99)
  source_id      integer not null references framework.source
);

create table framework.line_title (
  line_id     integer not null references framework.line,
  language    text not null,
  title       text not null check (title <> ''),
  short_title text not null check (short_title <> ''),
  mark        text not null check (mark in ('seen', 'pieces', 'unverified', 'ours')),
  source_id   integer not null references framework.source,
  primary key (line_id, language)
);

create table framework.goal_set (
  id         integer generated always as identity primary key,
  slug       text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  adopted_on date not null,
  until      date check (until > adopted_on),
  source_id  integer not null references framework.source
);

create table framework.goal (
  id        integer generated always as identity primary key,
  set_id    integer not null references framework.goal_set,
  code      text not null check (code <> ''),  -- 3, and its target 3.8
  parent_id integer references framework.goal,
  position  integer not null,
  unique (set_id, code)
);

create table framework.goal_title (
  goal_id  integer not null references framework.goal,
  language text not null,
  title    text not null check (title <> ''),
  primary key (goal_id, language)
);

create table framework.goal_link (
  line_id   integer not null references framework.line,
  goal_id   integer not null references framework.goal,
  source_id integer not null references framework.source,
  primary key (line_id, goal_id)
);

-- What Figure 1 and the briefings show around the lines.
create table framework.related_process (
  id          integer generated always as identity primary key,
  slug        text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  level       text not null check (level in ('national', 'regional', 'international', 'system')),
  paragraph   text not null check (paragraph <> ''),  -- of the Tunis Agenda
  position    integer not null unique,
  next_on     date,
  precision   text check (precision in ('day', 'month', 'quarter', 'year')),
  certainty   text check (certainty in ('tentative', 'planned', 'confirmed', 'cancelled')),
  yearly      boolean not null default false,  -- next_on comes back every year on its day
  source_id   integer not null references framework.source,
  check ((next_on is null) = (precision is null) and (next_on is null) = (certainty is null))
);

create table framework.related_process_text (
  process_id integer not null references framework.related_process,
  language   text not null,
  title      text not null check (title <> ''),
  body       text not null check (body <> ''),  -- who holds it
  summary    text not null check (summary <> ''),
  primary key (process_id, language)
);

create table framework.related_process_link (
  from_id integer not null references framework.related_process,
  to_id   integer not null references framework.related_process,
  kind    text not null check (kind in ('reports-to', 'feeds', 'part-of')),
  primary key (from_id, to_id),
  check (from_id <> to_id)
);

create table framework.region (
  code      text primary key check (code ~ '^[0-9]{3}$'),  -- UN M49
  slug      text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  parent    text references framework.region
);
create table framework.region_name (
  region   text not null references framework.region,
  language text not null,
  name     text not null check (name <> ''),
  primary key (region, language)
);

create table framework.country (
  code   text primary key check (code ~ '^[A-Z]{2}$'),  -- ISO 3166-1 alpha-2
  alpha3 text not null unique check (alpha3 ~ '^[A-Z]{3}$'),
  m49    text not null unique check (m49 ~ '^[0-9]{3}$'),
  region text references framework.region  -- the smallest M49 region; null where M49 has none
);
create table framework.country_name (
  country  text not null references framework.country,
  language text not null,
  name     text not null check (name <> ''),
  primary key (country, language)
);
