-- nguon_standing (0015) once more, with one change: whose record of a thing came first is told by all records of it. It looked at
-- the 5,000 with the earliest event times, so that whoever captured as many dated back became the issuer of another's code.
create or replace function nguon_standing(claimed text, by_org integer) returns text language plpgsql volatile as $$
declare
  reader constant text := nguon_reader();
  things_max constant integer := 50;
  events_max constant integer := 5000;
  owner constant integer := (select p.org_id from products p where p.thing = substr(claimed, 1, 17));
  first_org integer;
  trusted integer[];
  things text[] := array[claimed];
  giving integer[];
  taking integer[];
  found_orgs integer[];
  answer text := 'stranger';
begin
  if owner = by_org or exists (select 1 from organisations o where o.id = by_org and o.role = 'agency') then
    return 'issuer';
  end if;
  perform set_config('nguon.reader', 'system', true);
  if owner is null or not exists (select 1 from event_things t join events e on e.seq = t.seq where t.thing = claimed and e.org_id = owner) then
    -- By order of record, over all of them: event times are the captor's word, and among the earliest of them an organisation
    -- could make itself the first with events that it dates back.
    first_org := (select e.org_id from events e where e.seq = (
      select min(t.seq) from (select seq from event_things where thing = claimed offset 0) t));
  end if;
  if first_org = by_org then
    answer := 'issuer';
  else
    -- Its lots and the cases it was in, cases in cases too.
    for level in 1..3 loop
      things := array(select distinct near from (
        select unnest(things) as near union all
        select hub from edges where thing = any (things) and thing <> '' and kind in (3, 5, 7)) n limit things_max);
    end loop;
    select array_agg(told.giver), array_agg(told.taker) into giving, taking from (
      select distinct e.org_id as giver, party.id as taker
      from (select seq from event_things where thing = any (things) and role < 20 limit events_max) t
        join events e on e.seq = t.seq cross join lateral unnest(e.party_ids) as party (id)) told;
    trusted := array_remove(array[owner, first_org], null);
    for hop in 1..20 loop
      exit when by_org = any (trusted);
      found_orgs := array(select distinct told.taker from unnest(giving, taking) as told (giver, taker)
        where told.giver = any (trusted) and told.taker <> all (trusted));
      exit when cardinality(found_orgs) = 0;
      trusted := trusted || found_orgs;
    end loop;
    if by_org = any (trusted) then
      answer := 'holder';
    end if;
  end if;
  perform set_config('nguon.reader', reader, true);
  return answer;
end $$;
