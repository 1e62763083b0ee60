-- Events and what is derived from them. Written by app/capture only (see ARCHITECTURE.md, "Who writes which table").
-- Events are append-only: corrections are new events, nothing here is updated or deleted by the product.

create extension if not exists pg_trgm;

-- One row for each capture job (EPCIS 2.0 §8.3, POST /capture): what was asked, by whom, what became of it.
create table captures (
  id uuid primary key,
  org_id integer not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  success boolean not null,
  error_behaviour text not null check (error_behaviour in ('rollback', 'proceed')),
  source text not null check (source in ('document', 'event', 'form', 'import', 'demo', 'load')),
  media_type text not null,
  bytes integer not null,
  events_given integer not null,
  events_stored integer not null,
  events_duplicate integer not null,
  -- List of {code, path, vi, en}, cut at the limit named in app/capture; errors_total tells how many there were.
  errors jsonb not null default '[]',
  errors_total integer not null default 0,
  created_by text not null
);
create index captures_org_created_idx on captures (org_id, created_at desc, id);

-- seq = milliseconds since 1970 of the capture << 20 | counter: ascending, unique, and a month is a range of it,
-- so that month partitions can be made ahead (see ARCHITECTURE.md, "Sequence numbers").
-- A process takes a block of 4,096 counters at a time, so that numbering costs no round trip.
create sequence event_counter_seq as bigint increment by 4096;

create table events (
  seq bigint not null,
  -- The eventID as given (or the CBV 2.0 §8.9 hash when none was given).
  event_id text not null,
  -- SHA-256 of the CBV pre-hash string: what the event says, however it was spelt.
  event_hash bytea not null,
  event_type text not null,
  action text,
  event_time timestamptz not null,
  record_time timestamptz not null,
  biz_step text,
  disposition text,
  read_point text,
  biz_location text,
  transformation_id text,
  -- Time of the error declaration; null for an ordinary event.
  declaration_time timestamptz,
  org_id integer not null,
  -- Organisations named in the event (source, destination, owner of its places), the capturing one included.
  party_ids integer[] not null,
  -- Null for events posted one by one (POST /epcis/events).
  capture_id uuid,
  -- Six field groups × 2 bits (0 public, 1 chain, 2 private), see app/access/disclosure.ts.
  disclosure smallint not null,
  -- The event as received: one self-contained EPCIS 2.0 JSON event with the @context entries it needs.
  body text not null,
  constraint events_pkey primary key (seq)
) partition by range (seq);
alter table events alter column body set compression pglz;

create index events_event_time_idx on events (event_time desc, seq desc);
create index events_org_idx on events (org_id, seq desc);
create index events_read_point_idx on events (read_point text_pattern_ops, event_time desc) where read_point is not null;
create index events_biz_location_idx on events (biz_location text_pattern_ops, event_time desc) where biz_location is not null;
create index events_record_time_idx on events (record_time, seq);
create index events_capture_idx on events (capture_id) where capture_id is not null;

-- Keeps event ids unique across partitions. event_key = first 16 bytes of SHA-256 of the eventID; for an error
-- declaration, of the eventID and the declaration's content, because it carries the id of the event it corrects.
create table event_ids (
  event_key uuid primary key,
  seq bigint not null
);

-- Declared-erroneous events (EPCIS 2.0 §7.4.1.2): the earlier event stays, but states leave it out and its edges go.
create table event_declarations (
  event_key uuid not null,
  declaration_seq bigint not null,
  declared_at timestamptz not null,
  reason text,
  constraint event_declarations_pkey primary key (event_key, declaration_seq)
);

-- Every identifier that an event names, with its role, for "latest N events of this thing" and for MATCH_ patterns.
-- thing = canonical Digital Link without 'https://id.gs1.org/', or the whole URI where it is not a GS1 key.
-- role: 1 epc, 2 child epc, 3 parent, 4 input epc, 5 output epc, 11 quantity class, 12 child class, 14 input class,
-- 15 output class, 21 read point, 22 business location, 23 source, 24 destination (source/destination of a place or party).
create table event_things (
  thing text collate "C" not null,
  event_time timestamptz not null,
  seq bigint not null,
  role smallint not null,
  -- Level of the event's field group "what" (0 public, 1 chain, 2 private): the row policy reads it without a join.
  what_level smallint not null,
  quantity numeric,
  uom text
);
create index event_things_thing_idx on event_things (thing, event_time desc, seq desc) include (role);
create index event_things_seq_idx on event_things (seq);

-- What became part of what. Rows are facts and never change; intervals are worked out in packages/trace at reading,
-- so that a late event needs no recomputation.
-- kind: 1 input of a transformation, 2 output of it, 3 added to a parent (aggregation), 4 taken out of a parent,
-- 5 associated with a parent, 6 association ended, 7 item belongs to lot (thing = item, hub = lot),
-- 8 shipped (hub = receiving party or place, or '' where not named), 9 received (hub = sending party or place, or '').
-- hub: the parent; for a transformation 't:' || seq, or 'T:' || transformationID shared by several events.
-- thing is '' in a kind 4 or 6 row without children: everything was taken out.
create table edges (
  thing text collate "C" not null,
  hub text collate "C" not null,
  kind smallint not null,
  what_level smallint not null,
  event_time timestamptz not null,
  seq bigint not null,
  quantity numeric,
  uom text
);
create index edges_thing_idx on edges (thing, kind) include (hub) where thing <> '';
create index edges_hub_idx on edges (hub, kind) include (thing);

-- One row per thing, kept in the capture transaction, so that a scan is one point read. Each value is a register
-- "latest by (event time, seq)", so the order in which events arrive does not matter.
create table thing_states (
  thing text collate "C" primary key,
  first_event_time timestamptz not null,
  last_event_time timestamptz not null,
  last_seq bigint not null,
  event_count integer not null,
  disposition text,
  disposition_time timestamptz,
  disposition_seq bigint,
  biz_step text,
  biz_step_time timestamptz,
  biz_step_seq bigint,
  place text,
  place_time timestamptz,
  place_seq bigint,
  -- Last commissioning (bizStep commissioning, or ADD): the moment the code came to life.
  activated_time timestamptz,
  -- Organisation that captured the latest event.
  org_id integer not null
) with (fillfactor = 85);

-- Persistent dispositions (EPCIS 2.0 §7.3.5.7), a register for each.
create table thing_dispositions (
  thing text collate "C" not null,
  disposition text not null,
  is_set boolean not null,
  event_time timestamptz not null,
  seq bigint not null,
  constraint thing_dispositions_pkey primary key (thing, disposition)
);

-- One row per event for the transparency log's sequencer, written in the capture transaction.
create table ledger_queue (
  seq bigint primary key,
  event_hash bytea not null,
  org_id integer not null,
  record_time timestamptz not null
);

-- First answers to requests that carried an Idempotency-Key.
create table idempotent_requests (
  org_id integer not null,
  idempotency_key text not null,
  request_hash bytea not null,
  status smallint not null,
  location text,
  body text,
  created_at timestamptz not null,
  constraint idempotent_requests_pkey primary key (org_id, idempotency_key)
);
create index idempotent_requests_created_idx on idempotent_requests (created_at);

-- Master data found in document headers (EPCIS 2.0 §9.4), kept for the master-data queries of later work.
create table vocabulary_elements (
  org_id integer not null,
  vocabulary text not null,
  element_id text not null,
  attributes jsonb not null,
  children text[] not null default '{}',
  capture_id uuid not null,
  updated_at timestamptz not null,
  constraint vocabulary_elements_pkey primary key (org_id, vocabulary, element_id)
);
