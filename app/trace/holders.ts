// Who holds the traced goods now, and how much: every end of a forward walk, summed by organisation and place. Pure.
import { addAmount, isClassThing, listAmounts } from '@nguon/trace';
import type { Amount, Fact, Shipment, Totals } from '@nguon/trace';
import type { EventView } from './event-view.ts';
import type { Names, Trace, TracedWalk } from './trace-model.ts';

export interface Holding {
  /** held: seen there; on_the_way: shipped from there, not received yet; unknown: never seen at a place. */
  readonly status: 'held' | 'on_the_way' | 'unknown';
  readonly place: string | undefined;
  readonly isPlaceHidden: boolean;
  readonly orgId: number | undefined;
  /** Party or place that goods on the way go to; '' = not named or not to be shown. */
  readonly to: string;
  /** Ends of the chain counted here: pieces, and lots or parts of lots. */
  readonly pieces: number;
  readonly lots: number;
  /** Of the lots, where their amounts are known. */
  readonly amounts: readonly Amount[];
  readonly last_ms: number | undefined;
  readonly things: readonly string[];
}

/** Things named with each holding; their number is always told. */
const things_per_holding_max = 20;

interface Sum {
  readonly status: Holding['status'];
  readonly place: string | undefined;
  readonly isPlaceHidden: boolean;
  readonly orgId: number | undefined;
  readonly to: string;
  pieces: number;
  lots: number;
  readonly amounts: Totals;
  last_ms: number | undefined;
  readonly things: string[];
}

/** The party behind a place or a GLN: its registered owner. */
export function orgOfPlace(names: Names, place: string | undefined): number | undefined {
  if (place === undefined) return undefined;
  return names.places.get(place)?.org_id ?? names.parties.get(place.split('/')[1] ?? '')?.id;
}

const holdingsOf = new WeakMap<TracedWalk, readonly Holding[]>();

/** Largest first. `walk` is a forward walk of the trace. Several parts of a page ask for them. */
export function listHoldings(trace: Trace, walk: TracedWalk): readonly Holding[] {
  let holdings = holdingsOf.get(walk);
  if (holdings === undefined) holdingsOf.set(walk, (holdings = sumHoldings(trace, walk)));
  return holdings;
}

/** Where the pieces and parts of the traced lot are now: more than one place = the lot itself is nowhere. Undefined for a piece. */
export function placesOfLot(trace: Trace): readonly string[] | undefined {
  const forward = trace.walks.find(({ result }) => result.direction === 'forward');
  if (forward === undefined || !isClassThing(trace.thing)) return undefined;
  return [...new Set(listHoldings(trace, forward).flatMap(({ status, place }) => (status === 'held' ? (place ?? []) : [])))];
}

function sumHoldings(trace: Trace, walk: TracedWalk): Holding[] {
  const movements = collectMovements(walk);
  const sums = new Sums(trace, walk);
  const openOf = new Map<string, Shipment[]>();
  for (const shipment of walk.shipments)
    if (shipment.received !== 'yes') openOf.set(shipment.thing, [...(openOf.get(shipment.thing) ?? []), shipment]);
  // Where the pieces of a lot are known, the lot is not counted beside them.
  const inPieces = new Set<string>();
  for (const step of walk.result.steps) if (step.kind === 'ofLot') inPieces.add(step.lot);
  for (const node of walk.result.nodes) {
    const { thing, isEnd, role } = node;
    if (role === 'carrier' || role === 'lot') continue;
    const isClass = isClassThing(thing);
    if ((!isEnd && !isClass) || inPieces.has(thing)) continue;
    const moved = isClass ? shareLot(trace, movements.get(thing) ?? [], openOf.get(thing) ?? []) : undefined;
    if (moved !== undefined) for (const { event, amount, uom } of moved) sums.addLot(event, thing, [{ value: amount, uom }]);
    else if (isEnd && isClass) sums.addLot(walk.lastKnown(node), thing, madeOf(trace, movements.get(thing) ?? []));
    else if (isEnd) sums.addPiece(walk.lastKnown(node), thing);
  }
  return sums.list();
}

/** Adds up what is where. The same event puts many pieces into the same sum: it is looked up once. */
class Sums {
  readonly #names: Names;
  readonly #sums = new Map<string, Sum>();
  readonly #byEvent = new Map<EventView | undefined, Sum>();
  /** Party that goods shipped by an event go to and did not reach. */
  readonly #open = new Map<string, string>();

  constructor(trace: Trace, walk: TracedWalk) {
    this.#names = trace.names;
    for (const { received, seq, to } of walk.shipments) if (received !== 'yes') this.#open.set(seq, to);
  }

  addPiece(seen: EventView | undefined, thing: string): void {
    const sum = this.#sumOf(seen);
    sum.pieces++;
    if (sum.things.length < things_per_holding_max) sum.things.push(thing);
  }

  addLot(seen: EventView | undefined, thing: string, amounts: readonly Amount[]): void {
    const sum = this.#sumOf(seen);
    sum.lots++;
    for (const { value, uom } of amounts) addAmount(sum.amounts, value, uom);
    if (sum.things.length < things_per_holding_max) sum.things.push(thing);
  }

