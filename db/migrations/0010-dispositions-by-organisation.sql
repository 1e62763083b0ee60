-- A persistent disposition is what one organisation says: another can neither set it in its name nor lift it. A recall is kept
-- here also when it came as the plain disposition `recalled`, so that goods handled later do not end it unseen.
alter table thing_dispositions add column org_id integer;
update thing_dispositions d set org_id = (select e.org_id from events e where e.seq = d.seq);
alter table thing_dispositions alter column org_id set not null;
alter table thing_dispositions drop constraint thing_dispositions_pkey;
alter table thing_dispositions add constraint thing_dispositions_pkey primary key (thing, disposition, org_id);
drop index thing_states_recalled_idx;

-- Who may recall a thing: the owner of its product and every agency; where no product is registered, the organisation
-- that packed or made it. It looks at events that the public may not see, and tells no more than yes or no.
create function nguon_may_recall(recalled text, by_org integer) returns boolean language plpgsql volatile as $$
declare
  reader constant text := nguon_reader();
  owner constant integer := (select p.org_id from products p where p.thing = substr(recalled, 1, 17));
  answer boolean := owner = by_org or exists (select 1 from organisations o where o.id = by_org and o.role = 'agency');
begin
  if answer or owner is not null then
    return coalesce(answer, false);
  end if;
  perform set_config('nguon.reader', 'system', true);
  answer := exists (select 1 from edges m join events e on e.seq = m.seq where m.hub = recalled and m.kind in (3, 5, 7) and e.org_id = by_org)
    or exists (select 1 from edges m join events e on e.seq = m.seq where m.thing = recalled and m.thing <> '' and m.kind in (2, 7) and e.org_id = by_org)
    or exists (select 1 from (select seq from event_things t where t.thing = recalled order by t.event_time, t.seq limit 1) t join events e using (seq) where e.org_id = by_org);
  perform set_config('nguon.reader', reader, true);
  return answer;
end $$;
