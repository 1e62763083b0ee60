-- Documents too large for one request: they lie as files in DATA_DIR/captures and are worked off in the background. Written by
-- app/capture; a row lives as long as its file. What has become of the document stands in captures, as with all others.
create table large_captures (
  capture_id uuid primary key,
  org_id integer not null references organisations (id),
  created_at timestamptz not null,
  -- GS1-Extensions of the request: prefix → namespace.
  extensions jsonb not null,
  -- 'checking': all of it is read, nothing is stored; 'storing': batch by batch.
  phase text not null check (phase in ('checking', 'storing')),
  -- Events of the list that are stored or told of; moves in the transaction that stores them, so that none is stored twice.
  events_done integer not null,
  -- How often work on it began since it last moved on: a document that ends the process is given up.
  starts integer not null
);

alter table large_captures enable row level security;
alter table large_captures force row level security;
create policy large_captures_system on large_captures for all
  using ((select nguon_reader()) = 'system') with check ((select nguon_reader()) = 'system');
create policy large_captures_read on large_captures for select using (
  (select nguon_reader()) = 'organisation' and org_id = (select nguon_reader_org()));
