-- A mandate is known by its line, its stakeholder and its role: that is its address.
alter table facilitation.mandate add constraint mandate_of_a_role unique (line_id, stakeholder_id, role);
