-- What somebody typed into a long form and has not sent yet.
create table accounts.draft (
  id           bigint generated always as identity primary key,
  person_id    integer references accounts.person,
  browser_hash bytea check (length(browser_hash) = 32),  -- of a browser whose session had ended when it sent the form; for an hour
  path         text not null check (path ~ '^/[!-~]*$' and length(path) <= 500),  -- of the form, below its language
  kept_at      timestamptz not null,
  unique (person_id, path),
  unique (browser_hash, path),
  check (num_nonnulls(person_id, browser_hash) = 1)
);
create index draft_kept on accounts.draft (kept_at);

create table accounts.draft_field (
  draft_id bigint not null references accounts.draft on delete cascade,
  position smallint not null check (position >= 0),  -- as it stands in the form
  field    text not null check (field ~ '^[A-Za-z0-9_.-]{1,60}$'),
  value    text not null check (value <> ''),
  primary key (draft_id, position),
  unique (draft_id, field)
);
