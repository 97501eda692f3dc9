-- The record of events, and the runs that caused many at once.
create schema platform;

-- A command that changes many entries: loading the plan, an import. Written with its first change, never without one.
create table platform.run (
  id         bigint generated always as identity primary key,
  kind       text not null check (kind in ('plan', 'import-iati', 'import-csv')),
  started_at timestamptz not null,
  ended_at   timestamptz check (ended_at >= started_at)
);

-- Who did what, when, to what. Only ever added to.
create table platform.event (
  id           bigint generated always as identity primary key,
  at           timestamptz not null,
  actor        text check (actor <> ''),  -- null: a command of the operator
  kind         text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  subject_kind text not null check (subject_kind ~ '^[a-z]+(-[a-z]+)*$'),
  subject      text not null check (subject <> ''),  -- the stable identifier of what it happened to
  run_id       bigint references platform.run
);
create index event_newest on platform.event (at desc, id desc);
create index event_of_subject on platform.event (subject_kind, subject, at desc);

create function platform.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is only ever added to', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger event_is_append_only before update or delete on platform.event
  for each row execute function platform.refuse_change();
