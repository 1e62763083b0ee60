// The meaning of an event as one text, for comparing what was captured with what comes back. Shares no code with the reader's
// fields, hash and writer: it walks plain JSON and knows only identifiers and CBV words.
import { canonicalId } from '@nguon/gs1';
import { findCbvWord } from '@nguon/epcis';
import type { CbvKind } from '@nguon/epcis';

const KINDS: Readonly<Record<string, CbvKind>> = {
  bizStep: 'bizStep',
  disposition: 'disposition',
  set: 'disposition',
  unset: 'disposition',
  'bizTransactionList.type': 'bizTransactionType',
  'sourceList.type': 'sourceDestinationType',
  'destinationList.type': 'sourceDestinationType',
  'sensorReport.type': 'measurementType',
  'sensorReport.exception': 'sensorAlert',
  'sensorReport.component': 'component',
  'errorDeclaration.reason': 'errorReason',
};
const LEFT_OUT = new Set(['recordTime', '@context']);

/** Prefixes that the EPCIS context itself declares and protects. */
const STANDARD: readonly (readonly [string, string])[] = [
  ['gs1', 'https://gs1.org/voc/'],
  ['cbv', 'https://ref.gs1.org/cbv/'],
  ['cbvmda', 'urn:epcglobal:cbv:mda:'],
  ['rdfs', 'http://www.w3.org/2000/01/rdf-schema#'],
];

/** Prefixes of inline @context objects, later ones before earlier ones, the standard ones above all. */
function listPrefixes(context: readonly unknown[]): ReadonlyMap<string, string> {
  const own = context.flatMap((entry) => (typeof entry === 'object' && entry !== null ? Object.entries(entry) : []));
  return new Map([...own.filter((entry): entry is [string, string] => typeof entry[1] === 'string'), ...STANDARD]);
}

/**
 * Canonical text: keys sorted, members of lists sorted, recordTime and @context left out, empty standard texts left out,
 * identifiers canonical, CBV values as bare words, prefixes of inline contexts replaced by their namespaces.
 */
export function describeEvent(event: Readonly<Record<string, unknown>>, context: readonly unknown[], withEventId: boolean): string {
  const prefixes = listPrefixes(context);
  const expand = (text: string): string => {
    const colon = text.indexOf(':');
    const namespace = colon < 1 ? undefined : prefixes.get(text.slice(0, colon));
    return namespace === undefined ? text : namespace + text.slice(colon + 1);
  };
  const describeText = (text: string, place: string, field: string): string => {
    const kind = KINDS[`${place}.${field}`] ?? KINDS[field];
    const word = kind === undefined ? undefined : findCbvWord(kind, text);
    if (word !== undefined) return word;
    const id = /^(urn:epc:|https?:)/.test(text) ? canonicalId(text) : undefined;
    return id?.ok === true ? id.value.uri : expand(text);
  };
  const describe = (value: unknown, place: string, field: string): unknown => {
    if (typeof value === 'string') return describeText(value, place, field);
    if (Array.isArray(value)) return value.map((item) => describe(item, place, field)).sort(byText);
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value)
      .filter(([key, member]) => !(member === '' && !key.includes(':')))
      .map(([key, member]) => [expand(key), describe(member, field, key)] as const);
    return Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  const kept = Object.entries(event).filter(([key]) => !LEFT_OUT.has(key) && (withEventId || key !== 'eventID'));
  return JSON.stringify(describe(Object.fromEntries(kept), '', ''));
}

function byText(a: unknown, b: unknown): number {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
