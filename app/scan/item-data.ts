// Dates, weight and growing area of goods out of the ILMD of their events (CBV 2.0 §8.5, Additional Trade Item Data).
import type { EventFact } from './facts.ts';

export interface ItemData {
  readonly harvestedOn?: string;
  readonly producedOn?: string;
  readonly packedOn?: string;
  readonly useByOn?: string;
  readonly bestBeforeOn?: string;
  readonly sellByOn?: string;
  readonly growingAreaCode?: string;
  readonly netContent?: { readonly value: string; readonly uom: string };
}

type Field = Exclude<keyof ItemData, 'netContent'>;

/** Local names of CBV's attributes, and those that makers commonly use beside them. */
const fields: Readonly<Record<string, Field>> = {
  harvestEndDate: 'harvestedOn',
  harvestDate: 'harvestedOn',
  productionDate: 'producedOn',
  manufacturingDate: 'producedOn',
  packagingDate: 'packedOn',
  packingDate: 'packedOn',
  itemExpirationDate: 'useByOn',
  expirationDate: 'useByOn',
  bestBeforeDate: 'bestBeforeOn',
  sellByDate: 'sellByOn',
  growingArea: 'growingAreaCode',
  growingAreaCode: 'growingAreaCode',
};

/** UN/CEFACT Rec. 20 units that appear on Vietnamese labels, as printed there. */
const unitSigns: Readonly<Record<string, string>> = {
  KGM: 'kg',
  GRM: 'g',
  TNE: 'tấn',
  LTR: 'l',
  MLT: 'ml',
  MTR: 'm',
  H87: '',
  EA: '',
  C62: '',
};

/** A sign people know, or the code itself. */
export function unitSign(uom: string | null): string {
  return uom === null ? '' : (unitSigns[uom] ?? uom);
}

/** The event nearest to the item speaks first; events come in order of time, a later one fills what is still missing. */
export function readItemData(events: readonly EventFact[], thing: string): ItemData {
  const found: { -readonly [Key in keyof ItemData]: ItemData[Key] } = {};
  const nearestFirst = [...events].sort((a, b) => Number(b.via === thing) - Number(a.via === thing));
  for (const event of nearestFirst) {
    if (event.ilmd !== null) readIlmd(event.ilmd, found);
    if (event.growing_area_code !== null) found.growingAreaCode ??= event.growing_area_code;
  }
  return found;
}

function readIlmd(ilmd: Readonly<Record<string, unknown>>, found: { -readonly [Key in keyof ItemData]: ItemData[Key] }): void {
  for (const [name, value] of Object.entries(ilmd)) {
    const local = name.slice(Math.max(name.lastIndexOf(':'), name.lastIndexOf('/'), name.lastIndexOf('#')) + 1);
    const field = fields[local];
    const text = plainText(value);
    if (field === 'growingAreaCode') {
      if (text !== undefined && text.length <= 40) found.growingAreaCode ??= text;
    } else if (field !== undefined) {
      const day = text === undefined ? undefined : /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
      if (day !== undefined) found[field] ??= day;
    } else if (local === 'measurement' || local === 'netContent') {
      const amount = readMeasurement(value);
      if (amount !== undefined) found.netContent ??= amount;
    }
  }
}

/** JSON-LD writes a text as itself or as `{"@value": …}`. */
function plainText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'object' && value !== null && '@value' in value && typeof value['@value'] === 'string') return value['@value'];
  return undefined;
}

function readMeasurement(value: unknown): ItemData['netContent'] {
  if (Array.isArray(value)) return readMeasurement(value[0]);
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value);
  const amount = entries.find(([name]) => /(^|:|\/)(value|quantity)$/.test(name))?.[1];
  const unit = entries.find(([name]) => /(^|:|\/)(uom|unitCode|measurementUnitCode)$/.test(name))?.[1];
  if ((typeof amount !== 'number' && typeof amount !== 'string') || typeof unit !== 'string') return undefined;
  return /^\d{1,12}(\.\d{1,6})?$/.test(String(amount)) ? { value: String(amount), uom: unit } : undefined;
}
