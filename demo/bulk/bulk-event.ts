// Shapes of the events of a large data set: one function for each kind, values in canonical form. Pure.
import { uuidFrom } from '../story/chance.ts';
import { hour_ms, vietnamTime } from '../story/story.ts';
import type { EventFields, Json } from '../story/story.ts';
import { bulkParty, bulkPlace } from './bulk-plan.ts';
import type { BulkPlaceKind, BulkPlan } from './bulk-plan.ts';

export interface Place {
  readonly kind: BulkPlaceKind;
  readonly index: number;
}

/** The fields that every event has; `name` tells its eventID from all others of the plan. */
function head(plan: BulkPlan, type: string, name: string, time_ms: number): EventFields {
  return {
    type,
    eventID: `urn:uuid:${uuidFrom(`bulk-${plan.seed}-${name}`)}`,
    eventTime: vietnamTime(time_ms),
    eventTimeZoneOffset: '+07:00',
  };
}

export const kiloElement = (epcClass: string, quantity: number): EventFields => ({ epcClass, quantity, uom: 'KGM' });
const at = (plan: BulkPlan, { kind, index }: Place): EventFields => ({
  readPoint: { id: bulkPlace(plan, kind, index) },
  bizLocation: { id: bulkPlace(plan, kind, index) },
});
const documents = (name: string): Json => [
  { type: 'po', bizTransaction: `urn:nguon:po:${name}` },
  { type: 'desadv', bizTransaction: `urn:nguon:desadv:${name}-1` },
];

/** Inputs of one lot become another lot. */
export function makeLot(
  plan: BulkPlan,
  name: string,
  time_ms: number,
  place: Place,
  inputs: readonly EventFields[],
  outputs: readonly EventFields[],
): EventFields {
  return {
    ...head(plan, 'TransformationEvent', name, time_ms),
    inputQuantityList: [...inputs],
    outputQuantityList: [...outputs],
    bizStep: 'creating_class_instance',
    disposition: 'active',
    ...at(plan, place),
    bizTransactionList: documents(name),
  };
}

/** Units of a lot come to life. */
export function commissionUnits(
  plan: BulkPlan,
  name: string,
  time_ms: number,
  place: Place,
  lot: string,
  units: readonly string[],
): EventFields {
  return {
    ...head(plan, 'ObjectEvent', name, time_ms),
    epcList: [...units],
    action: 'ADD',
    bizStep: 'commissioning',
    disposition: 'active',
    ...at(plan, place),
    ilmd: {
      'cbvmda:lotNumber': lot,
      'cbvmda:countryOfOrigin': 'VN',
      'cbvmda:itemExpirationDate': vietnamTime(time_ms + 4_320 * hour_ms).slice(0, 10),
    },
  };
}

export function packUnits(
  plan: BulkPlan,
  name: string,
  time_ms: number,
  place: Place,
  parent: string,
  children: readonly string[],
): EventFields {
  return {
    ...head(plan, 'AggregationEvent', name, time_ms),
    parentID: parent,
    childEPCs: [...children],
    action: 'ADD',
    bizStep: 'packing',
    disposition: 'in_progress',
    ...at(plan, place),
  };
}

/** A hand-over's two ends: `shipping` where it leaves, `receiving` where it arrives. */
export function handOver(
  plan: BulkPlan,
  name: string,
  time_ms: number,
  step: 'shipping' | 'receiving',
  from: Place,
  to: Place,
  unit: string,
): EventFields {
  return {
    ...head(plan, 'ObjectEvent', name, time_ms),
    epcList: [unit],
    action: 'OBSERVE',
    bizStep: step,
    disposition: step === 'shipping' ? 'in_transit' : 'in_progress',
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

/** A sensor's window over goods in a depot. */
export function watchCold(plan: BulkPlan, name: string, time_ms: number, place: Place, epcs: readonly string[], turn: number): EventFields {
  return {
    ...head(plan, 'ObjectEvent', name, time_ms),
    epcList: [...epcs],
    action: 'OBSERVE',
    bizStep: 'storing',
    disposition: 'in_progress',
    ...at(plan, place),
    sensorElementList: [
      {
        sensorMetadata: {
          startTime: vietnamTime(time_ms - 6 * hour_ms),
          endTime: vietnamTime(time_ms - hour_ms),
          deviceID: `https://id.gs1.org/8004/${plan.prefix}CB${place.index}`,
        },
        sensorReport: [
          { type: 'Temperature', minValue: 2.1, maxValue: 5.8, meanValue: 3 + (turn % 20) / 10, uom: 'CEL' },
          { type: 'RelativeHumidity', meanValue: 80 + (turn % 12), uom: 'P1' },
        ],
      },
    ],
  };
}

/** Units seen in a shop or by an inspector; with the documents that such a look leaves. */
export function lookAtUnits(
  plan: BulkPlan,
  name: string,
  time_ms: number,
  place: Place,
  step: 'stocking' | 'inspecting' | 'retail_selling',
  units: readonly string[],
): EventFields {
  const disposition = step === 'stocking' ? 'sellable_accessible' : step === 'inspecting' ? 'conformant' : 'retail_sold';
  return {
    ...head(plan, 'ObjectEvent', name, time_ms),
    epcList: [...units],
    action: 'OBSERVE',
    bizStep: step,
    disposition,
    ...at(plan, place),
    bizTransactionList: [
      { type: 'inv', bizTransaction: `urn:nguon:inv:${name}` },
      { type: 'prodorder', bizTransaction: `urn:nguon:prodorder:${plan.prefix}-${place.kind}-${place.index}` },
      { type: 'testres', bizTransaction: `urn:nguon:testres:${plan.prefix}-${name}` },
    ],
  };
}
