-- Links become their own history. A row is never changed, save once: when it is withdrawn. A change withdraws one row and inserts
-- the one that replaces it. Written by app/links, read by app/resolver.

-- The row that this one follows: its change, or its return after it was withdrawn.
alter table links add column replaces integer;
-- 'user:12', 'key:…', 'cli', 'demo', as in the audit trail.
alter table links add column created_by text not null default 'unknown';
alter table links add column withdrawn_by text;
-- From then on it is not resolved any more; it stays in its owner's list until it is withdrawn.
alter table links add column expires_at timestamptz;
alter table links add constraint links_replaces_fkey foreign key (replaces) references links (id) not valid;
alter table links add constraint links_withdrawn_by_check check (withdrawn_by is null or withdrawn_at is not null) not valid;
alter table links validate constraint links_replaces_fkey;
alter table links validate constraint links_withdrawn_by_check;

-- The table is small before the release that fills it: indexes are made in the migration.
-- squawk-ignore-file require-concurrent-index-creation

-- One row has one successor: of two who change the same row at the same time, one is told.
create unique index links_replaces_key on links (replaces);
-- All rows of a thing, those withdrawn too: what the resolver (410) and histories ask in one index scan.
create index links_thing_all_idx on links (thing, id);
create index links_org_idx on links (org_id, id) where withdrawn_at is null;

create function keep_links() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.withdrawn_at is null and new.withdrawn_at is not null
    and to_jsonb(new) - '{withdrawn_at,withdrawn_by}'::text[] = to_jsonb(old) - '{withdrawn_at,withdrawn_by}'::text[] then
    return new;
  end if;
  raise exception 'links only grows: a row may be withdrawn once, and nothing else' using errcode = 'integrity_constraint_violation';
end $$;
create trigger links_only_grows before update or delete on links for each row execute function keep_links();
create trigger links_never_truncated before truncate on links for each statement execute function keep_links();

-- Whoever keeps an answer about these things (redirects, linksets, pages) hears of it at commit.
create function tell_of_links() returns trigger language plpgsql as $$
declare
  things_told_max constant integer := 1000;
begin
  if (select count(*) from (select distinct thing from changed limit things_told_max + 1) t) > things_told_max then
    perform pg_notify('nguon_things', '*');
  else
    perform pg_notify('nguon_things', case when octet_length(t.thing) < 7900 then t.thing else '*' end)
      from (select distinct thing from changed) t;
  end if;
  return null;
end $$;
create trigger links_told_new after insert on links referencing new table as changed
  for each statement execute function tell_of_links();
create trigger links_told_withdrawn after update on links referencing new table as changed
  for each statement execute function tell_of_links();

-- Everybody may ask what stood at a printed code; only the product's own verbs write.
alter table links enable row level security;
alter table links force row level security;
create policy links_system on links for all
  using ((select nguon_reader()) = 'system') with check ((select nguon_reader()) = 'system');
create policy links_read on links for select using ((select nguon_reader()) in ('public', 'organisation', 'agency'));
