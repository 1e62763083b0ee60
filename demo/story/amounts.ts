// Amounts of goods in the stories: a product's lot with a quantity, written as EPCIS quantity elements.
import { itemUri, lotUri } from '../keys.ts';
import { productOf } from '../province/products.ts';
import { serialsOf } from './chance.ts';
import type { EventFields } from './story.ts';

export interface Lot {
  /** Short name in the table of products. */
  readonly product: string;
  readonly lot: string;
}

export interface Amount extends Lot {
  readonly quantity: number;
  /** UN/CEFACT Rec. 20; none = pieces. */
  readonly uom?: 'KGM';
}

export const kilos = (product: string, lot: string, quantity: number): Amount => ({ product, lot, quantity, uom: 'KGM' });
export const pieces = (product: string, lot: string, quantity: number): Amount => ({ product, lot, quantity });

export const uriOfLot = (lot: Lot): string => lotUri(productOf(lot.product).gtin, lot.lot);

/** The serialised items of a lot; the same lot always has the same serials. */
export function itemsOf(lot: Lot, count: number): string[] {
  return serialsOf(`${lot.product}/${lot.lot}`, count).map((serial) => itemUri(productOf(lot.product).gtin, serial));
}

export function quantityElement({ quantity, uom, ...lot }: Amount): EventFields {
  return { epcClass: uriOfLot(lot), quantity, ...(uom === undefined ? {} : { uom }) };
}

/** Cuts a list into parts of at most `size`. */
export function partsOf<Value>(values: readonly Value[], size: number): Value[][] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) => values.slice(index * size, (index + 1) * size));
}
