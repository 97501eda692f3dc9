-- Names as they are looked for: in small letters, without accents, cut into words. Written with the name; null: not yet.
alter table stakeholders.name add column folded text;
create index name_words on stakeholders.name using gin (to_tsvector('simple'::regconfig, folded));
create index name_not_folded on stakeholders.name (stakeholder_id) where folded is null;
