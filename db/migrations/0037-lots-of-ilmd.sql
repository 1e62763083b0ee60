-- "Item belongs to lot" (kind 7) that only an event's ilmd tells (cbvmda:lotNumber) is shown to whom the ilmd is shown: the row carried the
-- level of "what" alone, so a lot number kept private in every event was read off scan pages, traces and links.
-- edges.what_level: 0 to 2 the level of the event's "what"; 4 and the level of its "ilmd" where the row is told by the ilmd alone and that
-- is kept back further. Rows above 3 are read by whoever may see the ilmd, and heeded for everybody by nguon_hidden_lots.
-- Every edge is looked at once; the pool's limit of half a minute is for requests.
set local statement_timeout = 0;
update edges m set what_level = 4 + ((e.disclosure >> 10) & 3)
from events e
where m.kind = 7 and m.seq = e.seq and ((e.disclosure >> 10) & 3) > (e.disclosure & 3)
  -- An identifier that names the lot itself (…/10/LOT/21/SERIAL) told it in "what".
  and strpos(e.body, m.hub || '/') = 0;

-- One opaque call, as 0009 has it for "what"; the events' own policy holds within.
create function nguon_sees_ilmd(event_seq bigint) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select 1 from events where seq = event_seq and nguon_sees(disclosure, org_id, party_ids, 10));
end $$;

alter policy edges_read on edges using (
  what_level = 0 and (select nguon_reader()) in ('public', 'organisation', 'agency')
  or (select nguon_reader()) in ('organisation', 'agency')
    and case when what_level < 4 then nguon_sees_event(seq) else nguon_sees_ilmd(seq) end
);

-- Lots of these items that a reader of the public may not be told of, for what must be heeded all the same: that the lot is recalled or
-- was destroyed. Whoever calls it shows none of them.
create function nguon_hidden_lots(things text[], lots_max integer) returns table (thing text, lot text) language plpgsql volatile rows 1 as $$
declare
  reader constant text := nguon_reader();
begin
  perform set_config('nguon.reader', 'system', true);
  return query select distinct m.thing::text, m.hub::text from edges m
    where m.thing = any (things) and m.thing <> '' and m.kind = 7 and m.what_level >= 4 limit lots_max;
  perform set_config('nguon.reader', reader, true);
end $$;
