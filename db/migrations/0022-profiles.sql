-- Profiles: which data are wanted of a product group at each step; how strictly a sender is held to them; events that lack some.
-- Written by app/capture. The tables are new and empty: nothing waits for their indexes.
-- squawk-ignore-file require-concurrent-index-creation

-- A version is never changed: events were judged by it. What replaces it is another version.
create table profiles (
  id integer generated always as identity primary key,
  name text collate "C" not null,
  version text collate "C" not null,
  title_vi text not null,
  title_en text not null,
  source text not null,
  -- Categories of the product register; empty = every product.
  groups text[] not null,
  -- The profile as it was given, JSON text (packages/epcis/profile.ts).
  body text not null,
  in_force_from timestamptz not null,
  created_by text not null,
  ended_at timestamptz,
  ended_by text,
  constraint profiles_name_version_key unique (name, version)
);
create unique index profiles_in_force_key on profiles (name) where ended_at is null;

-- 'strict': an event that breaks a profile is refused; 'lenient': it is kept and marked. Lenient where there is no row. key_id: of
-- one API key, null: of the organisation as a whole.
create table intake_modes (
  org_id integer not null references organisations (id),
  key_id uuid references api_keys (id),
  mode text not null check (mode in ('strict', 'lenient')),
  changed_at timestamptz not null,
  changed_by text not null,
  constraint intake_modes_key unique nulls not distinct (org_id, key_id)
);

-- What a stored event lacks, by each profile that wants it. The row stays; an event declared erroneous is not asked for any more.
create table incomplete_events (
  seq bigint not null,
  profile_id integer not null references profiles (id),
  org_id integer not null,
  event_key uuid not null,
  -- List of {code, path, vi, en}.
  missing jsonb not null,
  constraint incomplete_events_pkey primary key (seq, profile_id)
);
create index incomplete_events_org_idx on incomplete_events (org_id, seq desc);

-- How many of the stored events lack something.
alter table captures add column events_incomplete integer not null default 0;

alter table profiles enable row level security;
alter table profiles force row level security;
create policy profiles_system on profiles for all
  using ((select nguon_reader()) = 'system') with check ((select nguon_reader()) = 'system');
create policy profiles_read on profiles for select using ((select nguon_reader()) in ('public', 'organisation', 'agency'));

alter table intake_modes enable row level security;
alter table intake_modes force row level security;
create policy intake_modes_system on intake_modes for all
  using ((select nguon_reader()) = 'system') with check ((select nguon_reader()) = 'system');
create policy intake_modes_read on intake_modes for select using (
  (select nguon_reader()) = 'organisation' and org_id = (select nguon_reader_org()));

alter table incomplete_events enable row level security;
alter table incomplete_events force row level security;
create policy incomplete_events_system on incomplete_events for all
  using ((select nguon_reader()) = 'system') with check ((select nguon_reader()) = 'system');
create policy incomplete_events_read on incomplete_events for select using (
  (select nguon_reader()) = 'organisation' and org_id = (select nguon_reader_org())
  or (select nguon_reader()) = 'agency' and exists (
    select 1 from organisations o where o.id = incomplete_events.org_id and o.unit_id = any ((select nguon_reader_units())::integer[])));
