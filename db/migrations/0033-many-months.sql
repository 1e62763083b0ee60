-- Ten years are 120 month partitions, and whatever stands once in a statement on `events` is planned and made ready once for each.

-- The policy of readers without a sub-select of its own in each partition; it lets through what it let through before (0003). What is
-- in brackets with `select` is worked out once a statement.
create function nguon_reader_oversees(by_org integer) returns boolean language sql stable parallel safe
  return exists (select 1 from organisations o where o.id = by_org and o.unit_id = any (nguon_reader_units()));
alter policy events_read on events using (
  (disclosure & 3) = 0 and (select nguon_reader() in ('public', 'organisation', 'agency'))
  or org_id = (select case nguon_reader() when 'organisation' then nguon_reader_org() end)
  or (disclosure & 3) = 1 and (select case nguon_reader() when 'organisation' then nguon_reader_org() end) = any (party_ids)
  or (select nguon_reader() = 'agency') and nguon_reader_oversees(org_id)
);

-- Events by their numbers, at most one for each. The first and last number are known before the plan is made ready, so no more months are than lie
-- between the two; and there is one such plan in a connection, where each statement that names `events` itself keeps one of its own.
create function nguon_events(seqs bigint[]) returns setof events language plpgsql stable parallel safe rows 100
  set plan_cache_mode = force_generic_plan as $$
declare
  first_seq bigint;
  last_seq bigint;
begin
  select min(s), max(s) into first_seq, last_seq from unnest(seqs) s;
  return query select e.* from unnest(seqs) s (seq)
    cross join lateral (select * from events where events.seq = s.seq and events.seq >= first_seq and events.seq <= last_seq limit 1) e;
end $$;

-- The same of one.
create function nguon_event(event_seq bigint) returns setof events language plpgsql stable parallel safe rows 1
  set plan_cache_mode = force_generic_plan as $$
begin
  return query select * from events where seq = event_seq;
end $$;

-- Whether the organisation recorded the thing in any event that the reader may see.
create function nguon_is_recorded_by(named text, by_org integer) returns boolean language plpgsql stable parallel safe
  set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select 1 from (select seq from event_things where thing = named and role < 20 order by event_time, seq) t
    cross join lateral (select from events e where e.seq = t.seq and e.org_id = by_org limit 1) e);
end $$;

alter function nguon_sees_event(bigint) set plan_cache_mode = force_generic_plan;

-- nguon_standing (0016) and nguon_may_recall (0010) once more, each event looked up by its number and by a plan that stays.
create or replace function nguon_standing(claimed text, by_org integer) returns text language plpgsql volatile
  set plan_cache_mode = force_generic_plan as $$
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
  if owner is null or not exists (select 1 from event_things t
      cross join lateral (select from events e where e.seq = t.seq and e.org_id = owner limit 1) e where t.thing = claimed) then
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
        cross join lateral (select * from events where seq = t.seq limit 1) e cross join lateral unnest(e.party_ids) as party (id)) told;
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

create or replace function nguon_may_recall(recalled text, by_org integer) returns boolean language plpgsql volatile
  set plan_cache_mode = force_generic_plan as $$
declare
  reader constant text := nguon_reader();
  owner constant integer := (select p.org_id from products p where p.thing = substr(recalled, 1, 17));
  answer boolean := owner = by_org or exists (select 1 from organisations o where o.id = by_org and o.role = 'agency');
begin
  if answer or owner is not null then
    return coalesce(answer, false);
  end if;
  perform set_config('nguon.reader', 'system', true);
  answer := exists (select 1 from edges m cross join lateral (select org_id from events where seq = m.seq limit 1) e where m.hub = recalled and m.kind in (3, 5, 7) and e.org_id = by_org)
    or exists (select 1 from edges m cross join lateral (select org_id from events where seq = m.seq limit 1) e where m.thing = recalled and m.thing <> '' and m.kind in (2, 7) and e.org_id = by_org)
    or exists (select 1 from (select seq from event_things t where t.thing = recalled order by t.event_time, t.seq limit 1) t
      cross join lateral (select org_id from events where seq = t.seq limit 1) e where e.org_id = by_org);
  perform set_config('nguon.reader', reader, true);
  return answer;
end $$;
