-- What mails said, and to whom, is erased when it is due: 90 days after they ended. The row stays, with its kind, dates and outcome.
alter table platform.mail
  alter to_address drop not null,
  add erased_at timestamptz,
  add constraint erased_after_its_end check (erased_at is null or (due_at is null and erased_at >= coalesce(accepted_at, failed_at, dropped_at, kept_at))),
  add constraint erased_as_a_whole check (
    case when erased_at is null then to_address is not null
         else num_nonnulls(to_address, subject, body_text, body_html, unsubscribe, last_reply) = 0 and facts = '{}' end),
  drop constraint rendered_as_a_whole,
  add constraint rendered_as_a_whole check (
    num_nonnulls(rendered_at, message_id) <> 1 and (erased_at is not null or num_nonnulls(rendered_at, subject) <> 1)),
  drop constraint bodies_of_what_is_rendered,
  add constraint bodies_of_what_is_rendered check (erased_at is not null or num_nonnulls(body_text, body_html)
    = case when rendered_at is null then 0 when secret and (accepted_at is not null or failed_at is not null) then 0 else 2 end);
create index mail_to_erase on platform.mail (coalesce(accepted_at, failed_at, dropped_at, kept_at)) where erased_at is null and due_at is null;
