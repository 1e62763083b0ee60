// Texts that nearly are identifiers: pieces put together, and right ones with a few characters spoilt.

import * as fc from 'fast-check';
import { buildDigitalLink, formatBracketed, formatSeparated, toEpcUrn, writeScanData } from '@nguon/gs1';
import { compressLink } from '@nguon/gs1/compressed';
import { item } from './item-arbitrary.ts';

const PIECES = [
  ...['https://', 'http://', 'HTTPS://', 'id.gs1.org', 'a.example', '/', '//', '?', '#', '&', '=', ';', '%', '%4', '%2F', '%00', '+', ' '],
  ...[
    '01',
    '00',
    '10',
    '21',
    '22',
    '235',
    '254',
    '414',
    '415',
    '8003',
    '8004',
    '8006',
    '8010',
    '8013',
    '8018',
    '8020',
    '253',
    'gtin',
    'lot',
  ],
  ...[
    '(',
    ')',
    '(01)',
    '(10)',
    '\\(',
    '^',
    '\u001d',
    ']d2',
    ']C1',
    ']Q1',
    ']E0',
    ']e0',
    '|',
    '.',
    '*',
    ':',
    '17=261231',
    '8000=',
    '17=',
    '3103=',
  ],
  ...['urn:epc:id:', 'urn:epc:idpat:', 'urn:epc:class:', 'urn:epc:tag:', 'sgtin:', 'sgln:', 'lgtin:', 'itip:', 'cpi:', '9520001.', '..'],
  ...['/eh', '/ex', 'eh30', 'exMB', 'F7', 'ehf7', '/AQ', 'ma-noi-bo/', 'dinh-danh/', '09520001000010', '9520001000010', '0000000000000'],
  ...['\u0000', '\ud800', 'ế', '１', '\u202e', '\ufeff', '9'.repeat(40)],
];

/** Any characters, halves of pairs too; one in two below 128. */
const anything = (max: number): fc.Arbitrary<string> =>
  fc.array(fc.oneof(fc.nat(127), fc.nat(65_535)), { maxLength: max }).map((codes) => String.fromCharCode(...codes));

const pieces = fc.array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...PIECES) }, anything(5)), {
  maxLength: 14,
});

/** A right text of some kind, made from an item. */
const right = fc.tuple(item, fc.nat(7), fc.integer({ min: 6, max: 12 })).map(([{ path, attributes }, kind, length]) => {
  const elements = [...path, ...attributes];
  const built = buildDigitalLink(elements);
  const link = built.ok ? built : buildDigitalLink(path);
  const uri = link.ok ? link.value : '';
  if (kind === 0) return formatBracketed(elements);
  if (kind === 1) return formatSeparated(elements);
  if (kind === 2)
    return textOr(
      toEpcUrn(uri, () => length),
      uri,
    );
  if (kind === 3) return textOr(writeScanData('DataMatrix', `^${formatSeparated(elements, '^')}`), uri);
  if (kind > 5) return uri;
  const short = compressLink(uri, { form: kind === 4 ? 'hex' : 'base64', prefixLength: () => length });
  return short.ok ? short.value.link : uri;
});

function textOr(result: { readonly ok: true; readonly value: string } | { readonly ok: false }, other: string): string {
  return result.ok ? result.value : other;
}

interface Change {
  readonly at: number;
  readonly kind: number;
  readonly piece: string;
  readonly count: number;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(400),
  kind: fc.nat(8),
  piece: fc.oneof(fc.constantFrom(...PIECES), fc.constantFrom(...'0123456789')),
  count: fc.integer({ min: 1, max: 6 }),
});

/** One slip: something put in, left out, replaced, doubled, moved, cut off, escaped, in another case. */
function apply(text: string, { at: anywhere, kind, piece, count }: Change): string {
  const at = text.length === 0 ? 0 : anywhere % (text.length + 1);
  const [before, after] = [text.slice(0, at), text.slice(at)];
  switch (kind) {
    case 0:
      return before + piece + after;
    case 1:
      return before + after.slice(count);
    case 2:
      return before + piece.charAt(0) + after.slice(1);
    case 3:
      return before + after.slice(0, count) + after;
    case 4:
      return after + before;
    case 5:
      return before;
    case 6:
      return `${before}%${(after.charCodeAt(0) & 255 || 0).toString(16).padStart(2, '0')}${after.slice(1)}`;
    case 7:
      return before + (after === after.toUpperCase() ? after.toLowerCase() : after.toUpperCase());
    default:
      return before + after.slice(1, 2) + after.slice(0, 1) + after.slice(2);
  }
}

/** Texts to read: pieces, right ones, and right ones or those of `bases` spoilt in one to three places. */
export function textsFrom(bases: readonly string[]): fc.Arbitrary<string> {
  const base =
    bases.length === 0
      ? right
      : fc.oneof(
          right,
          fc.nat(bases.length - 1).map((place) => bases[place]!),
        );
  const spoilt = fc
    .tuple(base, fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([text, changes]) => changes.reduce((sum, one) => apply(sum, one), text));
  return fc.oneof(
    { weight: 2, arbitrary: pieces.map((parts) => parts.join('')) },
    { weight: 3, arbitrary: base },
    { weight: 6, arbitrary: spoilt },
    { weight: 1, arbitrary: anything(60) },
  );
}
