-- What persons write to organisations, and what is answered. It is between them: nobody else reads it, but what one of them reports.
create table stakeholders.conversation (
  id             integer generated always as identity primary key,
  stakeholder_id integer not null,
  kind           text not null default 'organisation' check (kind = 'organisation'),
  writer_id      integer not null references accounts.person,  -- who began it
  subject        text not null check (length(subject) <= 200),  -- empty: erased with the account of its writer
  began_at       timestamptz not null,
  unique (id, writer_id),
  unique (id, stakeholder_id),
  foreign key (stakeholder_id, kind) references stakeholders.stakeholder (id, kind)
);
create index conversation_of_writer on stakeholders.conversation (writer_id, began_at);
create index conversation_of_stakeholder on stakeholders.conversation (stakeholder_id, began_at);

create table stakeholders.message (
  id                integer generated always as identity primary key,
  conversation_id   integer not null,
  stakeholder_id    integer not null,
  person_id         integer not null references accounts.person,
  -- Two sides: who began it, or a representative of the organisation, by the row that says so.
  as_writer         integer check (as_writer = person_id),
  as_representative integer,
  text              text not null check (length(text) <= 10000),
  had_files         boolean not null default false,  -- files came with it by mail, which are passed on to nobody
  came_by           text not null check (came_by in ('page', 'mail')),
  written_at        timestamptz not null,
  blanked_at        timestamptz check (blanked_at >= written_at),  -- erased with the account of whoever wrote it
  reported_at       timestamptz check (reported_at >= written_at),
  reported_by       integer references accounts.person,
  looked_at         timestamptz check (looked_at >= reported_at),  -- by the secretariat
  looked_by         integer references accounts.person check (looked_by <> person_id),
  is_abuse          boolean,
  foreign key (conversation_id, stakeholder_id) references stakeholders.conversation (id, stakeholder_id),
  foreign key (conversation_id, as_writer) references stakeholders.conversation (id, writer_id),
  foreign key (as_representative, stakeholder_id, person_id) references stakeholders.representative (id, stakeholder_id, person_id),
  constraint on_one_side check (num_nonnulls(as_writer, as_representative) = 1),
  constraint text_until_blanked check ((text = '') = (blanked_at is not null)),
  constraint reported_by_another check (num_nonnulls(reported_at, reported_by) <> 1 and reported_by <> person_id),
  constraint looked_at_what_was_reported check (num_nonnulls(looked_at, looked_by, is_abuse) in (0, 3) and (looked_at is null or reported_at is not null))
);
create index message_of_conversation on stakeholders.message (conversation_id, id);
create index message_of_person on stakeholders.message (person_id, written_at);
create index message_reported on stakeholders.message (reported_at) where reported_at is not null and looked_at is null;
