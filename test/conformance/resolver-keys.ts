// Every primary key with every sequence of its qualifiers, as reference tables of URI Syntax 4.9 have them: valid paths and bad ones.
import { checkDigit, checkPair } from '@nguon/gs1';
import { gln, gtin, sscc } from '../support/sample-events.ts';

export interface KeyPaths {
  readonly ai: string;
  /** The shortest valid path of the key. */
  readonly path: string;
  /** Whether the official suite's expression for plausible links knows the key. */
  readonly inSuite: boolean;
  /** What may follow the path, in order. */
  readonly qualified: readonly string[];
  /** Value with a wrong check digit or check character; absent where the key has none. */
  readonly badCheck?: string;
  /** Position of the value in `path` ends here: what comes behind belongs to the key as well (8020 of 415). */
  readonly behind?: string;
}

const withDigit = (digits: string): string => digits + checkDigit(digits);
/** The digit at `at` raised by one: no check digit survives that. */
const spoil = (text: string, at: number): string => text.slice(0, at) + ((Number(text[at]) + 1) % 10) + text.slice(at + 1);
const gsin = withDigit('9520000000000001');
const gsrn = (serial: number): string => withDigit('9520' + String(serial).padStart(13, '0'));
const gmn = `9520MODEL${checkPair('9520MODEL') ?? ''}`;

const tradeItem = ['/22/V1', '/10/L1', '/21/S1', '/22/V1/10/L1', '/22/V1/21/S1', '/10/L1/21/S1', '/22/V1/10/L1/21/S1'];

/** `value` is whole; `digits` = how many characters of it the check digit closes. */
function makeKey(ai: string, value: string, digits: number | undefined, qualified: readonly string[] = [], behind = ''): KeyPaths {
  return {
    ai,
    path: `/${ai}/${value}${behind}`,
    inSuite: ai !== '415',
    qualified,
    behind,
    ...(digits === undefined ? {} : { badCheck: `/${ai}/${spoil(value, digits - 1)}${behind}` }),
  };
}

export const keys: readonly KeyPaths[] = [
  makeKey('00', sscc(101), 18),
  makeKey('01', gtin(101), 14, [...tradeItem, '/235/TPX1']),
  makeKey('253', `${gln(101)}X7`, 13),
  makeKey('255', `${gln(102)}5`, 13),
  makeKey('401', '9520ABC', undefined),
  makeKey('402', gsin, 17),
  makeKey('414', gln(103), 13, ['/254/A', '/7040/1ABC']),
  makeKey('415', gln(104), 13, [], '/8020/R1'),
  makeKey('417', gln(105), 13, ['/7040/1ABC']),
  makeKey('8003', `0${gln(106)}S1`, 14),
  makeKey('8004', '9520ASSET', undefined, ['/7040/1ABC']),
  makeKey('8006', `${gtin(102)}0102`, 14, tradeItem),
  makeKey('8010', '9520PART', undefined, ['/8011/12']),
  { ...makeKey('8013', gmn, undefined), badCheck: `/8013/${gmn.slice(0, -1)}${gmn.endsWith('A') ? 'B' : 'A'}` },
  makeKey('8017', gsrn(1), 18, ['/8019/12']),
  makeKey('8018', gsrn(2), 18, ['/8019/12']),
];

/** The same keys with values under which nothing is known. */
export const unknownPaths: readonly string[] = [
  `/00/${sscc(901)}`,
  `/01/${gtin(901)}`,
  `/01/${gtin(901)}/10/L1`,
  `/01/${gtin(901)}/22/V1/10/L1/21/S1`,
  `/01/${gtin(901)}/235/T1`,
  `/253/${gln(901)}X7`,
  `/255/${gln(902)}5`,
  '/401/9520UNKNOWN',
  `/402/${withDigit('9520000000009001')}`,
  `/414/${gln(903)}`,
  `/414/${gln(903)}/254/A`,
  `/415/${gln(904)}/8020/R1`,
  `/417/${gln(905)}`,
  `/8003/0${gln(906)}S1`,
  '/8004/9520UNKNOWN',
  `/8006/${gtin(902)}0102`,
  '/8010/9520UNKNOWN',
  `/8013/9520NONE${checkPair('9520NONE') ?? ''}`,
  `/8017/${gsrn(901)}`,
  `/8018/${gsrn(902)}`,
];
