-- Two entries of one organisation become one. Nothing is rewritten: the loser points to the winner, and what is read follows the pointer.

-- As what an entry is known: the winner, at the end of the chain where that has lost to another since; null: as itself. Written by the
-- trigger below from the mergers that hold, by nothing else.
alter table stakeholders.stakeholder add column merged_into integer references stakeholders.stakeholder check (merged_into <> id);
create index stakeholder_merged on stakeholders.stakeholder (merged_into) where merged_into is not null;

-- The transaction that last changed what activities are counted by: whoever counts reads again what this stakeholder has to do with.
alter table stakeholders.stakeholder add column changed_in xid8 not null default '0';
create index stakeholder_changed on stakeholders.stakeholder (changed_in) where changed_in <> '0';
create function stakeholders.note_change() returns trigger language plpgsql as $$
begin
  -- A new one has nothing yet that is counted; and what comes out of a backup has a number of another server.
  new.changed_in := case tg_op when 'INSERT' then '0'::xid8 else pg_current_xact_id() end;
  return new;
end $$;
create trigger stakeholder_has_not_changed before insert on stakeholders.stakeholder
  for each row execute function stakeholders.note_change();
create trigger stakeholder_notes_its_change before update on stakeholders.stakeholder
  for each row when (old.type <> new.type or old.merged_into is distinct from new.merged_into or old.public_id <> new.public_id)
  execute function stakeholders.note_change();

-- Proposed by anybody, agreed by each side, settled by both, by silence or by the secretariat; refused, taken back, or reversed again.
create table stakeholders.merger (
  id                integer generated always as identity primary key,
  loser_id          integer not null,
  winner_id         integer not null,
  kind              text not null,  -- of both: an organisation and a group are never the same
  reason            text not null check (reason <> '' and length(reason) <= 2000),
  proposed_by       integer not null references accounts.person,
  proposed_at       timestamptz not null,
  due_at            timestamptz not null check (due_at >= proposed_at + interval '720 hours'),  -- when 30 days of silence are over
  told_at           timestamptz check (told_at >= proposed_at),  -- when the secretariat was told that it waits for them
  loser_agreed_at   timestamptz check (loser_agreed_at >= proposed_at),
  loser_agreed_by   integer,
  loser_agreed_as   integer,        -- the row by which they represent it
  winner_agreed_at  timestamptz check (winner_agreed_at >= proposed_at),
  winner_agreed_by  integer,
  winner_agreed_as  integer,
  merged_at         timestamptz check (merged_at >= proposed_at),
  ground            text check (ground in ('both', 'silence', 'secretariat')),
  merged_by         integer references accounts.person,
  loser_registered  integer references stakeholders.submission,  -- where a person registered both, it needs no secretariat
  winner_registered integer references stakeholders.submission,
  refused_at        timestamptz check (refused_at >= proposed_at),
  refused_by        integer references accounts.person,
  refused_because   text check (refused_because <> '' and length(refused_because) <= 2000),
  withdrawn_at      timestamptz check (withdrawn_at >= proposed_at),  -- by who proposed it
  loser_undoes_at   timestamptz check (loser_undoes_at >= merged_at),
  loser_undoes_by   integer,
  loser_undoes_as   integer,
  winner_undoes_at  timestamptz check (winner_undoes_at >= merged_at),
  winner_undoes_by  integer,
  winner_undoes_as  integer,
  reversed_at       timestamptz check (reversed_at >= merged_at),
  reversed_by       integer references accounts.person,  -- null: both sides again
  reversed_because  text check (reversed_because <> '' and length(reversed_because) <= 2000),
  check (loser_id <> winner_id),
  foreign key (loser_id, kind) references stakeholders.stakeholder (id, kind),
  foreign key (winner_id, kind) references stakeholders.stakeholder (id, kind),
  -- Each side speaks by somebody who represents it, as the person they are.
  foreign key (loser_agreed_as, loser_id, loser_agreed_by) references stakeholders.representative (id, stakeholder_id, person_id),
  foreign key (winner_agreed_as, winner_id, winner_agreed_by) references stakeholders.representative (id, stakeholder_id, person_id),
  foreign key (loser_undoes_as, loser_id, loser_undoes_by) references stakeholders.representative (id, stakeholder_id, person_id),
  foreign key (winner_undoes_as, winner_id, winner_undoes_by) references stakeholders.representative (id, stakeholder_id, person_id),
  constraint agreed_by_somebody check (num_nonnulls(loser_agreed_at, loser_agreed_by, loser_agreed_as) in (0, 3)
                                       and num_nonnulls(winner_agreed_at, winner_agreed_by, winner_agreed_as) in (0, 3)),
  constraint undone_by_somebody check (num_nonnulls(loser_undoes_at, loser_undoes_by, loser_undoes_as) in (0, 3)
                                       and num_nonnulls(winner_undoes_at, winner_undoes_by, winner_undoes_as) in (0, 3)),
  constraint ends_once check (num_nonnulls(merged_at, refused_at, withdrawn_at) <= 1),
  constraint merged_on_a_ground check (num_nonnulls(merged_at, ground) <> 1),
  constraint merged_by_who_may check (
    case ground when 'both' then merged_by is null and loser_agreed_at is not null and winner_agreed_at is not null
                when 'silence' then merged_by is null and merged_at >= due_at
                when 'secretariat' then merged_by is not null
                else merged_by is null end),
  constraint shipped_or_mentioned_needs_the_secretariat
    check (ground = 'secretariat' or merged_at is null
           or (loser_registered is not distinct from loser_id and winner_registered is not distinct from winner_id)),
  constraint refused_with_reason check (num_nonnulls(refused_at, refused_by, refused_because) in (0, 3)),
  constraint reversed_only_after_merging check ((reversed_at is null and loser_undoes_at is null and winner_undoes_at is null) or merged_at is not null),
  constraint reversed_by_who_may check (
    case when reversed_at is null then num_nonnulls(reversed_by, reversed_because) = 0
         else num_nonnulls(reversed_by, reversed_because) = 2
              or (num_nonnulls(reversed_by, reversed_because) = 0 and loser_undoes_at is not null and winner_undoes_at is not null) end)
);
-- One proposal or merger at a time for a loser, and for two entries one in either direction.
create unique index merger_once_for_loser on stakeholders.merger (loser_id)
  where refused_at is null and withdrawn_at is null and reversed_at is null;
