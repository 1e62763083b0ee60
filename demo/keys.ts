// GS1 keys of the demo province: all under the demonstration prefix 952, with right check digits, never a real company's.
import { checkDigit } from '@nguon/gs1';

const id = 'https://id.gs1.org/';

/** Seven digits: demonstration prefix 952 and the number that the demo gave the organisation (1 to 999). */
export function companyPrefix(organisation: number): string {
  return `9520${String(organisation).padStart(3, '0')}`;
}

/** GTIN of 13 digits, as it stands on the goods. */
export function gtin13(organisation: number, item: number): string {
  const digits = companyPrefix(organisation) + String(item).padStart(5, '0');
  return digits + checkDigit(digits);
}

/** GTIN of 14 digits; `level` 0 is the goods themselves, 1 to 8 a case of them. */
export function gtin14(organisation: number, item: number, level = 0): string {
  const digits = String(level) + companyPrefix(organisation) + String(item).padStart(5, '0');
  return digits + checkDigit(digits);
}

/** GLN of a party (number 0) or of one of its places. */
export function gln(organisation: number, place: number): string {
  const digits = companyPrefix(organisation) + String(place).padStart(5, '0');
  return digits + checkDigit(digits);
}

export const lotUri = (gtin: string, lot: string): string => `${id}01/${gtin}/10/${lot}`;
export const itemUri = (gtin: string, serial: string): string => `${id}01/${gtin}/21/${serial}`;
export const partyUri = (organisation: number): string => `${id}417/${gln(organisation, 0)}`;

/** Logistic unit: SSCC, of an extension digit, the prefix, a serial and the check digit. */
export function ssccUri(organisation: number, serial: number): string {
  const digits = '3' + companyPrefix(organisation) + String(serial).padStart(9, '0');
  return `${id}00/${digits}${checkDigit(digits)}`;
}

/** Returnable asset (crate): GRAI, whose 13 digits follow a leading zero. */
export function crateUri(organisation: number, type: number, serial: string): string {
  const digits = companyPrefix(organisation) + String(type).padStart(5, '0');
  return `${id}8003/0${digits}${checkDigit(digits)}${serial}`;
}

/** Individual asset (truck, sensor, container): GIAI. */
export const assetUri = (organisation: number, reference: string): string => `${id}8004/${companyPrefix(organisation)}${reference}`;

/** Place key without the origin: GLN, with an extension (AI 254) for a plot, a stall or a vehicle. */
export function placeKey(organisation: number, place: number, extension?: string): string {
  return `414/${gln(organisation, place)}` + (extension === undefined ? '' : `/254/${extension}`);
}

/** Enterprise code for tax: ten digits with the check digit by weights 31 … 3 modulo 11; 99 is no province's. */
export function taxCode(organisation: number): string {
  const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
  for (let tail = organisation * 37; ; tail++) {
    const nine = '99' + String(1_000_000 + tail);
    const check = 10 - (weights.reduce((sum, weight, index) => sum + weight * Number(nine[index]), 0) % 11);
    if (check < 10) return nine + check;
  }
}
