-- Organisations that the secretariat has withdrawn: nothing is deleted, and what was withdrawn can be put back.
alter table stakeholders.stakeholder add withdrawn_at timestamptz check (withdrawn_at >= created_at);

create table stakeholders.withdrawal (
  id             integer generated always as identity primary key,
  stakeholder_id integer not null references stakeholders.stakeholder,
  withdrawn_at   timestamptz not null,
  withdrawn_by   integer not null references accounts.person,
  reason         text not null check (reason <> '' and length(reason) <= 2000),
  put_back_at    timestamptz check (put_back_at >= withdrawn_at),
  put_back_by    integer references accounts.person,
  check (num_nonnulls(put_back_at, put_back_by) <> 1)
);
create unique index withdrawn_once on stakeholders.withdrawal (stakeholder_id) where put_back_at is null;
