// Brings the spellings of one CBV value to its bare word: word, URN, web URI and CURIE (CBV 2.0 §7, EPCIS 2.0 §10).
import {
  BUSINESS_STEPS,
  BUSINESS_TRANSACTION_TYPES,
  DISPOSITIONS,
  ERROR_REASONS,
  SENSOR_ALERTS,
  SENSOR_COMPONENTS,
  SOURCE_DESTINATION_TYPES,
} from './cbv-words.ts';
import type { CbvRow } from './cbv-words.ts';
import { MEASUREMENT_TYPES } from './measurement-types.ts';

export type CbvKind =
  | 'bizStep'
  | 'disposition'
  | 'bizTransactionType'
  | 'sourceDestinationType'
  | 'errorReason'
  | 'sensorAlert'
  | 'component'
  | 'measurementType';

interface CbvList {
  readonly rows: readonly CbvRow[];
  /** Word in `urn:epcglobal:cbv:…:`; undefined where no URN was ever defined. */
  readonly urn: string | undefined;
  /** Put before the word in web URIs. */
  readonly web: string;
  /** `cbv`: https://ref.gs1.org/cbv/; `gs1`: https://gs1.org/voc/. */
  readonly prefix: 'cbv' | 'gs1';
}

export const CBV_LISTS: Readonly<Record<CbvKind, CbvList>> = {
  bizStep: { rows: BUSINESS_STEPS, urn: 'bizstep', web: 'BizStep-', prefix: 'cbv' },
  disposition: { rows: DISPOSITIONS, urn: 'disp', web: 'Disp-', prefix: 'cbv' },
  bizTransactionType: { rows: BUSINESS_TRANSACTION_TYPES, urn: 'btt', web: 'BTT-', prefix: 'cbv' },
  sourceDestinationType: { rows: SOURCE_DESTINATION_TYPES, urn: 'sdt', web: 'SDT-', prefix: 'cbv' },
  errorReason: { rows: ERROR_REASONS, urn: 'er', web: 'ER-', prefix: 'cbv' },
  component: { rows: SENSOR_COMPONENTS, urn: undefined, web: 'Comp-', prefix: 'cbv' },
  sensorAlert: { rows: SENSOR_ALERTS, urn: undefined, web: '', prefix: 'gs1' },
  measurementType: { rows: MEASUREMENT_TYPES, urn: undefined, web: '', prefix: 'gs1' },
};

/** The namespaces under which GS1 has published these values; the first is the one the event hash is made with. */
const WEB_NAMESPACES = {
  cbv: hosts('/cbv/'),
  gs1: ['https://gs1.org/voc/', ...hosts('/voc/')],
} as const;

function hosts(path: string): string[] {
  return ['https', 'http'].flatMap((scheme) =>
    ['ref.gs1.org', 'ns.gs1.org', 'www.gs1.org', 'gs1.org'].map((host) => `${scheme}://${host}${path}`),
  );
}

const kinds = Object.keys(CBV_LISTS) as CbvKind[];
const spellings = mapKinds((kind) => listSpellings(CBV_LISTS[kind]));
const webUris = mapKinds((kind) => listWebUris(CBV_LISTS[kind]));
const hashForms = mapKinds(
  (kind) =>
    new Map([...spellings[kind]].map(([spelling, word]) => [spelling, webUris[kind].get(word) ?? word])) as ReadonlyMap<string, string>,
);

function mapKinds(make: (kind: CbvKind) => ReadonlyMap<string, string>): Readonly<Record<CbvKind, ReadonlyMap<string, string>>> {
  return Object.fromEntries(kinds.map((kind) => [kind, make(kind)])) as Record<CbvKind, ReadonlyMap<string, string>>;
}

function listSpellings(list: CbvList): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const [word] of list.rows) {
    words.set(word, word);
    words.set(`${list.prefix}:${list.web}${word}`, word);
    if (list.urn !== undefined) words.set(`urn:epcglobal:cbv:${list.urn}:${word}`, word);
    for (const namespace of WEB_NAMESPACES[list.prefix]) words.set(`${namespace}${list.web}${word}`, word);
  }
  return words;
}

function listWebUris(list: CbvList): ReadonlyMap<string, string> {
  return new Map(list.rows.map(([word]) => [word, `${WEB_NAMESPACES[list.prefix][0]}${list.web}${word}`]));
}

/** The bare word for any spelling of a standard value; undefined for anything else. */
export function findCbvWord(kind: CbvKind, text: string): string | undefined {
  return spellings[kind].get(text);
}

/** The form the event hash uses, for any spelling of a standard value; undefined for other values. */
export function findCbvHashForm(kind: CbvKind, text: string): string | undefined {
  return hashForms[kind].get(text);
}

/** `shipping` → `https://ref.gs1.org/cbv/BizStep-shipping`, the form the event hash uses; undefined for other values. */
export function findCbvWebUri(kind: CbvKind, word: string): string | undefined {
  return webUris[kind].get(word);
}

/** Whether a URI or CURIE claims to be a CBV value of this list, so that it must be in the list. */
export function claimsCbv(kind: CbvKind, text: string): boolean {
  const list = CBV_LISTS[kind];
  if (list.urn !== undefined && text.startsWith(`urn:epcglobal:cbv:${list.urn}:`)) return true;
  return [`${list.prefix}:`, ...WEB_NAMESPACES[list.prefix]].some((start) => text.startsWith(start));
}

/** The word of the list most like a wrong value; undefined when none comes near (more than a third of it differs). */
export function findNearWord(kind: CbvKind, text: string): string | undefined {
  const local = text.slice(Math.max(text.lastIndexOf(':'), text.lastIndexOf('/')) + 1).replace(CBV_LISTS[kind].web, '');
  return findNearest(
    local,
    CBV_LISTS[kind].rows.map(([word]) => word),
  );
}

/** Longest text, in characters, for which a near match is sought. */
const NEAR_MAX_CHARS = 64;

/** The candidate with the fewest differing letters, case, `-` and spaces apart; undefined when all differ much. */
export function findNearest(text: string, candidates: readonly string[]): string | undefined {
  if (text.length > NEAR_MAX_CHARS) return undefined;
  const wanted = text.toLowerCase().replace(/[-\s]/g, '_');
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = countEdits(wanted, candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Levenshtein distance. */
function countEdits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
