-- Signing in at the organisation's own provider (OpenID Connect).
create table accounts.identity (
  id        integer generated always as identity primary key,
  person_id integer not null references accounts.person,
  issuer    text not null check (issuer ~ '^https?://[!-~]+$' and length(issuer) <= 500),  -- who says it
  subject   text not null check (subject <> '' and length(subject) <= 255),                -- of whom: OpenID Connect Core §2
  linked_at timestamptz not null,
  unique (issuer, subject)
);
create index identity_of_person on accounts.identity (person_id);

-- A sign-in that has gone to the provider and is to come back: once, and soon. Its secret is in a cookie of the browser that began it;
-- here is only its hash. A row goes when it is used, or some time after it could have been.
create table accounts.provider_flow (
  secret_hash bytea primary key check (length(secret_hash) = 32),
  language    text not null check (language in ('ar', 'zh', 'en', 'fr', 'ru', 'es')),
  next_path   text not null check (next_path ~ '^/([^/\\]|$)'),  -- a page of ours, never another site
  begun_at    timestamptz not null,
  expires_at  timestamptz not null check (expires_at > begun_at and expires_at <= begun_at + interval '10 minutes')
);
create index provider_flow_expired on accounts.provider_flow (expires_at);
