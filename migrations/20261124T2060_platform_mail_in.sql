-- Mail that comes in. Its words are kept where they belong; here only that it came, so that nothing is taken twice.
create table platform.mail_received (
  id          bigint generated always as identity primary key,
  key_hash    bytea not null unique check (length(key_hash) = 32),  -- of its identifier and of whom it is to
  received_at timestamptz not null,
  became      text not null check (became in ('handled', 'refused', 'bounce', 'cut'))
);

-- Who was told on a day why a mail of theirs was not taken: once for each reason, or two programs would answer each other for ever.
create table platform.mail_answer (
  address_hash bytea not null check (length(address_hash) = 32),
  answered_on  date not null,
  reason       text not null check (reason ~ '^[A-Za-z-]+$'),
  primary key (address_hash, answered_on, reason)
);

alter table platform.mail
  add reply_to   text check (reply_to ~ '^[!-;=?-~]+@[!-;=?-~]+$'),      -- no space, angle bracket or end of line: it stands in a header
  add answers    text check (answers ~ '^<[!-;=?-~]+@[!-;=?-~]+>$'),     -- the mail that it answers by itself
  add bounced_at timestamptz,                                            -- a server that had taken it could not deliver it
  add constraint headers_of_what_is_rendered check (rendered_at is not null or (reply_to is null and answers is null)),
  add constraint bounced_was_accepted check (bounced_at is null or accepted_at is not null);
