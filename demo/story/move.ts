// Words of the stories about moving goods: pack, unpack, ship, receive, carry in the cold, sell. Each makes one EPCIS event.
import { assetUri, partyUri } from '../keys.ts';
import { numberOf } from '../province/operators.ts';
import { placeOf, placeUri } from '../province/places.ts';
import { quantityElement } from './amounts.ts';
import type { Amount } from './amounts.ts';
import { where } from './make.ts';
import type { Deed } from './make.ts';
import { hour_ms, minute_ms, vietnamTime } from './story.ts';
import type { EventFields, Story } from './story.ts';

/** What moves: serialised units, amounts of lots, or both. */
export interface Load {
  readonly epcs?: readonly string[];
  readonly amounts?: readonly Amount[];
}

const named = ({ epcs, amounts }: Load): EventFields => ({
  ...(epcs === undefined ? {} : { epcList: [...epcs] }),
  ...(amounts === undefined ? {} : { quantityList: amounts.map(quantityElement) }),
});

/** Children go into a parent: crate, case, pallet, truck. */
export function pack(story: Story, deed: Deed, parent: string, { epcs, amounts }: Load, bizStep = 'packing'): void {
  story.tell(
    deed.by,
    deed.at,
    {
      type: 'AggregationEvent',
      action: 'ADD',
      bizStep,
      disposition: 'in_progress',
      parentID: parent,
      ...(epcs === undefined ? {} : { childEPCs: [...epcs] }),
      ...(amounts === undefined ? {} : { childQuantityList: amounts.map(quantityElement) }),
      ...where(deed.place),
    },
    deed.late_ms,
  );
}

/** Children come out; none named = everything comes out (EPCIS 2.0 §7.4.3: parent only, action DELETE). */
export function unpack(story: Story, deed: Deed, parent: string, epcs?: readonly string[], bizStep = 'unpacking'): void {
  story.tell(
    deed.by,
    deed.at,
    {
      type: 'AggregationEvent',
      action: 'DELETE',
      bizStep,
      disposition: 'in_progress',
      parentID: parent,
      ...(epcs === undefined ? {} : { childEPCs: [...epcs] }),
      ...where(deed.place),
    },
    deed.late_ms,
  );
}

export interface Handover {
  readonly from: string;
  readonly fromPlace: string;
  readonly to: string;
  readonly toPlace: string;
  /** Number of the delivery note. */
  readonly note: string;
}

const handoverFields = ({ from, fromPlace, to, toPlace, note }: Handover): EventFields => ({
  sourceList: [
    { type: 'possessing_party', source: partyUri(numberOf(from)) },
    { type: 'location', source: placeUri(fromPlace) },
  ],
  destinationList: [
    { type: 'possessing_party', destination: partyUri(numberOf(to)) },
    { type: 'location', destination: placeUri(toPlace) },
  ],
  bizTransactionList: [{ type: 'desadv', bizTransaction: `urn:nguon:desadv:${note}` }],
});

export function ship(story: Story, at: number, handover: Handover, load: Load, late_ms?: number): string {
  return story.tell(
    handover.from,
    at,
    {
      type: 'ObjectEvent',
      action: 'OBSERVE',
      bizStep: 'shipping',
      disposition: 'in_transit',
      ...named(load),
      readPoint: { id: placeUri(handover.fromPlace) },
      ...handoverFields(handover),
    },
    late_ms,
  );
}

export function receive(story: Story, at: number, handover: Handover, load: Load, late_ms?: number): string {
  return story.tell(
    handover.to,
    at,
    {
      type: 'ObjectEvent',
      action: 'OBSERVE',
      bizStep: 'receiving',
      disposition: 'in_progress',
      ...named(load),
      ...where(handover.toPlace),
      ...handoverFields(handover),
    },
    late_ms,
  );
}

/** A truck's sensor reports the stretch of road: lowest, highest and mean temperature, and the last reading. */
export function carryCold(
  story: Story,
  deed: Deed,
  epcs: readonly string[],
  [low, mean, high]: readonly [number, number, number],
  hours = 1,
): void {
  const carrier = numberOf(placeOf(deed.place).org);
  story.tell(deed.by, deed.at, {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    bizStep: 'transporting',
    disposition: 'in_transit',
    epcList: [...epcs],
    readPoint: { id: placeUri(deed.place) },
    sensorElementList: [
      {
        sensorMetadata: {
          startTime: vietnamTime(deed.at - hours * hour_ms),
          endTime: vietnamTime(deed.at - minute_ms),
          deviceID: assetUri(carrier, 'CB' + deed.place.slice(-2)),
        },
        sensorReport: [
          { type: 'Temperature', minValue: low, maxValue: high, meanValue: mean, uom: 'CEL' },
          { type: 'RelativeHumidity', meanValue: 86, uom: 'P1' },
        ],
      },
    ],
  });
}

/** Goods stand on the shelf. */
export function offer(story: Story, deed: Deed, epcs: readonly string[]): void {
  story.tell(
    deed.by,
    deed.at,
    {
      type: 'ObjectEvent',
      action: 'OBSERVE',
      bizStep: 'stocking',
      disposition: 'sellable_accessible',
      epcList: [...epcs],
      ...where(deed.place),
    },
    deed.late_ms,
  );
}

/** Goods go to shoppers. */
export function sell(story: Story, deed: Deed, epcs: readonly string[]): void {
  story.tell(
    deed.by,
    deed.at,
    {
      type: 'ObjectEvent',
      action: 'OBSERVE',
      bizStep: 'retail_selling',
      disposition: 'retail_sold',
      epcList: [...epcs],
      ...where(deed.place),
    },
    deed.late_ms,
  );
}

/** An asset is fixed to another (sensor to truck), or taken off. */
export function associate(story: Story, deed: Deed, parent: string, child: string, action: 'ADD' | 'DELETE' = 'ADD'): void {
  story.tell(deed.by, deed.at, {
    type: 'AssociationEvent',
    action,
    bizStep: action === 'ADD' ? 'assembling' : 'disassembling',
    disposition: 'in_progress',
    parentID: parent,
    childEPCs: [child],
    ...where(deed.place),
  });
}
