-- Event ids belong to the organisation that captured the event: nobody takes another's id, learns from a refusal that
-- another's event exists, or declares another's event erroneous.

alter table event_ids add column org_id integer;
update event_ids i set org_id = (select e.org_id from events e where e.seq = i.seq);
alter table event_ids alter column org_id set not null;
alter table event_ids drop constraint event_ids_pkey;
alter table event_ids add constraint event_ids_pkey primary key (event_key, org_id);

alter table event_declarations add column org_id integer;
update event_declarations d set org_id = (select e.org_id from events e where e.seq = d.declaration_seq);
alter table event_declarations alter column org_id set not null;
