// Codes of a large data set that are worth asking for: what measures query, worked out from the plan without a database. Pure.
import { bulkPlace, crateOf, lotNumber, lotOf, recallLots, unitOf, units_per_lot } from './bulk-plan.ts';
import type { BulkPlan } from './bulk-plan.ts';
import { hash32 } from '../story/chance.ts';

export interface BulkSamples {
  /** Units whose history is 522 things on five levels: unit ← lot ← 20 ← 100 ← 200 ← 200 raw (once a level holds that many lots). */
  readonly units: readonly string[];
  /** One raw lot from which 10 lots, 100 lots and then `recallUnits` units come, with cases and pallets on top. */
  readonly recallLot: string;
  readonly recallUnits: number;
  /** Returnable crates, each named by about thirty events. */
  readonly crates: readonly string[];
  /** Read points and business locations, each named by many events. */
  readonly places: readonly string[];
  /** Digital Link paths of live items with their lot, all different, as labels carry them. */
  readonly labelPaths: readonly string[];
}

const origin_chars = 'https://id.gs1.org/'.length;
const key = (uri: string): string => uri.slice(origin_chars);

/** Index keys (`event_things.thing`) but for `labelPaths`; `count` of each kind where the plan holds as many. */
export function bulkSamples(plan: BulkPlan, count: number): BulkSamples {
  const lotAt = (index: number): number => hash32(`sample ${index}`) % plan.bundles;
  const picked = (total: number): number[] => Array.from({ length: Math.min(count, total) }, (_, index) => index);
  const labels = new Set<string>();
  for (let index = 0; labels.size < Math.min(count, plan.bundles * units_per_lot); index++) {
    const lot = lotAt(index);
    const serial = key(unitOf(plan, lot, index % units_per_lot)).split('/21/')[1]!;
    labels.add(`/${key(lotOf(plan, 'unit', lotNumber(lot)))}/21/${serial}`);
  }
  return {
    units: picked(plan.bundles).map((index) => key(unitOf(plan, lotAt(index), index % units_per_lot))),
    recallLot: key(lotOf(plan, 'raw', recallLots.raw)),
    recallUnits: plan.recallUnitsPerLot * 100,
    crates: picked(plan.crates).map((index) => key(crateOf(plan, index))),
    places: picked(150).map((index) => key(bulkPlace(plan, 'shop', index))),
    labelPaths: [...labels],
  };
}