  list(): Holding[] {
    return [...this.#sums.values()]
      .map((sum) => ({ ...sum, amounts: listAmounts(sum.amounts) }))
      .sort((a, b) => b.pieces + b.lots - (a.pieces + a.lots) || (b.last_ms ?? 0) - (a.last_ms ?? 0));
  }

  #sumOf(seen: EventView | undefined): Sum {
    let sum = this.#byEvent.get(seen);
    if (sum === undefined) this.#byEvent.set(seen, (sum = this.#findSum(seen)));
    return sum;
  }

  #findSum(seen: EventView | undefined): Sum {
    const to = seen === undefined ? undefined : this.#open.get(seen.seq);
    const status = seen === undefined ? 'unknown' : to === undefined ? 'held' : 'on_the_way';
    const shownTo = seen?.showsWho === true ? (to ?? '') : '';
    const place = seen?.place;
    const isPlaceHidden = seen?.isPlaceHidden ?? false;
    const orgId = seen === undefined ? undefined : (orgOfPlace(this.#names, place) ?? seen.orgId);
    const key = `${status}\n${place ?? ''}\n${isPlaceHidden}\n${orgId ?? ''}\n${shownTo}`;
    let sum = this.#sums.get(key);
    if (sum === undefined) {
      sum = { status, place, isPlaceHidden, orgId, to: shownTo, pieces: 0, lots: 0, amounts: new Map(), last_ms: undefined, things: [] };
      this.#sums.set(key, sum);
    }
    if (seen !== undefined && (sum.last_ms === undefined || seen.time_ms > sum.last_ms)) sum.last_ms = seen.time_ms;
    return sum;
  }
}

interface Movement {
  readonly fact: Fact;
  readonly sign: 1 | -1;
  readonly isMaking: boolean;
}

/** What came to and went from each class or lot: made, received, shipped, used. */
function collectMovements({ result }: TracedWalk): Map<string, Movement[]> {
  const movements = new Map<string, Movement[]>();
  const add = (fact: Fact, sign: 1 | -1, isMaking: boolean): void => {
    if (!isClassThing(fact.thing)) return;
    const list = movements.get(fact.thing);
    if (list === undefined) movements.set(fact.thing, [{ fact, sign, isMaking }]);
    else list.push({ fact, sign, isMaking });
  };
  for (const step of result.steps)
    if (step.kind === 'output' || step.kind === 'input') add(step.fact, step.kind === 'output' ? 1 : -1, step.kind === 'output');
  for (const fact of result.handOvers) add(fact, fact.kind === 9 ? 1 : -1, false);
  return movements;
}

function madeOf(trace: Trace, movements: readonly Movement[]): Amount[] {
  const totals: Totals = new Map();
  for (const { fact, isMaking } of movements)
    if (isMaking && trace.events.get(fact.seq)?.showsQuantity === true) addAmount(totals, fact.quantity, fact.uom);
  return listAmounts(totals);
}

/**
 * A lot spread over several organisations by its hand-overs: what each received or made, less what it shipped or used.
 * Undefined where an amount, a unit or an organisation is not known: then only the last place of the lot is told.
 */
function shareLot(
  trace: Trace,
  movements: readonly Movement[],
  open: readonly Shipment[],
): { event: EventView; amount: string; uom: string | null }[] | undefined {
  const [first] = movements;
  if (first === undefined || movements.every(({ isMaking }) => isMaking)) return undefined;
  const shares = new Map<number, { event: EventView; totals: Totals }>();
  const onTheWay: { event: EventView; totals: Totals }[] = [];
  for (const { fact, sign } of movements.toSorted((a, b) => a.fact.time_ms - b.fact.time_ms || b.sign - a.sign)) {
    const event = trace.events.get(fact.seq);
    const orgId = event === undefined ? undefined : (orgOfPlace(trace.names, event.place) ?? event.orgId);
    if (event === undefined || orgId === undefined || !event.showsQuantity || fact.quantity === null || fact.uom !== first.fact.uom)
      return undefined;
    const share = shares.get(orgId) ?? { event, totals: new Map() };
    addAmount(share.totals, sign > 0 ? fact.quantity : `-${fact.quantity}`, fact.uom);
    shares.set(orgId, { event: sign > 0 ? event : share.event, totals: share.totals });
  }
  for (const shipment of open) {
    const event = trace.events.get(shipment.seq);
    const amount = shipment.missing ?? shipment.quantity;
    if (event === undefined || amount === null) continue;
    onTheWay.push({ event, totals: new Map() });
    addAmount(onTheWay.at(-1)!.totals, amount, shipment.uom);
  }
  return [...shares.values(), ...onTheWay].flatMap(({ event, totals }) =>
    listAmounts(totals)
      .filter(({ value }) => !value.startsWith('-') && value !== '0')
      .map(({ value, uom }) => ({ event, amount: value, uom })),
  );
}