create unique index merger_once_for_both on stakeholders.merger (least(loser_id, winner_id), greatest(loser_id, winner_id))
  where refused_at is null and withdrawn_at is null and reversed_at is null;
create index merger_due on stakeholders.merger (due_at)
  where merged_at is null and refused_at is null and withdrawn_at is null and told_at is null;
create index merger_of_winner on stakeholders.merger (winner_id);
create index merger_of_person on stakeholders.merger (proposed_by, proposed_at);

-- Points every loser to the end of its chain. Mergers take turns, so that no two of them can close a ring.
create function stakeholders.point_losers() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock(20060226);
  if exists (
    with recursive way (start, at) as (
      select loser_id, winner_id from stakeholders.merger where merged_at is not null and reversed_at is null
      union select way.start, next.winner_id from way join stakeholders.merger next
        on next.loser_id = way.at and next.merged_at is not null and next.reversed_at is null
    ) select from way where start = at
  ) then
    raise exception 'mergers_form_no_ring' using errcode = 'check_violation';
  end if;
  with recursive way (start, at) as (
    select loser_id, winner_id from stakeholders.merger where merged_at is not null and reversed_at is null
    union select way.start, next.winner_id from way join stakeholders.merger next
      on next.loser_id = way.at and next.merged_at is not null and next.reversed_at is null
  ),
  known (id, into_id) as (
    select start, at from way where not exists (
      select from stakeholders.merger next where next.loser_id = way.at and next.merged_at is not null and next.reversed_at is null)
  )
  update stakeholders.stakeholder set merged_into = wanted.into_id
  from (
    select pointing.id, known.into_id from stakeholders.stakeholder pointing left join known on known.id = pointing.id
    where pointing.merged_into is not null or known.id is not null
  ) wanted
  where stakeholder.id = wanted.id and stakeholder.merged_into is distinct from wanted.into_id;
  return null;
end $$;
create trigger losers_point_to_winners after insert or update or delete or truncate on stakeholders.merger
  for each statement execute function stakeholders.point_losers();
