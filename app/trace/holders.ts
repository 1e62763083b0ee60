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
export const things_per_holding_max = 20;

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

/** Largest first. `walk` is a forward walk of the trace. */
export function listHoldings(trace: Trace, walk: TracedWalk): Holding[] {
  const sums = new Map<string, Sum>();
  const movements = collectMovements(walk);
  const open = new Map<string, string>();
  const openOf = new Map<string, Shipment[]>();
  for (const shipment of walk.shipments) {
    if (shipment.received === 'yes') continue;
    open.set(shipment.seq, shipment.to);
    openOf.set(shipment.thing, [...(openOf.get(shipment.thing) ?? []), shipment]);
  }
  // Where the pieces of a lot are known, the lot is not counted beside them.
  const inPieces = new Set(walk.result.steps.flatMap((step) => (step.kind === 'ofLot' ? [step.lot] : [])));
  for (const { thing, isEnd, role } of walk.result.nodes) {
    const isClass = isClassThing(thing);
    if (role === 'carrier' || role === 'lot' || (!isEnd && !isClass) || inPieces.has(thing)) continue;
    const moved = isClass ? shareLot(trace, movements.get(thing) ?? [], openOf.get(thing) ?? []) : undefined;
    if (moved === undefined) {
      if (!isEnd) continue;
      addTo(sums, trace, thing, walk.lastKnown(thing), open, isClass, isClass ? madeOf(trace, movements.get(thing) ?? []) : undefined);
    } else for (const { event, amount, uom } of moved) addTo(sums, trace, thing, event, open, true, [{ value: amount, uom }]);
  }
  return [...sums.values()]
    .map((sum) => ({ ...sum, amounts: listAmounts(sum.amounts) }))
    .sort((a, b) => b.pieces + b.lots - (a.pieces + a.lots) || (b.last_ms ?? 0) - (a.last_ms ?? 0));
}

function addTo(
  sums: Map<string, Sum>,
  trace: Trace,
  thing: string,
  seen: EventView | undefined,
  open: ReadonlyMap<string, string>,
  isClass: boolean,
  amounts: readonly Amount[] | undefined,
): void {
  const to = seen === undefined ? undefined : open.get(seen.seq);
  const status = seen === undefined ? 'unknown' : to === undefined ? 'held' : 'on_the_way';
  const shownTo = seen?.showsWho === true ? (to ?? '') : '';
  const orgId = seen === undefined ? undefined : (orgOfPlace(trace.names, seen.place) ?? seen.orgId);
  const key = `${status}\n${seen?.place ?? ''}\n${seen?.isPlaceHidden ?? ''}\n${orgId ?? ''}\n${shownTo}`;
  let sum = sums.get(key);
  if (sum === undefined) {
    sum = {
      status,
      place: seen?.place,
      isPlaceHidden: seen?.isPlaceHidden ?? false,
      orgId,
      to: shownTo,
      pieces: 0,
      lots: 0,
      amounts: new Map(),
      last_ms: undefined,
      things: [],
    };
    sums.set(key, sum);
  }
  if (isClass) sum.lots++;
  else sum.pieces++;
  for (const { value, uom } of amounts ?? []) addAmount(sum.amounts, value, uom);
  if (seen !== undefined && (sum.last_ms === undefined || seen.time_ms > sum.last_ms)) sum.last_ms = seen.time_ms;
  if (sum.things.length < things_per_holding_max) sum.things.push(thing);
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
