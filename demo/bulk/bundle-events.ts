// The hundred events of one finished lot: its share of the lots before it, its units, cases, journeys and sales. Pure.
import { hour_ms } from '../story/story.ts';
import type { EventFields } from '../story/story.ts';
import { commissionUnits, handOver, kiloElement, lookAtUnits, makeLot, packUnits, watchCold } from './bulk-event.ts';
import type { Place } from './bulk-event.ts';
import { crateOf, logisticUnitOf, lotNumber, lotOf, madeAt, unitOf, units_per_case, units_per_lot } from './bulk-plan.ts';
import type { BulkPlan, LotLevel } from './bulk-plan.ts';

const cases_per_lot = units_per_lot / units_per_case;
const units_per_shelf = 3;

/** All events of bundle `lot`, in the order of their times per thing. */
export function bundleEvents(plan: BulkPlan, lot: number): EventFields[] {
  const factory: Place = { kind: 'factory', index: lot };
  const unitMadeAt = madeAt(plan, 'unit', lot, plan.bundles);
  const units = Array.from({ length: units_per_lot }, (_, unit) => unitOf(plan, lot, unit));
  const events = [2 * lot, 2 * lot + 1].flatMap((index) => earlierLots(plan, index, factory));
  events.push(
    makeLot(plan, `F${lot}`, unitMadeAt, factory, inputsOf(plan, 'level2', lot, 20, 6), [
      { epcClass: lotOf(plan, 'unit', lot), quantity: units_per_lot },
    ]),
  );
  events.push({
    ...lookAtUnits(plan, `Q${lot}`, unitMadeAt + hour_ms, factory, 'inspecting', []),
    quantityList: [{ epcClass: lotOf(plan, 'unit', lot), quantity: 2 }],
  });
  events.push(commissionUnits(plan, `U${lot}`, unitMadeAt + 2 * hour_ms, factory, lotNumber(lot), units));
  for (let box = 0; box < cases_per_lot; box++) events.push(...journeyOfCase(plan, lot, box, units, unitMadeAt + (3 + box / 4) * hour_ms));
  for (let shelf = 0; shelf * units_per_shelf < units_per_lot; shelf++) {
    const seen = units.slice(shelf * units_per_shelf, (shelf + 1) * units_per_shelf);
    const shop: Place = { kind: 'shop', index: lot * cases_per_lot + Math.floor((shelf * units_per_shelf) / units_per_case) };
    const name = `${lot}-${shelf}`;
    const day = unitMadeAt + (100 + shelf) * hour_ms;
    events.push(lookAtUnits(plan, `S${name}`, day, shop, 'stocking', seen));
    events.push(lookAtUnits(plan, `I${name}`, day + 5 * hour_ms, shop, 'inspecting', seen));
    events.push(lookAtUnits(plan, `R${name}`, day + 30 * hour_ms, shop, 'retail_selling', seen));
  }
  return events;
}

/** No lot twice in one event, also where a level holds fewer lots than inputs are wanted. */
const inputsOf = (plan: BulkPlan, level: LotLevel, index: number, count: number, quantity: number): EventFields[] =>
  Array.from({ length: Math.min(count, plan.lots) }, (_, input) =>
    kiloElement(lotOf(plan, level, (index * count + input) % plan.lots), quantity),
  );

/** Raw → level 4 → level 3 (two inputs) → level 2 (five inputs), one lot of each. */
function earlierLots(plan: BulkPlan, index: number, factory: Place): EventFields[] {
  const output = (level: LotLevel): EventFields[] => [kiloElement(lotOf(plan, level, index), 120)];
  const when = (level: 'level4' | 'level3' | 'level2'): number => madeAt(plan, level, index, plan.lots);
  return [
    makeLot(plan, `D${index}`, when('level4'), factory, [kiloElement(lotOf(plan, 'raw', index), 130)], output('level4')),
    makeLot(plan, `C${index}`, when('level3'), factory, inputsOf(plan, 'level4', index, 2, 60), output('level3')),
    makeLot(plan, `B${index}`, when('level2'), factory, inputsOf(plan, 'level3', index, 5, 24), output('level2')),
  ];
}

/** Packed, to a depot, watched in the cold, to a shop, opened there. */
function journeyOfCase(plan: BulkPlan, lot: number, box: number, units: readonly string[], start_ms: number): EventFields[] {
  const number = lot * cases_per_lot + box;
  const unit = logisticUnitOf(plan, 1, number);
  const [factory, depot, shop] = [
    { kind: 'factory', index: lot },
    { kind: 'depot', index: number },
    { kind: 'shop', index: number },
  ] as const;
  const crates = [crateOf(plan, number * 2), crateOf(plan, number * 2 + 1)] as const;
  return [
    packUnits(plan, `P${number}`, start_ms, factory, unit, units.slice(box * units_per_case, (box + 1) * units_per_case)),
    handOver(plan, `G${number}-s`, start_ms + 4 * hour_ms, 'shipping', factory, depot, unit),
    handOver(plan, `G${number}-r`, start_ms + 9 * hour_ms, 'receiving', factory, depot, unit),
    watchCold(plan, `W${number}-a`, start_ms + 30 * hour_ms, depot, [unit, crates[0]], number),
    watchCold(plan, `W${number}-b`, start_ms + 54 * hour_ms, depot, [unit, crates[1]], number + 7),
    handOver(plan, `H${number}-s`, start_ms + 70 * hour_ms, 'shipping', depot, shop, unit),
    handOver(plan, `H${number}-r`, start_ms + 80 * hour_ms, 'receiving', depot, shop, unit),
    { ...packUnits(plan, `O${number}`, start_ms + 90 * hour_ms, shop, unit, []), action: 'DELETE', bizStep: 'unpacking', childEPCs: [] },
  ];
}
