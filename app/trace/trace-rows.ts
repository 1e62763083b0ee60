// The rows that pages, JSON and CSV show of a trace: things, links, gaps and completion, in words of identifiers and names. Pure.
import { addAmount, countCompletion, isClassThing, isLotThing, listAmounts } from '@nguon/trace';
import type { Amount, Completion, MassBalance, Step, Totals } from '@nguon/trace';
import { orgOfPlace } from './holders.ts';
import type { Trace, TracedWalk } from './trace-model.ts';

const CANONICAL_PREFIX = 'https://id.gs1.org/';

/** The identifier as the world knows it: a canonical Digital Link, or the URI that it is. */
export function uriOf(thing: string): string {
  return /^\d{2,4}\//.test(thing) ? CANONICAL_PREFIX + thing : thing;
}

export type ThingKind = 'lot' | 'class' | 'container' | 'piece';

export function kindOf(thing: string): ThingKind {
  if (isLotThing(thing)) return 'lot';
  if (isClassThing(thing)) return 'class';
  return /^(?:00|8003|8004)\//.test(thing) ? 'container' : 'piece';
}

/** Amounts by thing: going back what went in, forward what came out; for parts of a container what was inside. */
export function sumQuantities(trace: Trace, { result }: TracedWalk): ReadonlyMap<string, Amount[]> {
  const totals = new Map<string, Totals>();
  const kind = result.direction === 'back' ? 'input' : 'output';
  const add = (thing: string, seq: string, quantity: string | null, uom: string | null): void => {
    if (quantity === null || trace.events.get(seq)?.showsQuantity !== true) return;
    let sums = totals.get(thing);
    if (sums === undefined) totals.set(thing, (sums = new Map()));
    addAmount(sums, quantity, uom);
  };
  for (const step of result.steps) {
    if (step.kind === kind) add(step.fact.thing, step.fact.seq, step.fact.quantity, step.fact.uom);
    else if (step.kind === 'stay') add(step.child, step.stay.from.seq, step.stay.quantity, step.stay.uom);
  }
  return new Map([...totals].map(([thing, sums]) => [thing, listAmounts(sums)]));
}

export interface Link {
  /** Goods go from one to the other; a transformation is named by its hub. */
  readonly from: string;
  readonly to: string;
  readonly kind: Step['kind'];
  readonly from_ms: number | undefined;
  /** End of a stay inside; undefined while it lasts, and for other links. */
  readonly until_ms: number | undefined;
  readonly seq: string | undefined;
  readonly quantity: string | null;
  readonly uom: string | null;
}

export function linkOf(trace: Trace, step: Step): Link {
  if (step.kind === 'ofLot')
    return {
      from: step.item,
      to: step.lot,
      kind: step.kind,
      from_ms: undefined,
      until_ms: undefined,
      seq: undefined,
      quantity: null,
      uom: null,
    };
  const shows = (seq: string): boolean => trace.events.get(seq)?.showsQuantity === true;
  if (step.kind === 'stay') {
    const { parent, from, until, quantity, uom } = step.stay;
    return {
      from: step.child,
      to: parent,
      kind: step.kind,
      from_ms: from.time_ms,
      until_ms: until?.time_ms,
      seq: from.seq,
      quantity: shows(from.seq) ? quantity : null,
      uom,
    };
  }
  const { thing, hub, time_ms, seq, quantity, uom } = step.fact;
  const [from, to] = step.kind === 'input' ? [thing, hub] : [hub, thing];
  return { from, to, kind: step.kind, from_ms: time_ms, until_ms: undefined, seq, quantity: shows(seq) ? quantity : null, uom };
}

/** A break of the chain: shipped and nobody recorded the receipt. One for each shipping event. */
export interface BrokenHandOver {
  readonly seq: string;
  readonly since_ms: number;
  readonly to: string;
  readonly things: readonly string[];
  /** Amount that did not arrive, where it is known. */
  readonly missing: readonly Amount[];
  readonly isPart: boolean;
}

export function listBrokenHandOvers(trace: Trace, { shipments }: TracedWalk): BrokenHandOver[] {
  const broken = new Map<string, { seq: string; since_ms: number; to: string; things: string[]; totals: Totals; isPart: boolean }>();
  for (const { thing, seq, time_ms, to, received, missing, uom } of shipments) {
    if (received === 'yes') continue;
    const event = trace.events.get(seq);
    let row = broken.get(seq);
    if (row === undefined)
      broken.set(
        seq,
        (row = { seq, since_ms: time_ms, to: event?.showsWho === true ? to : '', things: [], totals: new Map(), isPart: true }),
      );
    row.things.push(thing);
    if (received === 'no') row.isPart = false;
    if (event?.showsQuantity === true) addAmount(row.totals, missing, uom);
  }
  return [...broken.values()].map(({ totals, ...row }) => ({ ...row, missing: listAmounts(totals) }));
}

/** Transformations whose outputs have no known input, or that gave more than they took. */
export function listDoubtfulBalances({ balances }: TracedWalk): MassBalance[] {
  return balances.filter(({ verdict }) => verdict === 'no_input' || verdict === 'excess');
}

const vietnam_offset_ms = 7 * 3_600_000;

/** Completion by pair of parties and month of Viet Nam's calendar. Parties are index keys of organisations: `org:12`, or what the event names. */
export function completionOf(trace: Trace, walks: readonly TracedWalk[]): Completion[] {
  // Both walks may meet one shipment, of the start's own lot for one.
  const shipments = new Map(walks.flatMap((walk) => walk.shipments.map((shipment) => [`${shipment.seq} ${shipment.thing}`, shipment])));
  return countCompletion([...shipments.values()], ({ seq, to, time_ms }) => {
    const event = trace.events.get(seq);
    const from = event === undefined ? undefined : (event.orgId ?? orgOfPlace(trace.names, event.place));
    const toOrg = event?.showsWho === true ? orgOfPlace(trace.names, to === '' ? undefined : to) : undefined;
    return {
      from: from === undefined ? '' : `org:${from}`,
      to: toOrg !== undefined ? `org:${toOrg}` : event?.showsWho === true ? to : '',
      period: new Date(time_ms + vietnam_offset_ms).toISOString().slice(0, 7),
    };
  });
}

/** Name of a party as `completionOf` and hand-overs spell it; undefined where it is not known. */
export function nameOfParty(trace: Trace, party: string): string | undefined {
  if (party === '') return undefined;
  if (party.startsWith('org:')) return trace.names.organisations.get(Number(party.slice(4)))?.name;
  const place = trace.names.places.get(party);
  if (place !== undefined) return place.name;
  const org = orgOfPlace(trace.names, party);
  return org === undefined ? party : trace.names.organisations.get(org)?.name;
}
