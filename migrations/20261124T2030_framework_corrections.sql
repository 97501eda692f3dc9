-- What was on record, what is, by which source: a fact that shipped is corrected, and what it was stays. Rows are added, never changed.
create table framework.correction (
  id           integer generated always as identity primary key,
  subject_kind text not null check (subject_kind in ('mandate', 'stakeholder', 'membership', 'line', 'process', 'source')),
  subject      text not null check (subject <> ''),        -- by which the thing is known in addresses
  source_id    integer not null references framework.source,
  corrected_by text not null check (corrected_by <> ''),   -- the public identifier of a person, as in the record of events
  corrected_at timestamptz not null
);
create index correction_of_thing on framework.correction (subject_kind, subject, id);

-- Null: there was none, or there is none any more.
create table framework.corrected_value (
  correction_id integer not null references framework.correction,
  field         text not null check (field <> ''),
  before        text check (before <> ''),
  after         text check (after <> ''),
  primary key (correction_id, field),
  check (before is distinct from after)
);

-- The only other writer than the seed adds rows; nobody takes back what was corrected.
create function framework.stays_as_it_was() returns trigger language plpgsql as $$
begin
  raise exception 'a correction is corrected by another one' using errcode = 'restrict_violation', constraint = 'correction_stays';
end $$;
create trigger correction_stays before update on framework.correction for each row execute function framework.stays_as_it_was();
create trigger correction_stays before update on framework.corrected_value for each row execute function framework.stays_as_it_was();
