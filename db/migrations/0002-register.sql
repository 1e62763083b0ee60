-- Registers: administrative units, organisations, people, places, products, certificates, and sign-in.

-- Written by app/party.
create table units (
  id integer generated always as identity primary key,
  code text not null,
  kind text not null check (kind in ('province', 'city', 'commune', 'ward', 'special_zone', 'district')),
  name text not null,
  name_en text,
  parent_id integer references units (id),
  valid_from date not null,
  valid_until date,
  constraint units_code_kind_from_key unique (code, kind, valid_from)
);

create table organisations (
  id integer generated always as identity primary key,
  slug text not null,
  -- Four legal kinds of operator: organisation (cooperatives included), enterprise, household business, individual.
  legal_kind text not null check (legal_kind in ('organisation', 'enterprise', 'household_business', 'individual')),
  -- operator: makes or trades goods; agency: State body; certifier, laboratory: vouch for others.
  role text not null default 'operator' check (role in ('operator', 'agency', 'certifier', 'laboratory')),
  name text not null,
  name_en text,
  tax_code text,
  gln text,
  address text not null default '',
  unit_id integer references units (id),
  phone text,
  website text,
  about text not null default '',
  about_en text not null default '',
  image text,
  -- Default disclosure of its events, and what it shows to whom (see app/access/disclosure.ts).
  disclosure smallint not null default 0,
  approved_at timestamptz,
  closed_at timestamptz,
  search_text text not null,
  created_at timestamptz not null,
  constraint organisations_slug_key unique (slug),
  constraint organisations_gln_key unique (gln)
);
create index organisations_search_idx on organisations using gin (search_text gin_trgm_ops);

create table places (
  id integer generated always as identity primary key,
  org_id integer not null references organisations (id),
  -- Index key of the place: '414/…', '414/…/254/…', or an internal URI.
  thing text collate "C" not null,
  kind text not null check (kind in ('field', 'packhouse', 'factory', 'warehouse', 'shop', 'market', 'port', 'laboratory', 'office', 'vehicle')),
  name text not null,
  name_en text,
  address text not null default '',
  unit_id integer references units (id),
  latitude double precision,
  longitude double precision,
  growing_area_code text,
  constraint places_thing_key unique (thing)
);
create index places_org_idx on places (org_id);

-- Written by app/product.
create table products (
  id integer generated always as identity primary key,
  org_id integer not null references organisations (id),
  -- Index key: '01/{gtin14}', or an internal URI.
  thing text collate "C" not null,
  slug text not null,
  name text not null,
  name_en text,
  name_zh text,
  category text not null,
  net_content text,
  description text not null default '',
  description_en text not null default '',
  image text,
  ocop_stars smallint,
  shelf_life_days integer,
  standard text,
  published_at timestamptz,
  search_text text not null,
  created_at timestamptz not null,
  constraint products_thing_key unique (thing),
  constraint products_slug_key unique (slug)
);
create index products_org_idx on products (org_id);
create index products_search_idx on products using gin (search_text gin_trgm_ops);

-- Certificates and test results. thing = product, lot, place or party that it speaks of.
create table certificates (
  id integer generated always as identity primary key,
  thing text collate "C" not null,
  org_id integer not null references organisations (id),
  kind text not null check (kind in ('certificate', 'test', 'declaration')),
  name text not null,
  name_en text,
  number text not null,
  issuer_org_id integer references organisations (id),
  issuer_name text not null,
  -- Who vouches: the operator itself, an independent third party, a State body.
  vouched_by text not null check (vouched_by in ('self', 'third_party', 'state')),
  result text,
  issued_on date not null,
  valid_until date,
  withdrawn_at timestamptz,
  created_at timestamptz not null
);
create index certificates_thing_idx on certificates (thing);
create index certificates_org_idx on certificates (org_id);

-- Links registered at a key or any of its levels (GS1-Conformant Resolver §2.5). Written by app/resolver.
create table links (
  id integer generated always as identity primary key,
  thing text collate "C" not null,
  org_id integer not null references organisations (id),
  link_type text not null,
  href text not null,
  title text not null,
  hreflang text[] not null default '{}',
  media_type text,
  context text[] not null default '{}',
  is_default boolean not null default false,
  created_at timestamptz not null,
  withdrawn_at timestamptz
);
create index links_thing_idx on links (thing) where withdrawn_at is null;
create unique index links_default_key on links (thing) where is_default and withdrawn_at is null;

-- Written by app/access.
create table users (
  id integer generated always as identity primary key,
  login text not null,
  display_name text not null,
  password_hash text,
  -- TOTP secret, sealed with NGUON_SECRET; null until enrolled.
  totp_secret text,
  totp_last_step bigint,
  is_administrator boolean not null default false,
  is_demo boolean not null default false,
  created_at timestamptz not null,
  disabled_at timestamptz,
  constraint users_login_key unique (login)
);

-- role: member and owner of an organisation; officer of an agency with its territory (unit) and product groups.
create table memberships (
  user_id integer not null references users (id),
  org_id integer not null references organisations (id),
  role text not null check (role in ('member', 'owner', 'officer')),
  territory_unit_id integer references units (id),
  categories text[] not null default '{}',
  created_at timestamptz not null,
  constraint memberships_pkey primary key (user_id, org_id)
);

create table sessions (
  -- SHA-256 of the cookie's token.
  token_hash bytea primary key,
  user_id integer not null references users (id),
  org_id integer references organisations (id),
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_user_idx on sessions (user_id);
create index sessions_expires_idx on sessions (expires_at);

create table api_keys (
  id uuid primary key,
  org_id integer not null references organisations (id),
  -- First characters, shown so that people can tell keys apart; the key itself is never stored.
  prefix text not null,
  key_hash bytea not null,
  name text not null,
  scopes text[] not null,
  created_at timestamptz not null,
  created_by text not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  constraint api_keys_hash_key unique (key_hash)
);
create index api_keys_org_idx on api_keys (org_id);

create table audit_entries (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  org_id integer,
  act text not null,
  subject text not null,
  details jsonb not null default '{}'
);
create index audit_entries_org_idx on audit_entries (org_id, id desc);

-- Written by app/scan. Personal data is not kept: province, hour and a keyed hash whose key changes daily.
create table scan_totals (
  thing text collate "C" primary key,
  first_at timestamptz not null,
  first_province text,
  total bigint not null
);
create table scan_hours (
  thing text collate "C" not null,
  hour timestamptz not null,
  province text not null default '',
  total integer not null,
  constraint scan_hours_pkey primary key (thing, hour, province)
);
create table scan_visitors (
  thing text collate "C" not null,
  on_day date not null,
  visitor_hash bytea not null,
  constraint scan_visitors_pkey primary key (thing, on_day, visitor_hash)
);

-- Doubts reported from the scan page. Written by app/scan.
create table doubts (
  id integer generated always as identity primary key,
  ticket text not null,
  thing text collate "C" not null,
  code_as_given text not null,
  reason text not null,
  details text not null default '',
  contact text,
  photo text,
  created_at timestamptz not null,
  answered_at timestamptz,
  answer text,
  constraint doubts_ticket_key unique (ticket)
);
create index doubts_thing_idx on doubts (thing);
