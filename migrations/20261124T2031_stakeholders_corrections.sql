-- A name of its own, by which a refusal of the database is put into words.
alter table stakeholders.membership rename constraint membership_int8range_int8range1_during_excl to member_once_at_a_time;
