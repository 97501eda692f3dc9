-- How a body that facilitates a line is reached: functional addresses, posted with consent. Dated and never overwritten; what consent is
-- withdrawn for is erased, and the row stays without it.
create table facilitation.contact (
  id             integer generated always as identity primary key,
  mandate_id     integer not null references facilitation.mandate,
  email          text check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 254),
  telephone      text check (telephone <> '' and length(telephone) <= 50),
  postal_address text check (postal_address <> '' and length(postal_address) <= 300),
  person         text check (person <> '' and length(person) <= 200),  -- whom to ask for
  deputy         text check (deputy <> '' and length(deputy) <= 200),
  consent        boolean not null check (consent),                     -- of those who are named, as whoever gave it says
  given_at       timestamptz not null,
  given_by       integer not null references accounts.person,
  ended_at       timestamptz check (ended_at >= given_at),             -- another took its place, or it was taken away
  ended_by       integer references accounts.person,
  withdrawn_at   timestamptz check (withdrawn_at >= ended_at),         -- and erased
  constraint ended_by_somebody check ((ended_at is null) = (ended_by is null)),
  constraint withdrawn_is_ended check (withdrawn_at is null or ended_at is not null),
  constraint reached_or_erased check (
    case when withdrawn_at is null then num_nonnulls(email, telephone, postal_address) > 0
         else num_nonnulls(email, telephone, postal_address, person, deputy) = 0 end)
);
create unique index one_contact_at_a_time on facilitation.contact (mandate_id) where ended_at is null;

create function facilitation.keep_contact() returns trigger language plpgsql as $$
begin
  if new.withdrawn_at is null and (new.mandate_id, new.email, new.telephone, new.postal_address, new.person, new.deputy, new.given_at, new.given_by)
    is distinct from (old.mandate_id, old.email, old.telephone, old.postal_address, old.person, old.deputy, old.given_at, old.given_by) then
    raise exception 'a contact is never overwritten' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger contact_is_kept before update on facilitation.contact for each row execute function facilitation.keep_contact();
