// The recall chain of a large data set: one raw lot → 10 lots → 100 lots → up to 100,000 units, their cases and pallets. Pure.
import { hour_ms } from '../story/story.ts';
import type { EventFields } from '../story/story.ts';
import {
  madeAt,
  logisticUnitOf,
  lotOf,
  recall_units_per_case,
  recall_units_per_event,
  recallLots,
  recallUnitOf,
  unitOf,
  units_per_lot,
} from './bulk-plan.ts';
import type { BulkPlan } from './bulk-plan.ts';
import { commissionUnits, handOver, kiloElement, lookAtUnits, makeLot, packUnits } from './bulk-event.ts';
import type { Place } from './bulk-event.ts';

const factory: Place = { kind: 'factory', index: 7 };

/** The lots above the units: raw → 10 → 100. */
export function recallLotEvents(plan: BulkPlan): EventFields[] {
  const tenAt = madeAt(plan, 'level4', 0, 1);
  const hundredAt = madeAt(plan, 'level3', 0, 1);
  const ten = Array.from({ length: 10 }, (_, index) =>
    makeLot(
      plan,
      `X${index}`,
      tenAt + index * hour_ms,
      factory,
      [kiloElement(lotOf(plan, 'raw', recallLots.raw), 500)],
      [kiloElement(lotOf(plan, 'level4', recallLots.ten(index)), 480)],
    ),
  );
  const hundred = Array.from({ length: 100 }, (_, index) =>
    makeLot(
      plan,
      `Y${index}`,
      hundredAt + index * hour_ms,
      factory,
      [kiloElement(lotOf(plan, 'level4', recallLots.ten(Math.floor(index / 10))), 48)],
      [{ epcClass: lotOf(plan, 'unit', recallLots.hundred(index)), quantity: plan.recallUnitsPerLot }],
    ),
  );
  return [...ten, ...hundred];
}

/** Units, cases and the pallet of one of the hundred lots; the pallet goes to one of the shops. */
export function recallUnitEvents(plan: BulkPlan, lot: number): EventFields[] {
  const start_ms = madeAt(plan, 'level2', lot, 100);
  const count = plan.recallUnitsPerLot;
  const units = Array.from({ length: count }, (_, unit) => recallUnitOf(plan, lot, unit));
  const events: EventFields[] = [];
  for (let from = 0; from < count; from += recall_units_per_event)
    events.push(
      commissionUnits(
        plan,
        `Z${lot}-${from}`,
        start_ms + from * 1_000,
        factory,
        recallLots.hundred(lot),
        units.slice(from, from + recall_units_per_event),
      ),
    );
  const cases: string[] = [];
  for (let from = 0; from < count; from += recall_units_per_case) {
    const box = logisticUnitOf(plan, 2, lot * 100 + from / recall_units_per_case);
    events.push(
      packUnits(
        plan,
        `V${lot}-${from}`,
        start_ms + 2 * hour_ms + from * 1_000,
        factory,
        box,
        units.slice(from, from + recall_units_per_case),
      ),
    );
    cases.push(box);
  }
  const pallet = logisticUnitOf(plan, 3, lot);
  const shop: Place = { kind: 'shop', index: lot };
  events.push(packUnits(plan, `T${lot}`, start_ms + 3 * hour_ms, factory, pallet, cases));
  events.push(handOver(plan, `K${lot}-s`, start_ms + 5 * hour_ms, 'shipping', factory, shop, pallet));
  events.push(handOver(plan, `K${lot}-r`, start_ms + 9 * hour_ms, 'receiving', factory, shop, pallet));
  return events;
}

/** Inspections of single units that fill up to the number asked for. */
export function restEvents(plan: BulkPlan): EventFields[] {
  return Array.from({ length: plan.restEvents }, (_, index) =>
    lookAtUnits(plan, `E${index}`, plan.now_ms - (index + 2) * hour_ms, { kind: 'shop', index }, 'inspecting', [
      unitOf(plan, index % plan.bundles, index % units_per_lot),
    ]),
  );
}
