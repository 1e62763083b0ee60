// Decides what a scan page says of a code, from events alone: recalled, voided, not activated, unknown, right. Pure.
import { readTestResult } from '@nguon/vn';
import type { CertificateFact, ScanFacts, StateFact } from './facts.ts';
import { concludeEnd } from './code-end.ts';
import type { ClaimFact, CodeEnd } from './code-end.ts';
import type { ItemData } from './item-data.ts';
import type { Journey } from './journey.ts';
import type { ScannedCode } from './scanned-code.ts';

export type Verdict =
  | 'recalled_item'
  | 'recalled_lot'
  | 'recalled_product'
  | 'recalled_container'
  | 'voided'
  | 'not_activated'
  | 'unknown'
  | 'unknown_item'
  | 'not_by_owner'
  | 'right'
  | 'caution'
  | 'product'
  | 'place'
  | 'party';

export type Warning =
  | { readonly kind: 'past_expiry'; readonly on: string }
  | { readonly kind: 'test_failed'; readonly certificate: CertificateFact }
  | { readonly kind: 'certificate_expired'; readonly certificate: CertificateFact }
  | { readonly kind: 'certificate_withdrawn'; readonly certificate: CertificateFact }
  | { readonly kind: 'broken_chain'; readonly time_ms: number }
  | { readonly kind: 'late_entry'; readonly count: number }
  | { readonly kind: 'flagged'; readonly disposition: string }
  | { readonly kind: 'void_unconfirmed'; readonly time_ms: number; readonly by: string | undefined }
  | { readonly kind: 'lot_differs'; readonly lot: string }
  | { readonly kind: 'scanned_often'; readonly total: number };

export interface Judgement {
  readonly verdict: Verdict;
  /** When the recall or the cancelling was declared, and by whom where that is public; who recorded a code without its owner. */
  readonly since_ms: number | undefined;
  readonly by: string | undefined;
  readonly warnings: readonly Warning[];
  readonly inForce: readonly CertificateFact[];
  readonly noLongerInForce: readonly CertificateFact[];
}

/** Scans of a single item after which a buyer of new goods should wonder. Shop stock is scanned a few times before sale. */
export const item_scans_notable = 25;

/** Organisations that recorded a code without its owner, named by the page. */
const recorders_named_max = 3;

/** Papers of one kind that the page warns of by name. */
const papers_warned_max = 3;

const flaggedDispositions = new Set([
  'damaged',
  'expired',
  'mismatch_class',
  'mismatch_instance',
  'mismatch_quantity',
  'needs_replacement',
  'no_pedigree_match',
  'non_conformant',
  'non_sellable_other',
  'returned',
  'stolen',
]);

/** `today` is a day of Việt Nam, `2026-11-22`; `scans` counts this one too. */
export function judge(facts: ScanFacts, code: ScannedCode, journey: Journey, data: ItemData, today: string, scans: number): Judgement {
  const certificates = sortCertificates(facts.certificates, today);
  const recall = [...facts.recalls].sort(
    (a, b) => recallRank(a.thing, facts, code) - recallRank(b.thing, facts, code) || a.time_ms - b.time_ms,
  )[0];
  if (recall !== undefined) {
    return {
      verdict: recallVerdicts[recallRank(recall.thing, facts, code)]!,
      since_ms: recall.time_ms,
      by: recall.by ?? undefined,
      warnings: [],
      ...certificates,
    };
  }
  const own = facts.states.find((state) => state.thing === code.thing);
  const ends = [code.thing, ...(code.level === 'instance' ? [...facts.lots, ...facts.hiddenLots] : [])].map((thing) =>
    findEnd(facts, thing, code),
  );
  const voided = ends.map((end) => end.voided).find((claim) => claim !== undefined);
  if (voided !== undefined)
    return { verdict: 'voided', since_ms: voided.time_ms, by: voided.by ?? undefined, warnings: [], ...certificates };
  const bare: Judgement = { verdict: 'right', since_ms: undefined, by: undefined, warnings: [], ...certificates };
  // A code without lot and serial can name a kind of goods, a place or a party: no package is confirmed by it.
  if (code.level === 'place' && facts.place !== null) return { ...bare, verdict: 'place' };
  if ((code.level === 'party' || code.level === 'place') && facts.party !== null) return { ...bare, verdict: 'party' };
  if (code.level === 'class' && facts.product !== null) return { ...bare, verdict: 'product' };
  if (own === undefined && !facts.hasItems) return { ...bare, verdict: facts.product === null ? 'unknown' : 'unknown_item' };
  if (own !== undefined && own.activated_ms === null && !facts.hasItems && needsActivation(code))
    return { ...bare, verdict: 'not_activated' };
  const warnings = [
    ...findUnconfirmed(ends.flatMap(({ unconfirmed }) => unconfirmed)),
    ...findWarnings(facts, code, journey, data, certificates.expired, today, scans, own),
  ];
  // Any organisation can record any code: what only strangers to its owner say of one does not make it right.
  if (facts.fromOwner === false && (code.level === 'instance' || code.level === 'lot')) {
    const names = new Set(facts.events.flatMap((event) => (event.via === code.thing ? (event.org_name ?? []) : [])));
    return { ...bare, verdict: 'not_by_owner', by: [...names].slice(0, recorders_named_max).join(', ') || undefined, warnings };
  }
  return { ...bare, verdict: warnings.some((warning) => warning.kind !== 'late_entry') ? 'caution' : 'right', warnings };
}

