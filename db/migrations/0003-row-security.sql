-- The second lock on visibility: row-level security, forced on the owner too. The first is app/access/disclosure.ts.
-- nguon.reader: 'system' (writers, jobs), 'public', 'organisation' (with nguon.org), 'agency' (with nguon.units).
-- A connection without the setting sees nothing. Sub-selects make PostgreSQL read a setting once per statement.

create function nguon_reader() returns text language sql stable parallel safe
  return coalesce(current_setting('nguon.reader', true), '');
create function nguon_reader_org() returns integer language sql stable parallel safe
  return nullif(current_setting('nguon.org', true), '')::integer;
create function nguon_reader_units() returns integer[] language sql stable parallel safe
  return coalesce(nullif(current_setting('nguon.units', true), ''), '{}')::integer[];

-- Whether the reader may see one field group of an event (shift = 2 × its place in the disclosure): a condition on a
-- hidden field must not find the event.
create function nguon_sees(disclosure smallint, org_id integer, party_ids integer[], shift integer) returns boolean
  language sql stable parallel safe
  return (disclosure >> shift) & 3 = 0 or nguon_reader() = 'system'
    or nguon_reader() = 'organisation'
      and (org_id = nguon_reader_org() or (disclosure >> shift) & 3 = 1 and nguon_reader_org() = any (party_ids))
    or nguon_reader() = 'agency'
      and exists (select 1 from organisations o where o.id = org_id and o.unit_id = any (nguon_reader_units()));

alter table events enable row level security;
alter table events force row level security;
create policy events_system on events for all
  using ((select nguon_reader()) = 'system') with check ((select nguon_reader()) = 'system');
create policy events_read on events for select using (
  (disclosure & 3) = 0 and (select nguon_reader()) in ('public', 'organisation', 'agency')
  or (select nguon_reader()) = 'organisation' and (
    org_id = (select nguon_reader_org())
    or (disclosure & 3) <= 1 and (select nguon_reader_org()) = any (party_ids))
  or (select nguon_reader()) = 'agency' and exists (
    select 1 from organisations o where o.id = events.org_id and o.unit_id = any ((select nguon_reader_units())::integer[]))
);

alter table event_things enable row level security;
alter table event_things force row level security;
create policy event_things_system on event_things for all
  using ((select nguon_reader()) = 'system') with check ((select nguon_reader()) = 'system');
create policy event_things_read on event_things for select using (
  what_level = 0 and (select nguon_reader()) in ('public', 'organisation', 'agency')
  or (select nguon_reader()) in ('organisation', 'agency') and exists (select 1 from events e where e.seq = event_things.seq)
);

alter table edges enable row level security;
alter table edges force row level security;
create policy edges_system on edges for all
  using ((select nguon_reader()) = 'system') with check ((select nguon_reader()) = 'system');
create policy edges_read on edges for select using (
  what_level = 0 and (select nguon_reader()) in ('public', 'organisation', 'agency')
  or (select nguon_reader()) in ('organisation', 'agency') and exists (select 1 from events e where e.seq = edges.seq)
);

alter table captures enable row level security;
alter table captures force row level security;
create policy captures_system on captures for all
  using ((select nguon_reader()) = 'system') with check ((select nguon_reader()) = 'system');
create policy captures_read on captures for select using (
  (select nguon_reader()) = 'organisation' and org_id = (select nguon_reader_org())
);
