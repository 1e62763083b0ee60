-- Whose a key is: GS1 company prefixes as the agency has seen them, the successor of a closed organisation; and the aliases that
-- lead identifiers of other systems to a GS1 key.

-- New tables, and one index over organisations, of which a province has thousands.
-- squawk-ignore-file require-concurrent-index-creation

-- Who manages what a closed organisation left behind: its links, its keys. Written by app/party.
alter table organisations add column successor_id integer;
alter table organisations add constraint organisations_successor_fkey foreign key (successor_id) references organisations (id) not valid;
alter table organisations validate constraint organisations_successor_fkey;
alter table organisations
  add constraint organisations_successor_check check (successor_id is null or (closed_at is not null and successor_id <> id)) not valid;
alter table organisations validate constraint organisations_successor_check;
create index organisations_successor_idx on organisations (successor_id) where successor_id is not null;

-- Written by app/party. A prefix that has ended stays: it tells whose key it was.
create table company_prefixes (
  id integer generated always as identity primary key,
  org_id integer not null references organisations (id),
  prefix text collate "C" not null check (prefix ~ '^[0-9]{4,12}$'),
  valid_from timestamptz not null,
  created_by text not null,
  ended_at timestamptz,
  ended_by text,
  constraint company_prefixes_ended_check check (ended_at is null or ended_at >= valid_from)
);
create unique index company_prefixes_live_key on company_prefixes (prefix) where ended_at is null;
create index company_prefixes_org_idx on company_prefixes (org_id, id);

-- Written by app/links. /dinh-danh/{system}/{identifier} leads to the thing.
create table aliases (
  id integer generated always as identity primary key,
  -- Short name of the system that gave the identifier, such as 'nda'.
  system text collate "C" not null check (system ~ '^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$' and system ~ '[a-z]'),
  -- Opaque: nothing is read into it.
  identifier text collate "C" not null check (char_length(identifier) between 1 and 200),
  thing text collate "C" not null,
  -- Whom the alias was registered for; the agency's own where none.
  org_id integer references organisations (id),
  created_at timestamptz not null,
  created_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text
);
create unique index aliases_live_key on aliases (system, identifier) where withdrawn_at is null;
create index aliases_all_idx on aliases (system, identifier, id);
create index aliases_thing_idx on aliases (thing) where withdrawn_at is null;

create trigger aliases_told_new after insert on aliases referencing new table as changed
  for each statement execute function tell_of_links();
create trigger aliases_told_withdrawn after update on aliases referencing new table as changed
  for each statement execute function tell_of_links();

alter table company_prefixes enable row level security;
alter table company_prefixes force row level security;
create policy company_prefixes_system on company_prefixes for all
  using ((select nguon_reader()) = 'system') with check ((select nguon_reader()) = 'system');
create policy company_prefixes_read on company_prefixes for select using (
  (select nguon_reader()) = 'agency' or (select nguon_reader()) = 'organisation' and org_id = (select nguon_reader_org()));

alter table aliases enable row level security;
alter table aliases force row level security;
create policy aliases_system on aliases for all
  using ((select nguon_reader()) = 'system') with check ((select nguon_reader()) = 'system');
create policy aliases_read on aliases for select using ((select nguon_reader()) in ('public', 'organisation', 'agency'));