/** The widest recall speaks first: it tells the reader most about other packages at home. */
const recallVerdicts: readonly Verdict[] = ['recalled_product', 'recalled_lot', 'recalled_item', 'recalled_container'];

function recallRank(thing: string, facts: ScanFacts, code: ScannedCode): number {
  if (thing === code.top && (code.thing !== code.top || code.level === 'class')) return 0;
  if (thing === code.lot || facts.lots.includes(thing) || facts.hiddenLots.includes(thing)) return 1;
  return thing === code.thing ? 2 : 3;
}

/** Of a lot that was destroyed no item may be on sale. */
function findEnd(facts: ScanFacts, thing: string, code: ScannedCode): CodeEnd {
  const isLot = thing !== code.thing || code.level !== 'instance';
  const made = facts.events.filter(
    ({ via, role, action }) => via === thing && (role === made_output || (role === observed_class && action === 'ADD')),
  );
  return concludeEnd(
    facts.claims.filter((claim) => claim.thing === thing),
    isLot,
    made.flatMap(({ quantity, uom }) => (quantity === null ? [] : [{ quantity, uom }])),
  );
}

/** Roles of a class in an event (db/migrations/0001-events.sql): named by an object event, made by a transformation. */
const observed_class = 11;
const made_output = 15;

/** Each stranger once. */
function findUnconfirmed(claims: readonly ClaimFact[]): Warning[] {
  const byName = new Map(claims.toReversed().map((claim) => [claim.by, claim]));
  return [...byName.values()]
    .slice(0, unconfirmed_shown_max)
    .map(({ time_ms, by }) => ({ kind: 'void_unconfirmed', time_ms, by: by ?? undefined }));
}

const unconfirmed_shown_max = 3;

/** Labels of goods are printed before goods exist; cases and documents come to life by being used. */
function needsActivation(code: ScannedCode): boolean {
  return code.key === '01' || code.key === '8006' || code.key === '8010';
}

interface SortedCertificates {
  readonly inForce: readonly CertificateFact[];
  readonly noLongerInForce: readonly CertificateFact[];
  /** Those among them that nothing newer of the same name replaces. */
  readonly expired: readonly CertificateFact[];
}

function sortCertificates(all: readonly CertificateFact[], today: string): SortedCertificates {
  const holds = (certificate: CertificateFact): boolean =>
    certificate.withdrawn_on === null &&
    certificate.issued_on <= today &&
    (certificate.valid_until === null || certificate.valid_until >= today);
  const inForce = all.filter(holds);
  const noLongerInForce = all.filter((certificate) => !holds(certificate) && certificate.issued_on <= today);
  const replaced = new Set(inForce.map((certificate) => certificate.name));
  return { inForce, noLongerInForce, expired: noLongerInForce.filter((certificate) => !replaced.has(certificate.name)) };
}

function findWarnings(
  facts: ScanFacts,
  code: ScannedCode,
  journey: Journey,
  data: ItemData,
  expired: readonly CertificateFact[],
  today: string,
  scans: number,
  own: StateFact | undefined,
): Warning[] {
  const warnings: Warning[] = [];
  const flag = [own, ...facts.states].find(
    (state) => state !== undefined && state.disposition !== null && state.thing !== code.top && flaggedDispositions.has(state.disposition),
  );
  if (flag !== undefined && flag.disposition !== null) warnings.push({ kind: 'flagged', disposition: flag.disposition });
  const last = data.useByOn ?? data.bestBeforeOn;
  if (last !== undefined && last < today) warnings.push({ kind: 'past_expiry', on: last });
  if (code.level === 'instance' && code.lot !== undefined && facts.lots.length > 0 && !facts.lots.includes(code.lot)) {
    warnings.push({ kind: 'lot_differs', lot: facts.lots[0]! });
  }
  for (const certificate of findFailedTests(facts.certificates, today).slice(0, papers_warned_max)) {
    warnings.push({ kind: 'test_failed', certificate });
  }
  for (const certificate of expired.slice(0, papers_warned_max)) {
    warnings.push({ kind: certificate.withdrawn_on === null ? 'certificate_expired' : 'certificate_withdrawn', certificate });
  }
  const broken = journey.broken[0];
  if (broken !== undefined) warnings.push({ kind: 'broken_chain', time_ms: broken.event.time_ms });
  if (code.level === 'instance' && code.key === '01' && scans >= item_scans_notable) warnings.push({ kind: 'scanned_often', total: scans });
  if (journey.lateCount > 0) warnings.push({ kind: 'late_entry', count: journey.lateCount });
  return warnings;
}

export function hasFailed({ kind, result }: CertificateFact): boolean {
  return kind === 'test' && result !== null && readTestResult(result).outcome === 'failed';
}

/** A test that failed counts until a newer one of the same name passed; neither its end nor its age mends it. */
function findFailedTests(all: readonly CertificateFact[], today: string): CertificateFact[] {
  const tests = all.filter(({ kind, withdrawn_on, issued_on }) => kind === 'test' && withdrawn_on === null && issued_on <= today);
  const isMended = (failed: CertificateFact): boolean =>
    tests.some(
      ({ name, result, issued_on }) =>
        name === failed.name && issued_on > failed.issued_on && result !== null && readTestResult(result).outcome === 'passed',
    );
  return tests.filter((one) => hasFailed(one) && !isMended(one));
}
