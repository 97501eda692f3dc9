-- Lists of organisations that were brought in: what each run did, and to which entries.
alter table platform.run drop constraint run_kind_check;
alter table platform.run add constraint run_kind_check check (kind in ('plan', 'import-iati', 'import-csv', 'import-stakeholders'));

create table stakeholders.import_run (
  run_id    bigint primary key references platform.run,
  source_id integer references framework.source,  -- what the list is, where the operator said so
  added     integer not null default 0 check (added >= 0),
  completed integer not null default 0 check (completed >= 0),
  unchanged integer not null default 0 check (unchanged >= 0),
  refused   integer not null default 0 check (refused >= 0)
);

create table stakeholders.import_entry (
  run_id         bigint not null references stakeholders.import_run,
  stakeholder_id integer not null references stakeholders.stakeholder,
  outcome        text not null check (outcome in ('added', 'completed')),
  primary key (run_id, stakeholder_id)
);
create index import_of_stakeholder on stakeholders.import_entry (stakeholder_id);
