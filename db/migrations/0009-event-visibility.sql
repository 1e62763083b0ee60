-- "May this reader see the event behind this row?" as one opaque call: spelt out in the policies, every statement on
-- edges or event_things would plan the events' own policy, once for each partition and each mention.
create function nguon_sees_event(event_seq bigint) returns boolean language plpgsql stable parallel safe as $$
begin
  return exists (select 1 from events where seq = event_seq);
end $$;

alter policy event_things_read on event_things using (
  what_level = 0 and (select nguon_reader()) in ('public', 'organisation', 'agency')
  or (select nguon_reader()) in ('organisation', 'agency') and nguon_sees_event(seq)
);
alter policy edges_read on edges using (
  what_level = 0 and (select nguon_reader()) in ('public', 'organisation', 'agency')
  or (select nguon_reader()) in ('organisation', 'agency') and nguon_sees_event(seq)
);
