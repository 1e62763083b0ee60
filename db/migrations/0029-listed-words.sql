-- Words of CBV that some event uses as business step (5) or disposition (6), told to whom the event is told, as 0021 has it for words of
-- one's own: a query for a word that no event of the reader's uses is answered without reading events. Written by app/capture.
insert into listed_values (resource, audience, org_id, value)
select distinct said.resource, heard.audience, heard.org_id, said.value
from (select distinct biz_step, disposition, disclosure & 3 as level, org_id, party_ids from events) e
cross join lateral (values
  (5, case when strpos(e.biz_step, ':') = 0 then e.biz_step end),
  (6, case when strpos(e.disposition, ':') = 0 then e.disposition end)
) as said (resource, value)
cross join lateral (
  select 0 as audience, 0 as org_id where e.level = 0
  union all select 1, e.org_id where e.level > 0
  union all select 2, party.id from unnest(e.party_ids) as party (id) where e.level = 1 and party.id <> e.org_id
) heard
where said.value is not null
on conflict do nothing;
