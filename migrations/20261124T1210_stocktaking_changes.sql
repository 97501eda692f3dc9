-- For programs that keep a copy: activities in the order of their last change, those withdrawn among them.
create index activity_changes on stocktaking.activity (updated_at, id);
