-- As what those who are known as another are found: where it differs from how it is now, their activities are indexed anew.
create table stocktaking.indexed_merger (
  stakeholder_id integer primary key references stakeholders.stakeholder on delete cascade,
  merged_into    integer not null references stakeholders.stakeholder on delete cascade
);
