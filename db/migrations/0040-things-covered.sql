-- The latest events of a thing from the index alone: the row policy reads `what_level` too, and fetched each row for it. The entry is
-- no longer than it was: `role` alone left the place empty.
-- Before the first release: whoever has events already waits once, at the start, while the entries are sorted anew.
-- squawk-ignore-file require-concurrent-index-creation, require-concurrent-index-deletion
create index event_things_covered_idx on event_things (thing, event_time desc, seq desc) include (role, what_level);
drop index event_things_thing_idx;
alter index event_things_covered_idx rename to event_things_thing_idx;
