// The EPC binary schemes with partition tables, as data.
// Facts of GS1 TDS 2.3 (October 2025), 14.6: tables 14-16 to 14-44, in our own form.

/** How the reference after the company prefix is written. */
export type ReferenceKind =
  /** Number filled with zeros (14.4.3). */
  | 'padded'
  /** Number without leading zeros (14.4.4). */
  | 'plain'
  /** Characters of 7 bits, filled with zero bits (14.4.5). */
  | 'ascii'
  /** Characters of 6 bits up to a zero one (14.4.9). */
  | 'six-bit';

/** How the serial is written: not at all, as a number, as 7-bit characters, as a number behind a 1. */
export type SerialKind = 'none' | 'number' | 'ascii' | 'marked';

export interface ClassicScheme {
  readonly header: number;
  readonly name: string;
  /** Application identifier of the key. */
  readonly key: string;
  readonly reference: ReferenceKind;
  /** Bits of company prefix and reference together (the most, for six-bit references). */
  readonly bits: number;
  /** Digits or characters of company prefix and reference together (the most, where they vary). */
  readonly digits: number;
  readonly serial: SerialKind;
  readonly serialBits: number;
  /** Qualifier that holds the serial, empty where it is joined to the key. */
  readonly qualifier: string;
}

type Row = readonly [number, string, string, ReferenceKind, number, number, SerialKind, number, string];

// prettier-ignore
const ROWS: readonly Row[] = [
  [0x30, 'SGTIN-96', '01', 'padded', 44, 13, 'number', 38, '21'],
  [0x36, 'SGTIN-198', '01', 'padded', 44, 13, 'ascii', 140, '21'],
  [0x31, 'SSCC-96', '00', 'padded', 58, 17, 'none', 24, ''],
  [0x32, 'SGLN-96', '414', 'padded', 41, 12, 'number', 41, '254'],
  [0x39, 'SGLN-195', '414', 'padded', 41, 12, 'ascii', 140, '254'],
  [0x33, 'GRAI-96', '8003', 'padded', 44, 12, 'number', 38, ''],
  [0x37, 'GRAI-170', '8003', 'padded', 44, 12, 'ascii', 112, ''],
  [0x34, 'GIAI-96', '8004', 'plain', 82, 25, 'none', 0, ''],
  [0x38, 'GIAI-202', '8004', 'ascii', 188, 30, 'none', 0, ''],
  [0x2d, 'GSRN-96', '8018', 'padded', 58, 17, 'none', 24, ''],
  [0x2e, 'GSRNP-96', '8017', 'padded', 58, 17, 'none', 24, ''],
  [0x2c, 'GDTI-96', '253', 'padded', 41, 12, 'number', 41, ''],
  [0x3e, 'GDTI-174', '253', 'padded', 41, 12, 'ascii', 119, ''],
  [0x3c, 'CPI-96', '8010', 'plain', 51, 15, 'number', 31, '8011'],
  [0x3d, 'CPI-var', '8010', 'six-bit', 170, 30, 'number', 40, '8011'],
  [0x3f, 'SGCN-96', '255', 'padded', 41, 12, 'marked', 41, ''],
  [0x40, 'ITIP-110', '8006', 'padded', 44, 13, 'number', 38, '21'],
  [0x41, 'ITIP-212', '8006', 'padded', 44, 13, 'ascii', 140, '21'],
];

export const CLASSIC_SCHEMES: readonly ClassicScheme[] = ROWS.map(
  ([header, name, key, reference, bits, digits, serial, serialBits, qualifier]) => ({
    header,
    name,
    key,
    reference,
    bits,
    digits,
    serial,
    serialBits,
    qualifier,
  }),
);

/** Bits of the company prefix for partition values 0 to 6, that is for 12 down to 6 digits. */
export const PREFIX_BITS = [40, 37, 34, 30, 27, 24, 20] as const;
