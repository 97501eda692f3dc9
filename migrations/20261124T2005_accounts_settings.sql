-- Settings that administrators change while the site runs. Rows are only added: the last of each holds.
create table accounts.contact (
  id      integer generated always as identity primary key,
  address text check (address ~ '^[^[:space:][:cntrl:]@]+@[^[:space:][:cntrl:]@]+$' and length(address) <= 254),  -- null: as CONTACT says
  set_at  timestamptz not null,
  set_by  integer not null references accounts.person
);

-- What stands on top of every page until a day is over, in UTC.
create table accounts.banner (
  id       integer generated always as identity primary key,
  last_day date not null check (last_day >= (set_at at time zone 'UTC')::date),
  set_at   timestamptz not null,
  set_by   integer not null references accounts.person,
  ended_at timestamptz check (ended_at >= set_at),
  ended_by integer references accounts.person,
  check (num_nonnulls(ended_at, ended_by) <> 1)
);

create table accounts.banner_text (
  banner_id integer not null references accounts.banner,
  language  text not null check (language in ('ar', 'zh', 'en', 'fr', 'ru', 'es')),
  text      text not null check (text <> '' and length(text) <= 300),
  primary key (banner_id, language)
);
