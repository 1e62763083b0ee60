// The hundred events of one finished lot: its share of the lots before it, its units, cases, journeys and sales. Pure.
import { uuidFrom } from '../story/chance.ts';
import { hour_ms, vietnamTime } from '../story/story.ts';
import type { EventFields, Json } from '../story/story.ts';
import { bulkParty, bulkPlace, crateOf, logisticUnitOf, lotNumber, lotOf, madeAt, unitOf, units_per_case, units_per_lot } from './bulk-plan.ts';
import type { BulkPlaceKind, BulkPlan, LotLevel } from './bulk-plan.ts';

const cases_per_lot = units_per_lot / units_per_case;
const units_per_shelf = 3;

export interface Place {
  readonly kind: BulkPlaceKind;
  readonly index: number;
}

/** The fields that every event has; `name` tells its eventID from all others of the plan. */
export function head(plan: BulkPlan, type: string, name: string, time_ms: number): EventFields {
  return { type, eventID: `urn:uuid:${uuidFrom(`bulk-${plan.seed}-${name}`)}`, eventTime: vietnamTime(time_ms), eventTimeZoneOffset: '+07:00' };
}

export const kiloElement = (epcClass: string, quantity: number): EventFields => ({ epcClass, quantity, uom: 'KGM' });
const at = (plan: BulkPlan, { kind, index }: Place): EventFields => ({ readPoint: { id: bulkPlace(plan, kind, index) }, bizLocation: { id: bulkPlace(plan, kind, index) } });
const documents = (name: string): Json => [
  { type: 'po', bizTransaction: `urn:nguon:po:${name}` },
  { type: 'desadv', bizTransaction: `urn:nguon:desadv:${name}-1` },
];

/** Inputs of one lot become another lot. */
export function makeLot(plan: BulkPlan, name: string, time_ms: number, place: Place, inputs: readonly EventFields[], outputs: readonly EventFields[]): EventFields {
  return {
    ...head(plan, 'TransformationEvent', name, time_ms),
    inputQuantityList: [...inputs], outputQuantityList: [...outputs],
    bizStep: 'creating_class_instance', disposition: 'active', ...at(plan, place),
    bizTransactionList: documents(name),
  };
}

/** Units of a lot come to life. */
export function commissionUnits(plan: BulkPlan, name: string, time_ms: number, place: Place, lot: string, units: readonly string[]): EventFields {
  return {
    ...head(plan, 'ObjectEvent', name, time_ms),
    epcList: [...units], action: 'ADD', bizStep: 'commissioning', disposition: 'active', ...at(plan, place),
    ilmd: { 'cbvmda:lotNumber': lot, 'cbvmda:countryOfOrigin': 'VN', 'cbvmda:itemExpirationDate': vietnamTime(time_ms + 4_320 * hour_ms).slice(0, 10) },
  };
}

export function packUnits(plan: BulkPlan, name: string, time_ms: number, place: Place, parent: string, children: readonly string[]): EventFields {
  return {
    ...head(plan, 'AggregationEvent', name, time_ms),
    parentID: parent, childEPCs: [...children], action: 'ADD', bizStep: 'packing', disposition: 'in_progress', ...at(plan, place),
  };
}

/** A hand-over's two ends: `shipping` where it leaves, `receiving` where it arrives. */
export function handOver(plan: BulkPlan, name: string, time_ms: number, step: 'shipping' | 'receiving', from: Place, to: Place, unit: string): EventFields {
  return {
    ...head(plan, 'ObjectEvent', name, time_ms),
    epcList: [unit], action: 'OBSERVE', bizStep: step, disposition: step === 'shipping' ? 'in_transit' : 'in_progress',
    readPoint: { id: bulkPlace(plan, (step === 'shipping' ? from : to).kind, (step === 'shipping' ? from : to).index) },
    bizTransactionList: documents(name.slice(0, -2)),
    sourceList: [
      { type: 'possessing_party', source: bulkParty(plan, from.kind, from.index) },
      { type: 'location', source: bulkPlace(plan, from.kind, from.index) },
    ],
    destinationList: [
      { type: 'possessing_party', destination: bulkParty(plan, to.kind, to.index) },
      { type: 'location', destination: bulkPlace(plan, to.kind, to.index) },
    ],
  };
}

function watchCold(plan: BulkPlan, name: string, time_ms: number, place: Place, epcs: readonly string[], turn: number): EventFields {
  return {
    ...head(plan, 'ObjectEvent', name, time_ms),
    epcList: [...epcs], action: 'OBSERVE', bizStep: 'storing', disposition: 'in_progress', ...at(plan, place),
    sensorElementList: [{
      sensorMetadata: { startTime: vietnamTime(time_ms - 6 * hour_ms), endTime: vietnamTime(time_ms - hour_ms), deviceID: `https://id.gs1.org/8004/${plan.prefix}CB${place.index}` },
      sensorReport: [
        { type: 'Temperature', minValue: 2.1, maxValue: 5.8, meanValue: 3 + (turn % 20) / 10, uom: 'CEL' },
        { type: 'RelativeHumidity', meanValue: 80 + (turn % 12), uom: 'P1' },
      ],
    }],
  };
}

/** Units seen in a shop or by an inspector; with the documents that such a look leaves. */
export function lookAtUnits(plan: BulkPlan, name: string, time_ms: number, place: Place, step: 'stocking' | 'inspecting' | 'retail_selling', units: readonly string[]): EventFields {
  const disposition = step === 'stocking' ? 'sellable_accessible' : step === 'inspecting' ? 'conformant' : 'retail_sold';
  return {
    ...head(plan, 'ObjectEvent', name, time_ms),
    epcList: [...units], action: 'OBSERVE', bizStep: step, disposition, ...at(plan, place),
    bizTransactionList: [
      { type: 'inv', bizTransaction: `urn:nguon:inv:${name}` },
      { type: 'prodorder', bizTransaction: `urn:nguon:prodorder:${plan.prefix}-${place.kind}-${place.index}` },
      { type: 'testres', bizTransaction: `urn:nguon:testres:${plan.prefix}-${name}` },
    ],
  };
}

/** All events of bundle `lot`, in the order of their times per thing. */
export function bundleEvents(plan: BulkPlan, lot: number): EventFields[] {
  const factory: Place = { kind: 'factory', index: lot };
  const unitMadeAt = madeAt(plan, 'unit', lot, plan.bundles);
  const units = Array.from({ length: units_per_lot }, (_, unit) => unitOf(plan, lot, unit));
  const events = [2 * lot, 2 * lot + 1].flatMap((index) => earlierLots(plan, index, factory));
  events.push(makeLot(plan, `F${lot}`, unitMadeAt, factory, inputsOf(plan, 'level2', lot, 20, 6), [{ epcClass: lotOf(plan, 'unit', lot), quantity: units_per_lot }]));
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
  Array.from({ length: Math.min(count, plan.lots) }, (_, input) => kiloElement(lotOf(plan, level, (index * count + input) % plan.lots), quantity));

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
  const [factory, depot, shop] = [{ kind: 'factory', index: lot }, { kind: 'depot', index: number }, { kind: 'shop', index: number }] as const;
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
