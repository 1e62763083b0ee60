-- Named queries, their subscriptions and what is being delivered (EPCIS 2.0 §8.2.3, §12). Written by app/subscription.
-- The tables are new and empty: nothing waits for their indexes.
-- squawk-ignore-file require-concurrent-index-creation

create table named_queries (
  id integer generated always as identity primary key,
  -- A name belongs to the organisation that chose it, as an event id does.
  org_id integer not null references organisations (id),
  name text not null,
  -- The query as it was given: parameters by name, and the prefixes they use.
  parameters jsonb not null,
  extensions jsonb not null default '{}',
  created_by text not null,
  created_at timestamptz not null,
  constraint named_queries_org_name_key unique (org_id, name)
);

create table subscriptions (
  id uuid primary key,
  query_id integer not null references named_queries (id) on delete cascade,
  org_id integer not null references organisations (id),
  dest text not null,
  -- Sealed with NGUON_SECRET; signs each delivery.
  signature_token_sealed text,
  -- Null: as soon as events are committed (stream).
  schedule jsonb,
  report_if_empty boolean not null default false,
  epc_format text not null,
  initial_record_time timestamptz not null,
  -- Everything up to here was answered with 2xx: (record_time, seq) of the last event sent, or a watermark with seq -1.
  cursor_record_time timestamptz not null,
  cursor_seq bigint not null default -1,
  -- Shrinks when a receiver answers 413.
  batch_events integer not null,
  -- stopped: a delivery ran out of attempts and waits for somebody to send it again.
  state text not null default 'active' check (state in ('active', 'stopped')),
  due_at timestamptz not null,
  -- Who works on it just now; a dead worker's lease runs out.
  leased_until timestamptz,
  last_run_at timestamptz,
  last_notified_at timestamptz,
  created_by text not null,
  created_at timestamptz not null
);
create index subscriptions_query_idx on subscriptions (query_id);
create index subscriptions_due_idx on subscriptions (due_at) where state = 'active';

create table deliveries (
  id uuid primary key,
  subscription_id uuid not null references subscriptions (id) on delete cascade,
  -- Events after (from) up to and with (to), by record time and seq; the same range is sent again until it is taken.
  from_record_time timestamptz not null,
  from_seq bigint not null,
  to_record_time timestamptz not null,
  to_seq bigint not null,
  events integer not null,
  state text not null check (state in ('pending', 'delivered', 'dead')),
  attempts integer not null default 0,
  last_status integer,
  last_error text,
  created_at timestamptz not null,
  finished_at timestamptz
);
create unique index deliveries_pending_key on deliveries (subscription_id) where state <> 'delivered';
create index deliveries_subscription_idx on deliveries (subscription_id, created_at);
