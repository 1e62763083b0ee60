// The columns of every table, generated from the migrations by scripts/db-types.mjs: do not edit by hand.
import type { Generated } from 'kysely';

interface AliasesTable {
  id: Generated<number>;
  system: string;
  identifier: string;
  thing: string;
  org_id: number | null;
  created_at: Date;
  created_by: string;
  withdrawn_at: Date | null;
  withdrawn_by: string | null;
}

interface ApiKeysTable {
  id: string;
  org_id: number;
  prefix: string;
  key_hash: Buffer;
  name: string;
  scopes: string[];
  created_at: Date;
  created_by: string;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

interface AuditEntriesTable {
  id: Generated<string>;
  at: Date;
  actor: string;
  org_id: number | null;
  act: string;
  subject: string;
  details: Generated<unknown>;
}

interface CapturesTable {
  id: string;
  org_id: number;
  created_at: Date;
  finished_at: Date | null;
  success: boolean;
  error_behaviour: string;
  source: string;
  media_type: string;
  bytes: number;
  events_given: number;
  events_stored: number;
  events_duplicate: number;
  errors: Generated<unknown>;
  errors_total: Generated<number>;
  created_by: string;
  warnings: Generated<unknown>;
  events_incomplete: Generated<number>;
  document_header: string | null;
}

interface CertificatesTable {
  id: Generated<number>;
  thing: string;
  org_id: number;
  kind: string;
  name: string;
  name_en: string | null;
  number: string;
  issuer_org_id: number | null;
  issuer_name: string;
  vouched_by: string;
  result: string | null;
  issued_on: Date;
  valid_until: Date | null;
  withdrawn_at: Date | null;
  created_at: Date;
}

interface CompanyPrefixesTable {
  id: Generated<number>;
  org_id: number;
  prefix: string;
  valid_from: Date;
  created_by: string;
  ended_at: Date | null;
  ended_by: string | null;
}

interface DeadPageTokensTable {
  token_hash: Buffer;
  expires_at: Date;
}

interface DeliveriesTable {
  id: string;
  subscription_id: string;
  from_record_time: Date;
  from_seq: string;
  to_record_time: Date;
  to_seq: string;
  events: number;
  state: string;
  attempts: Generated<number>;
  last_status: number | null;
  last_error: string | null;
  created_at: Date;
  finished_at: Date | null;
}

interface DoubtsTable {
  id: Generated<number>;
  ticket: string;
  thing: string;
  code_as_given: string;
  reason: string;
  details: Generated<string>;
  contact: string | null;
  photo: string | null;
  created_at: Date;
  answered_at: Date | null;
  answer: string | null;
}

interface EdgesTable {
  thing: string;
  hub: string;
  kind: number;
  what_level: number;
  event_time: Date;
  seq: string;
  quantity: string | null;
  uom: string | null;
}

interface EventDeclarationsTable {
  event_key: string;
  declaration_seq: string;
  declared_at: Date;
  reason: string | null;
  org_id: number;
}

interface EventIdsTable {
  event_key: string;
  seq: string;
  org_id: number;
}

interface EventTermsTable {
  term: string;
  event_time: Date;
  seq: string;
}

interface EventThingsTable {
  thing: string;
  event_time: Date;
  seq: string;
  role: number;
  what_level: number;
  quantity: string | null;
  uom: string | null;
}

interface EventsTable {
  seq: string;
  event_id: string;
  event_hash: Buffer;
  event_type: string;
  action: string | null;
  event_time: Date;
  record_time: Date;
  biz_step: string | null;
  disposition: string | null;
  read_point: string | null;
  biz_location: string | null;
  transformation_id: string | null;
  declaration_time: Date | null;
  org_id: number;
  party_ids: number[];
  capture_id: string | null;
  disclosure: number;
  body: string;
}

interface IdempotentRequestsTable {
  org_id: number;
  idempotency_key: string;
  request_hash: Buffer;
  status: number;
  location: string | null;
  body: string | null;
  created_at: Date;
}

interface IncompleteEventsTable {
  seq: string;
  profile_id: number;
  org_id: number;
  event_key: string;
  missing: unknown;
}

interface IntakeModesTable {
  org_id: number;
  key_id: string | null;
  mode: string;
  changed_at: Date;
  changed_by: string;
}

interface LargeCapturesTable {
  capture_id: string;
  org_id: number;
  created_at: Date;
  extensions: unknown;
  phase: string;
  events_done: number;
  starts: number;
}

interface LedgerQueueTable {
  seq: string;
  event_hash: Buffer;
  org_id: number;
  record_time: Date;
}

interface LinksTable {
  id: Generated<number>;
  thing: string;
  org_id: number;
  link_type: string;
  href: string;
  title: string;
  hreflang: Generated<string[]>;
  media_type: string | null;
  context: Generated<string[]>;
  is_default: Generated<boolean>;
  created_at: Date;
  withdrawn_at: Date | null;
  replaces: number | null;
  created_by: Generated<string>;
  withdrawn_by: string | null;
  expires_at: Date | null;
}

interface ListedValuesTable {
  resource: number;
  audience: number;
  org_id: number;
  value: string;
}

interface MembershipsTable {
  user_id: number;
  org_id: number;
  role: string;
  territory_unit_id: number | null;
  created_at: Date;
}

interface MigrationsTable {
  name: string;
  applied_at: Date;
}

interface NamedQueriesTable {
  id: Generated<number>;
  org_id: number;
  name: string;
  parameters: unknown;
  extensions: Generated<unknown>;
  created_by: string;
  created_at: Date;
}

interface OrganisationsTable {
  id: Generated<number>;
  slug: string;
  legal_kind: string;
  role: Generated<string>;
  name: string;
  name_en: string | null;
  tax_code: string | null;
  gln: string | null;
  address: Generated<string>;
  unit_id: number | null;
  phone: string | null;
  website: string | null;
  about: Generated<string>;
  about_en: Generated<string>;
  image: string | null;
  disclosure: Generated<number>;
  approved_at: Date | null;
  closed_at: Date | null;
  search_text: string;
  created_at: Date;
  successor_id: number | null;
}

interface PlacesTable {
  id: Generated<number>;
  org_id: number;
  thing: string;
  kind: string;
  name: string;
  name_en: string | null;
  address: Generated<string>;
  unit_id: number | null;
  latitude: number | null;
  longitude: number | null;
  growing_area_code: string | null;
}

interface ProductsTable {
  id: Generated<number>;
  org_id: number;
  thing: string;
  slug: string;
  name: string;
  name_en: string | null;
  name_zh: string | null;
  category: string;
  net_content: string | null;
  description: Generated<string>;
  description_en: Generated<string>;
  image: string | null;
  ocop_stars: number | null;
  shelf_life_days: number | null;
  standard: string | null;
  published_at: Date | null;
  search_text: string;
  created_at: Date;
}

interface ProfilesTable {
  id: Generated<number>;
  name: string;
  version: string;
  title_vi: string;
  title_en: string;
  source: string;
  groups: string[];
  body: string;
  in_force_from: Date;
  created_by: string;
  ended_at: Date | null;
  ended_by: string | null;
}

interface RecoveryCodesTable {
  user_id: number;
  code_hash: Buffer;
  created_at: Date;
  used_at: Date | null;
}

interface ScanHoursTable {
  thing: string;
  hour: Date;
  province: Generated<string>;
  total: number;
}

interface ScanProvincesTable {
  thing: string;
  province: string;
  total: string;
}

interface ScanTotalsTable {
  thing: string;
  first_at: Date;
  first_province: string | null;
  total: string;
}

interface ScanVisitorsTable {
  thing: string;
  on_day: Date;
  visitor_hash: Buffer;
}

interface SessionsTable {
  token_hash: Buffer;
  user_id: number;
  org_id: number | null;
  created_at: Date;
  seen_at: Date;
  expires_at: Date;
  device: Generated<string>;
}

interface SubscriptionsTable {
  id: string;
  query_id: number | null;
  org_id: number;
  dest: string;
  signature_token_sealed: string | null;
  schedule: unknown;
  report_if_empty: Generated<boolean>;
  epc_format: string;
  initial_record_time: Date;
  cursor_record_time: Date;
  cursor_seq: Generated<string>;
  batch_events: number;
  state: Generated<string>;
  due_at: Date;
  leased_until: Date | null;
  last_run_at: Date | null;
  last_notified_at: Date | null;
  created_by: string;
  created_at: Date;
  client_id: string | null;
  parameters: unknown;
  body_form: Generated<string>;
  lease: string | null;
  vouched_by: string | null;
  stopped_why: string | null;
  rests_until: Date | null;
}

interface ThingDispositionsTable {
  thing: string;
  disposition: string;
  is_set: boolean;
  event_time: Date;
  seq: string;
  org_id: number;
}

interface ThingStatesTable {
  thing: string;
  first_event_time: Date;
  last_event_time: Date;
  last_seq: string;
  event_count: number;
  disposition: string | null;
  disposition_time: Date | null;
  disposition_seq: string | null;
  biz_step: string | null;
  biz_step_time: Date | null;
  biz_step_seq: string | null;
  place: string | null;
  place_time: Date | null;
  place_seq: string | null;
  activated_time: Date | null;
  org_id: number;
}

interface UnitsTable {
  id: Generated<number>;
  code: string;
  kind: string;
  name: string;
  name_en: string | null;
  parent_id: number | null;
  valid_from: Date;
  valid_until: Date | null;
}

interface UsersTable {
  id: Generated<number>;
  login: string;
  display_name: string;
  password_hash: string | null;
  totp_secret: string | null;
  totp_last_step: string | null;
  is_administrator: Generated<boolean>;
  is_demo: Generated<boolean>;
  created_at: Date;
  disabled_at: Date | null;
  password_is_temporary: Generated<boolean>;
}

interface VocabularyElementsTable {
  org_id: number;
  vocabulary: string;
  element_id: string;
  attributes: unknown;
  children: Generated<string[]>;
  capture_id: string;
  updated_at: Date;
  element_key: string | null;
  child_keys: Generated<string[]>;
}

export interface Tables {
  aliases: AliasesTable;
  api_keys: ApiKeysTable;
  audit_entries: AuditEntriesTable;
  captures: CapturesTable;
  certificates: CertificatesTable;
  company_prefixes: CompanyPrefixesTable;
  dead_page_tokens: DeadPageTokensTable;
  deliveries: DeliveriesTable;
  doubts: DoubtsTable;
  edges: EdgesTable;
  event_declarations: EventDeclarationsTable;
  event_ids: EventIdsTable;
  event_terms: EventTermsTable;
  event_things: EventThingsTable;
  events: EventsTable;
  idempotent_requests: IdempotentRequestsTable;
  incomplete_events: IncompleteEventsTable;
  intake_modes: IntakeModesTable;
  large_captures: LargeCapturesTable;
  ledger_queue: LedgerQueueTable;
  links: LinksTable;
  listed_values: ListedValuesTable;
  memberships: MembershipsTable;
  migrations: MigrationsTable;
  named_queries: NamedQueriesTable;
  organisations: OrganisationsTable;
  places: PlacesTable;
  products: ProductsTable;
  profiles: ProfilesTable;
  recovery_codes: RecoveryCodesTable;
  scan_hours: ScanHoursTable;
  scan_provinces: ScanProvincesTable;
  scan_totals: ScanTotalsTable;
  scan_visitors: ScanVisitorsTable;
  sessions: SessionsTable;
  subscriptions: SubscriptionsTable;
  thing_dispositions: ThingDispositionsTable;
  thing_states: ThingStatesTable;
  units: UnitsTable;
  users: UsersTable;
  vocabulary_elements: VocabularyElementsTable;
}
