// Words of the stories about making goods: harvest, transform, give codes, print, inspect. Each makes one EPCIS event.
import { placeOf, placeUri } from '../province/places.ts';
import { productOf } from '../province/products.ts';
import { quantityElement, uriOfLot } from './amounts.ts';
import type { Amount, Lot } from './amounts.ts';
import { day_ms } from './story.ts';
import type { EventFields, Story } from './story.ts';

/** Who did it, when and where; `late_ms` = written down so long after it happened. */
export interface Deed {
  readonly by: string;
  readonly at: number;
  readonly place: string;
  readonly late_ms?: number;
}

export const where = (place: string): EventFields => ({ readPoint: { id: placeUri(place) }, bizLocation: { id: placeUri(place) } });

/** Instance/lot master data: CBV names for lot, dates and origin; GS1 Web Vocabulary for the days CBV has no name for. */
export function lotData(story: Story, lot: Lot, at: number, more: EventFields = {}): EventFields {
  const days = productOf(lot.product).shelfLifeDays;
  return {
    'cbvmda:lotNumber': lot.lot,
    'cbvmda:countryOfOrigin': 'VN',
    ...(days === undefined ? {} : { 'cbvmda:itemExpirationDate': story.dateOf(at + days * day_ms) }),
    ...more,
  };
}

/** A plot (or a drying yard, a depot) gives a lot of raw goods. */
export function harvest(story: Story, deed: Deed, amount: Amount): void {
  const { growingAreaCode, kind } = placeOf(deed.place);
  const day = story.dateOf(deed.at);
  story.tell(
    deed.by,
    deed.at,
    {
      type: 'ObjectEvent',
      action: 'ADD',
      bizStep: 'creating_class_instance',
      disposition: 'active',
      quantityList: [quantityElement(amount)],
      ...where(deed.place),
      ilmd: lotData(story, amount, deed.at, {
        ...(kind === 'field' ? { 'cbvmda:harvestStartDate': day, 'cbvmda:harvestEndDate': day } : { 'gs1:productionDate': day }),
        ...(growingAreaCode === undefined ? {} : { 'tn:growingAreaCode': growingAreaCode }),
      }),
    },
    deed.late_ms,
  );
}

export interface Transformation {
  readonly inputs?: readonly Amount[];
  readonly outputs?: readonly Amount[];
  /** Shared by events that together are one transformation (EPCIS 2.0 §7.4.6). */
  readonly transformationId?: string;
  readonly temperature_C?: number;
}

/** Inputs become outputs. */
export function transform(story: Story, deed: Deed, made: Transformation): void {
  const { inputs, outputs } = made;
  story.tell(
    deed.by,
    deed.at,
    {
      type: 'TransformationEvent',
      ...(inputs === undefined ? {} : { inputQuantityList: inputs.map(quantityElement) }),
      ...(outputs === undefined ? {} : { outputQuantityList: outputs.map(quantityElement) }),
      ...(made.transformationId === undefined ? {} : { transformationID: made.transformationId }),
      bizStep: 'creating_class_instance',
      disposition: 'active',
      ...where(deed.place),
      ...(made.temperature_C === undefined
        ? {}
        : {
            sensorElementList: [{ sensorReport: [{ type: 'Temperature', value: made.temperature_C, uom: 'CEL' }] }],
          }),
    },
    deed.late_ms,
  );
}

/** Items get codes that work: they come to life with their lot's data. */
export function commission(story: Story, deed: Deed, lot: Lot, items: readonly string[], more: EventFields = {}): string {
  const day = story.dateOf(deed.at);
  // Fruit is harvested, not made: it has no day of production.
  const made = more['cbvmda:harvestEndDate'] === undefined ? { 'gs1:productionDate': day } : {};
  return story.tell(
    deed.by,
    deed.at,
    {
      type: 'ObjectEvent',
      action: 'ADD',
      bizStep: 'commissioning',
      disposition: 'active',
      epcList: [...items],
      ...where(deed.place),
      ilmd: lotData(story, lot, deed.at, { ...made, 'gs1:packagingDate': day, ...more }),
    },
    deed.late_ms,
  );
}

/** Codes are printed but not yet in use (CBV `encoding`, `encoded`). */
export function print(story: Story, deed: Deed, items: readonly string[]): void {
  story.tell(deed.by, deed.at, {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    bizStep: 'encoding',
    disposition: 'encoded',
    epcList: [...items],
    ...where(deed.place),
  });
}

/** Codes are taken out of use for good: torn or misprinted labels. */
export function voidCodes(story: Story, deed: Deed, items: readonly string[]): void {
  story.tell(deed.by, deed.at, {
    type: 'ObjectEvent',
    action: 'DELETE',
    bizStep: 'decommissioning',
    disposition: 'inactive',
    epcList: [...items],
    ...where(deed.place),
  });
}

/** A laboratory or an agency looks at a lot; `passed` false puts it on hold as non-conformant. */
export function inspect(story: Story, deed: Deed, lot: Lot, sample_kg: number, passed = true, certificate?: string): void {
  story.tell(deed.by, deed.at, {
    type: 'ObjectEvent',
    action: 'OBSERVE',
    bizStep: 'inspecting',
    disposition: passed ? 'conformant' : 'non_conformant',
    ...(passed ? { persistentDisposition: { set: ['conformant'] } } : {}),
    quantityList: [{ epcClass: uriOfLot(lot), quantity: sample_kg, uom: 'KGM' }],
    ...where(deed.place),
    bizTransactionList: [{ type: 'testres', bizTransaction: certificate ?? `urn:nguon:test:${lot.lot}` }],
  });
}
