-- The outbox: a mail is written in the transaction that is the reason for it, and delivered afterwards.
create table platform.mail (
  id           bigint generated always as identity primary key,
  kind         text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  to_address   text not null check (to_address <> ''),  -- as typed: whether mail can be sent there is seen at delivery
  language     text not null check (language in ('ar', 'zh', 'en', 'fr', 'ru', 'es')),
  -- What the mail is about: each kind has facts of its own, which only its renderer reads. Hence JSON, here and nowhere else.
  facts        jsonb not null check (jsonb_typeof(facts) = 'object'),
  queued_at    timestamptz not null,

  due_at       timestamptz,                             -- when it is tried next; null: it has ended
  tries        integer not null default 0 check (tries >= 0),
  leased_until timestamptz,                             -- a process is at it, and has until then
  last_reply   text check (last_reply <> ''),           -- of the server, or why there was none

  -- Put into words once, at the first try, so that every try sends the same message.
  rendered_at  timestamptz check (rendered_at >= queued_at),
  subject      text,
  body_text    text,
  body_html    text,
  unsubscribe  text check (unsubscribe ~ '^https?://[!-;=?-~]+$'),  -- no space, angle bracket or end of line: it stands in a header
  secret       boolean not null default false,          -- it lets somebody in: its words and facts go once it has ended
  message_id   text unique check (message_id ~ '^<[!-;=?-~]+@[!-;=?-~]+>$'),

  -- How it ended.
  accepted_at  timestamptz,                             -- a server took it
  failed_at    timestamptz,                             -- refused for good, or given up
  dropped_at   timestamptz,                             -- its reason had gone when it was to be put into words
  kept_at      timestamptz,                             -- there was no server to give it to: it is here to be read

  constraint ends_once check (num_nonnulls(accepted_at, failed_at, dropped_at, kept_at) = case when due_at is null then 1 else 0 end),
  constraint ended_is_not_leased check (due_at is not null or leased_until is null),
  constraint ends_after_it_was_queued check (coalesce(accepted_at, failed_at, dropped_at, kept_at, queued_at) >= queued_at),
  constraint rendered_as_a_whole check (num_nonnulls(rendered_at, subject, message_id) in (0, 3)),
  constraint bodies_of_what_is_rendered check (num_nonnulls(body_text, body_html) = case when rendered_at is null then 0 when secret and (accepted_at is not null or failed_at is not null) then 0 else 2 end),
  constraint sent_is_rendered check ((accepted_at is null and kept_at is null) or rendered_at is not null),
  constraint dropped_is_not_rendered check (dropped_at is null or rendered_at is null),
  constraint secrets_are_forgotten check (not secret or (accepted_at is null and failed_at is null) or facts = '{}')
);
create index mail_due on platform.mail (due_at, id) where due_at is not null;
create index mail_newest on platform.mail (queued_at desc, id desc);
