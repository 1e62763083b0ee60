-- Event types of one's own (7) among what the top-level resources list, told to whom the event is told, as 0021 has it for steps of
-- one's own: /epcis/eventTypes knew the five of the standard only. Written by app/capture.
insert into listed_values (resource, audience, org_id, value)
select distinct 7, heard.audience, heard.org_id, e.event_type
from (
  select distinct event_type, disclosure & 3 as level, org_id, party_ids from events where strpos(event_type, ':') > 0
) e
cross join lateral (
  select 0 as audience, 0 as org_id where e.level = 0
  union all select 1, e.org_id where e.level > 0
  union all select 2, party.id from unnest(e.party_ids) as party (id) where e.level = 1 and party.id <> e.org_id
) heard
on conflict do nothing;
