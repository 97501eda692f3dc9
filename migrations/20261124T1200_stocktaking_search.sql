-- The stocktaking searched and counted.

-- What is searched: of every activity a row for each configuration of text search in which it has texts.
-- Weights: A titles, B organisations and identifiers, C descriptions, D results.
create table stocktaking.activity_search (
  activity_id bigint not null references stocktaking.activity,
  config      text not null check (config in ('arabic', 'dutch', 'english', 'french', 'german', 'portuguese', 'russian', 'simple', 'spanish')),
  search      tsvector not null,
  primary key (activity_id, config)
);
-- An index for each, so that a word is looked up as its own language writes it, and nowhere else.
create index search_arabic on stocktaking.activity_search using gin (search) where config = 'arabic';
create index search_dutch on stocktaking.activity_search using gin (search) where config = 'dutch';
create index search_english on stocktaking.activity_search using gin (search) where config = 'english';
create index search_french on stocktaking.activity_search using gin (search) where config = 'french';
create index search_german on stocktaking.activity_search using gin (search) where config = 'german';
create index search_portuguese on stocktaking.activity_search using gin (search) where config = 'portuguese';
create index search_russian on stocktaking.activity_search using gin (search) where config = 'russian';
create index search_simple on stocktaking.activity_search using gin (search) where config = 'simple';
create index search_spanish on stocktaking.activity_search using gin (search) where config = 'spanish';

-- Words as a configuration has them and, where they differ without their accents, without these too: both in the same places.
create function stocktaking.lexemes(config text, words text, plain text) returns tsvector language sql stable as $$
  select case
    when words is null then ''::tsvector
    when plain is null then to_tsvector(config::regconfig, words)
    else (to_tsvector(config::regconfig, words)::text || ' ' || to_tsvector(config::regconfig, plain)::text)::tsvector end
$$;

-- The words of titles and of the names of organisations, for who mistypes one.
create table stocktaking.word (
  word text primary key check (word <> '')  -- in small letters, with its accents
);

-- The transaction that last wrote an activity: what has changed since is found by it, whatever the order of the commits.
alter table stocktaking.activity add column changed_in xid8 not null default pg_current_xact_id();
create index activity_changed on stocktaking.activity (changed_in);
create function stocktaking.note_change() returns trigger language plpgsql as $$
begin
  new.changed_in := pg_current_xact_id();
  return new;
end $$;
create trigger activity_notes_its_change before insert or update on stocktaking.activity
  for each row execute function stocktaking.note_change();
