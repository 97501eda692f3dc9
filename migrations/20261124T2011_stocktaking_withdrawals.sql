-- Why the secretariat has withdrawn an activity, and who put it back. Whether it is withdrawn stands in the activity itself.
create table stocktaking.withdrawal (
  id           integer generated always as identity primary key,
  activity_id  bigint not null references stocktaking.activity,
  withdrawn_at timestamptz not null,
  withdrawn_by integer not null references accounts.person,
  reason       text not null check (reason <> '' and length(reason) <= 2000),
  put_back_at  timestamptz check (put_back_at >= withdrawn_at),
  put_back_by  integer references accounts.person,
  check (num_nonnulls(put_back_at, put_back_by) <> 1)
);
create unique index withdrawn_once on stocktaking.withdrawal (activity_id) where put_back_at is null;
