// Tables of the older compression of GS1 Digital Links (1.0 and 1.1), as data.
// Facts of gs1/GS1DigitalLinkToolkit.js (GS1 AISBL, Apache-2.0), src at commit 52dc9ce, read 22 November 2026; in our own form.

/** Codes that stand for several identifiers at once, and the identifiers in the order in which their values follow. */
export const SEQUENCES: Readonly<Record<string, string>> = {
  '0a': '01 22',
  '0b': '01 10',
  '0c': '01 21',
  '0d': '01 17',
  '0e': '01 7003',
  '0f': '01 30',
  '1a': '01 10 21 17',
  '1b': '01 15',
  '1c': '01 11',
  '1d': '01 16',
  '1e': '01 91',
  '1f': '01 10 15',
  '9a': '8010 8011',
  '9b': '8017 8019',
  '9c': '8018 8019',
  '9d': '414 254',
  ca: '255 3940',
  cb: '255 3941',
  cc: '255 3942',
  cd: '255 3943',
};

/** Codes whose last digit counts on: [first digits of the code, first of its last digits, key, first identifier]. */
export const SEQUENCE_RUNS: readonly (readonly [string, number, number, string, number])[] = [
  ['2', 10, 6, '01', 3100],
  ['3', 10, 6, '01', 3200],
  ['a', 0, 10, '01', 3920],
  ['c', 0, 10, '255', 3900],
];

/** Formats that differ from today's (aidc-format-table.ts; `X3` three characters without their length). */
export const LEGACY_FORMATS: Readonly<Record<string, string>> = {
  '423': 'i3 v12',
  '425': 'i3 v12',
  '4307': 'X2',
  '4317': 'X2',
  '7007': 'i6 v6',
  '7040': 'i1 X3',
  '8008': 'i8 v4',
  '8013': 'x30',
};

/** Identifiers that the older compression did not know; what later tools made of them is not settled. */
export const NOT_IN_LEGACY = new Set(
  '03 4309 4330 4331 4332 4333 7011 7041 715 716 7241 7242 7250 7251 7252 7253 7254 7255 7256 7257 7258 7259 8030'.split(' '),
);
