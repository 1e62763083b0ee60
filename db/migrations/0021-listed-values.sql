-- Who may see which place, and which business step or disposition of one's own, in any event: the lists of the top-level resources
-- (EPCIS 2.0 §12.6) without reading events. One row for each value and audience, so the table stays small however many events there
-- are. Written by app/capture with the first event that says so; events are never taken back, so rows are not either.
-- The table is new: nothing waits for its key.

-- resource: 1 business step, 2 disposition (words of CBV are not listed: everybody may know them), 3 read point, 4 business location.
-- audience: 0 everybody (org_id 0), 1 the organisation that captured it, 2 another party of the chain.
create table listed_values (
  resource smallint not null,
  audience smallint not null,
  org_id integer not null,
  value text collate "C" not null,
  constraint listed_values_pkey primary key (resource, audience, org_id, value)
);

insert into listed_values (resource, audience, org_id, value)
select distinct said.resource, heard.audience, heard.org_id, said.value
from events e
cross join lateral (values
  (1, case when strpos(e.biz_step, ':') > 0 then e.biz_step end, e.disclosure & 3),
  (2, case when strpos(e.disposition, ':') > 0 then e.disposition end, e.disclosure & 3),
  (3, e.read_point, greatest(e.disclosure & 3, (e.disclosure >> 2) & 3)),
  (4, e.biz_location, greatest(e.disclosure & 3, (e.disclosure >> 2) & 3))
) as said (resource, value, level)
cross join lateral (
  select 0 as audience, 0 as org_id where said.level = 0
  union all select 1, e.org_id where said.level > 0
  union all select 2, party.id from unnest(e.party_ids) as party (id) where said.level = 1 and party.id <> e.org_id
) heard
where said.value is not null
on conflict do nothing;

alter table listed_values enable row level security;
alter table listed_values force row level security;
create policy listed_values_system on listed_values for all
  using ((select nguon_reader()) = 'system') with check ((select nguon_reader()) = 'system');
create policy listed_values_read on listed_values for select using (
  audience = 0 and (select nguon_reader()) in ('public', 'organisation', 'agency')
  or (select nguon_reader()) = 'organisation' and org_id = (select nguon_reader_org())
  or (select nguon_reader()) = 'agency' and audience = 1 and exists (
    select 1 from organisations o where o.id = listed_values.org_id and o.unit_id = any ((select nguon_reader_units())::integer[]))
);
