// The EPC schemes of GS1 keys (TDS 2.x chapter 6) as data: how each URN maps to a key and its qualifier.

import { DIGIT, findOutside } from './charset.ts';

export interface EpcScheme {
  readonly name: string;
  /** Application identifier of the key. */
  readonly key: string;
  /** Digits of company prefix and reference together; undefined where the reference may hold letters. */
  readonly digits: number | undefined;
  /** First digit of the reference moves before the company prefix (indicator, extension digit). */
  readonly indicator: boolean;
  /** A check digit follows company prefix and reference. */
  readonly checked: boolean;
  /** What comes after: nothing, text joined to the key, or a qualifier. */
  readonly tail: 'none' | 'joined' | { readonly qualifier: string };
  /** Shape of the URN, for messages. */
  readonly shape: string;
}

type Row = readonly [string, string, number | undefined, boolean, boolean, string, string];

// prettier-ignore
const ROWS: readonly Row[] = [
  ['sgtin', '01', 13, true, true, '21', 'CompanyPrefix.IndicatorItemReference.Serial'],
  ['upui', '01', 13, true, true, '235', 'CompanyPrefix.IndicatorItemReference.TPX'],
  ['lgtin', '01', 13, true, true, '10', 'CompanyPrefix.IndicatorItemReference.Lot'],
  ['itip', '8006', 13, true, true, '21', 'CompanyPrefix.IndicatorItemReference.Piece.Total.Serial'],
  ['sscc', '00', 17, true, true, '', 'CompanyPrefix.ExtensionSerialReference'],
  ['sgln', '414', 12, false, true, '254', 'CompanyPrefix.LocationReference.Extension'],
  ['pgln', '417', 12, false, true, '', 'CompanyPrefix.PartyReference'],
  ['grai', '8003', 12, false, true, '+', 'CompanyPrefix.AssetType.Serial'],
  ['gdti', '253', 12, false, true, '+', 'CompanyPrefix.DocumentType.Serial'],
  ['sgcn', '255', 12, false, true, '+', 'CompanyPrefix.CouponReference.Serial'],
  ['gsrn', '8018', 17, false, true, '', 'CompanyPrefix.ServiceReference'],
  ['gsrnp', '8017', 17, false, true, '', 'CompanyPrefix.ServiceReference'],
  ['gsin', '402', 16, false, true, '', 'CompanyPrefix.ShipperReference'],
  ['giai', '8004', undefined, false, false, '', 'CompanyPrefix.IndividualAssetReference'],
  ['ginc', '401', undefined, false, false, '', 'CompanyPrefix.ConsignmentReference'],
  ['cpi', '8010', undefined, false, false, '8011', 'CompanyPrefix.ComponentPartReference.Serial'],
];

export const EPC_SCHEMES: readonly EpcScheme[] = ROWS.map(([name, key, digits, indicator, checked, tail, shape]) => ({
  name,
  key,
  digits,
  indicator,
  checked,
  tail: tail === '' ? 'none' : tail === '+' ? 'joined' : { qualifier: tail },
  shape: `${name === 'lgtin' ? 'urn:epc:class:' : 'urn:epc:id:'}${name}:${shape}`,
}));

const BY_NAME = new Map(EPC_SCHEMES.map((scheme) => [scheme.name, scheme]));

export function findEpcScheme(name: string): EpcScheme | undefined {
  return BY_NAME.get(name);
}

/** How many parts, separated by points, the body of the scheme's URN has; the last may hold points itself. */
export function countParts(scheme: EpcScheme): number {
  if (scheme.name === 'itip') return 5;
  return scheme.tail === 'none' ? 2 : 3;
}

/** Fewest and most digits of a GS1 company prefix. */
export const COMPANY_PREFIX_MIN_DIGITS = 6;
const COMPANY_PREFIX_MAX_DIGITS = 12;

/** Whether the text is a company prefix: 6 to 12 digits. */
export function isCompanyPrefix(text: string): boolean {
  const { length } = text;
  return length >= COMPANY_PREFIX_MIN_DIGITS && length <= COMPANY_PREFIX_MAX_DIGITS && findOutside(text, 0, length, DIGIT) < 0;
}

/** Digit before the company prefix in the key: the GRAI begins with a zero of its own. */
export function leadOf(scheme: EpcScheme): string {
  return scheme.key === '8003' ? '0' : '';
}
