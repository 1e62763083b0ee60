// The plan of a large data set: how many lots, units and events for a wanted total, their codes and their times. Pure.
import { checkDigit } from '@nguon/gs1';
import { day_ms } from '../story/story.ts';

export const bundle_events = 100;
/** Smallest total: below it the recall chain alone would be the data set. */
export const bulk_events_min = 1_000;
/** Largest total that one seed holds: lots are numbered with seven digits. */
export const bulk_events_max = 100_000_000;
export const units_per_lot = 50;
export const units_per_case = 10;
const recall_lots = 100;
export const recall_units_per_event = 100;
export const recall_units_per_case = 50;

export interface BulkPlan {
  readonly events: number;
  /** 0 to 999: each has a company prefix of its own, so that two loads do not meet. */
  readonly seed: number;
  readonly now_ms: number;
  /** Finished lots; each brings 100 events with its share of the lots before it. */
  readonly bundles: number;
  /** Lots on each of the levels 4, 3 and 2. */
  readonly lots: number;
  /** Units of each of the 100 lots under the recalled raw lot. */
  readonly recallUnitsPerLot: number;
  readonly recallEvents: number;
  /** Single inspections that bring the total to the number asked for. */
  readonly restEvents: number;
  /** Returnable crates that go round: each is in about thirty events. */
  readonly crates: number;
  readonly prefix: string;
}

export function planBulk(events: number, seed: number, now_ms: number): BulkPlan {
  const recallUnitsPerLot = Math.min(1_000, Math.max(10, Math.floor(events / 1_000) * 10));
  const perLot = Math.ceil(recallUnitsPerLot / recall_units_per_event) + Math.ceil(recallUnitsPerLot / recall_units_per_case);
  // 10 lots, 100 lots of those, their units and cases, a pallet for each lot, shipped and received.
  const recallEvents = 10 + recall_lots + recall_lots * (perLot + 3);
  const bundles = Math.max(1, Math.floor((events - recallEvents) / bundle_events));
  return {
    events,
    seed,
    now_ms,
    bundles,
    recallUnitsPerLot,
    recallEvents,
    lots: bundles * 2,
    restEvents: events - recallEvents - bundles * bundle_events,
    crates: Math.max(1, Math.floor(bundles / 3)),
    prefix: `9529${String(seed).padStart(3, '0')}`,
  };
}

const withCheckDigit = (digits: string): string => digits + checkDigit(digits);
const id = 'https://id.gs1.org/';
const items = { raw: 1, level4: 2, level3: 3, level2: 4, unit: 10 } as const;
export type LotLevel = keyof typeof items;

const gtins = new Map<string, string>();
/** GTIN of 14 digits of a level's goods. */
export function bulkGtin({ prefix }: BulkPlan, level: LotLevel): string {
  const digits = `0${prefix}${String(items[level]).padStart(5, '0')}`;
  let gtin = gtins.get(digits);
  if (gtin === undefined) gtins.set(digits, (gtin = withCheckDigit(digits)));
  return gtin;
}

const seven = (value: number): string => String(value).padStart(7, '0');

export const lotOf = (plan: BulkPlan, level: LotLevel, lot: number | string): string =>
  `${id}01/${bulkGtin(plan, level)}/10/${typeof lot === 'string' ? lot : 'L' + seven(lot)}`;
export const lotNumber = (lot: number): string => 'L' + seven(lot);
/** Unit of a finished lot: serial of the lot's seven digits and two of its own, in the order of packing. */
export const unitOf = (plan: BulkPlan, lot: number, unit: number): string =>
  `${id}01/${bulkGtin(plan, 'unit')}/21/U${seven(lot)}${String(unit).padStart(2, '0')}`;
export const recallUnitOf = (plan: BulkPlan, lot: number, unit: number): string =>
  `${id}01/${bulkGtin(plan, 'unit')}/21/R${String(lot).padStart(2, '0')}${String(unit).padStart(4, '0')}`;
export const recallLots = {
  raw: 'RR',
  ten: (index: number): string => `RA${index}`,
  hundred: (index: number): string => `RB${String(index).padStart(2, '0')}`,
} as const;
/** Extension digit 1: cases; 2: cases of the recall chain; 3: its pallets. */
export const logisticUnitOf = (plan: BulkPlan, extension: 1 | 2 | 3, serial: number): string =>
  `${id}00/${withCheckDigit(`${extension}${plan.prefix}${String(serial).padStart(9, '0')}`)}`;
export const crateOf = (plan: BulkPlan, crate: number): string =>
  `${id}8003/0${withCheckDigit(plan.prefix + '00900')}C${seven(crate % plan.crates)}`;

const places = { factory: [0, 20], depot: [100, 30], shop: [200, 150] } as const;
export type BulkPlaceKind = keyof typeof places;
export const bulkPlaceCounts: Readonly<Record<BulkPlaceKind, number>> = {
  factory: places.factory[1],
  depot: places.depot[1],
  shop: places.shop[1],
};

function glnOf(plan: BulkPlan, kind: BulkPlaceKind, index: number): string {
  const [first, count] = places[kind];
  return withCheckDigit(plan.prefix + String(first + (index % count)).padStart(5, '0'));
}
export const bulkPlace = (plan: BulkPlan, kind: BulkPlaceKind, index: number): string => `${id}414/${glnOf(plan, kind, index)}`;
export const bulkParty = (plan: BulkPlan, kind: BulkPlaceKind, index: number): string => `${id}417/${glnOf(plan, kind, index)}`;

/** First days, counted back from now, of the stretch of 30 days in which the lots of a level are made. */
const firstDay = { level4: 181, level3: 151, level2: 121, unit: 91 } as const;

/** When lot `index` of `total` of a level is made: levels follow each other, so nothing is used before it exists. */
export function madeAt(plan: BulkPlan, level: keyof typeof firstDay, index: number, total: number): number {
  const stretch_days = level === 'unit' ? 75 : 29;
  return Math.floor(plan.now_ms - firstDay[level] * day_ms + (index / total) * stretch_days * day_ms);
}
