-- Signing in by a key that a device keeps (WebAuthn). What is kept here only checks: it opens nothing by itself.
create table accounts.passkey (
  id            integer generated always as identity primary key,
  person_id     integer not null references accounts.person,
  credential_id bytea not null unique check (length(credential_id) between 1 and 1023),  -- as the device calls it: WebAuthn §4
  public_key    bytea not null check (length(public_key) > 0),                           -- COSE
  counter       bigint not null check (counter between 0 and 4294967295),                -- of uses, where the device counts them
  transports    text[] not null check (array_position(transports, null) is null),        -- how a browser reaches the device
  label         text not null check (length(label) <= 200),                              -- what its owner, or else the browser, calls it
  added_at      timestamptz not null,
  used_at       timestamptz check (used_at >= added_at)
);
create index passkey_of_person on accounts.passkey (person_id);

-- What a device is asked to sign: once, and soon. A row goes when it is used, or some time after it could have been.
create table accounts.passkey_challenge (
  challenge_hash bytea primary key check (length(challenge_hash) = 32),
  person_id      integer references accounts.person,  -- who adds a passkey; null: somebody signs in
  asked_at       timestamptz not null,
  expires_at     timestamptz not null check (expires_at > asked_at and expires_at <= asked_at + interval '5 minutes')
);
create index passkey_challenge_expired on accounts.passkey_challenge (expires_at);
