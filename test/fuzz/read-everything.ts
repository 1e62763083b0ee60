// One text through every public reader of the package: faults must have words and a place, what is accepted must be right.

import assert from 'node:assert/strict';
import {
  aliasUri,
  buildDigitalLink,
  canonicalId,
  CANONICAL_ROOT,
  checkAssociations,
  checkCompanyPrefixes,
  checkDigit,
  checkPair,
  companyDigits,
  findAi,
  formatBracketed,
  formatHri,
  formatSeparated,
  gtin14,
  hasValidCheckDigit,
  internalCode,
  linkKey,
  matchPattern,
  parseDigitalLink,
  parseDigitalLinkPath,
  parseElementString,
  readAlias,
  readInternalCode,
  readScanData,
  titleVi,
  toDigitalLink,
  toEpcUrn,
  writeScanData,
} from '@nguon/gs1';
import type { CanonicalId, Element, Parsed } from '@nguon/gs1';
import { compressLink, decompressLink, isEpcCompressed, isLegacyCompressed } from '@nguon/gs1/compressed';
import { checkCoupons, lintCouponCode, lintCouponOffer } from '@nguon/gs1/coupon';
import { elementsOfThing, findWrongChecks, rightDigit, rightPair } from './check-digit-oracle.ts';

interface AnyFault {
  readonly code: string;
  readonly position: number;
  readonly vi: string;
  readonly en: string;
}

type AnyResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: readonly AnyFault[] };

/** Reads `text` with everything; throws an AssertionError that says which reader failed. Gives whether a reader took it for an identifier. */
export function readEverything(text: string): boolean {
  const taken = <T>(name: string, result: AnyResult<T>): T | undefined => {
    if (result.ok) return result.value;
    assert.ok(result.faults.length > 0, `${name}: refused without a fault`);
    for (const fault of result.faults) checkFault(name, fault);
    return undefined;
  };
  const right = (name: string, elements: readonly Element[] | undefined): void => {
    if (elements === undefined) return;
    assert.deepEqual(findWrongChecks(elements), [], `${name}: accepted a wrong check digit`);
    checkPrinters(elements);
  };
  const strict = taken('parseDigitalLink strict', parseDigitalLink(text, 'strict'));
  right('parseDigitalLink strict', strict?.elements);
  const path = taken('parseDigitalLinkPath strict', parseDigitalLinkPath(text, 'linkType=all', 'strict'));
  right('parseDigitalLinkPath strict', path?.elements);
  checkLenient('parseDigitalLink lenient', taken('parseDigitalLink lenient', parseDigitalLink(text, 'lenient')));
  checkLenient('parseDigitalLinkPath lenient', taken('parseDigitalLinkPath lenient', parseDigitalLinkPath(text, text, 'lenient')));
  right('parseElementString', taken('parseElementString', parseElementString(text)));
  right('parseElementString ^', taken('parseElementString ^', parseElementString(text, { separator: '^', associations: false })));
  const id = taken('canonicalId', canonicalId(text));
  if (id !== undefined) checkCanonical(id);
  if (strict !== undefined) checkStrict(text, strict);
  const scan = taken('readScanData strict', readScanData(text, 'strict'));
  right('readScanData strict', scan?.elements);
  const loose = taken('readScanData lenient', readScanData(text, 'lenient'));
  if (loose?.link === undefined) right('readScanData lenient', loose?.elements);
  else checkLenient('readScanData lenient', loose.link);
  const urn = taken(
    'toEpcUrn',
    toEpcUrn(text, (digits) => Math.min(digits.length, 7)),
  );
  if (urn !== undefined && id?.key !== undefined) checkUrn(urn, id);
  taken('toDigitalLink', toDigitalLink(text));
  for (const role of ['instance', 'class', 'any'] as const) {
    const match = taken('matchPattern', matchPattern(text, role));
    if (match?.kind === 'exact' && id?.key !== undefined) right('matchPattern', elementsOfThing(match.thing));
  }
  const plain = taken('decompressLink', decompressLink(text));
  if (plain !== undefined) {
    right('decompressLink', plain.elements);
    assert.ok(isEpcCompressed(text) || isLegacyCompressed(text), 'decompressLink read what is not taken for compressed');
  }
  const short = taken('compressLink', compressLink(text));
  if (short !== undefined) right('compressLink', strict?.elements ?? [{ ai: '01', value: 'not strict' }]);
  readRest(text, taken);
  return id?.key !== undefined || scan !== undefined || plain !== undefined || strict !== undefined;
}

function checkFault(name: string, { code, position, vi, en }: AnyFault): void {
  const isFilled = !/\{(?:ai|title|got|want)\}/.test(`${vi}${en}`);
  assert.ok(code !== '' && vi !== '' && en !== '' && isFilled, `${name}: fault ${code} without words`);
  assert.ok(Number.isInteger(position) && position >= 0, `${name}: fault ${code} at ${position}`);
}

/** Everything that writes elements must be able to write accepted ones. */
function checkPrinters(elements: readonly Element[]): void {
  assert.equal(formatHri(elements, 'vi').length, elements.length);
  for (const { ai } of elements) assert.ok(findAi(ai) !== undefined && typeof titleVi(ai) === 'string');
  for (const text of [formatBracketed(elements), formatSeparated(elements)]) assert.equal(text === '', elements.length === 0);
  checkAssociations(elements);
  checkCoupons(elements);
  checkCompanyPrefixes(elements, () => 'known');
}

/** Leniently read links may keep a wrong check digit, but must tell of it. */
function checkLenient(name: string, parsed: Parsed | undefined): void {
  if (parsed === undefined) return;
  for (const fault of parsed.faults) checkFault(name, fault);
  for (const { vi, en } of parsed.repairs) assert.ok(vi !== '' && en !== '');
  if (parsed.faults.length === 0) assert.deepEqual(findWrongChecks(parsed.elements), [], `${name}: kept a wrong check digit silently`);
}

function checkCanonical(id: CanonicalId): void {
  const again = canonicalId(id.uri);
  assert.ok(again.ok, 'canonicalId: its own result is refused');
  assert.equal(again.value.uri, id.uri, 'canonicalId: another result the second time');
  if (id.key === undefined) return;
  assert.equal(id.uri, CANONICAL_ROOT + id.thing);
  assert.deepEqual(findWrongChecks(elementsOfThing(id.thing)), [], 'canonicalId: accepted a wrong check digit');
  const parsed = parseDigitalLink(id.uri, 'strict');
  // A link to an invoicing party needs its reference: the party alone is an identifier all the same.
  if (id.key !== '415' || parsed.ok) assert.ok(parsed.ok, 'canonicalId: its result is no strict link');
  if (parsed.ok) assert.equal(parsed.value.canonical, id.uri, 'canonicalId and parseDigitalLink differ');
  for (const parent of id.parents) {
    const above = canonicalId(CANONICAL_ROOT + parent);
    assert.ok(above.ok && above.value.thing === parent, 'canonicalId: a parent is not canonical');
  }
}

/** What is read strictly is read leniently without repair, and has one canonical form. */
function checkStrict(text: string, strict: Parsed): void {
  const lenient = parseDigitalLink(text, 'lenient');
  assert.ok(lenient.ok, 'a strict link is refused leniently');
  // Leniently a semicolon parts parameters too.
  if (!text.includes(';')) assert.deepEqual(lenient.value.elements, strict.elements, 'strict and lenient reading differ');
  assert.deepEqual(lenient.value.faults, []);
  const id = canonicalId(text);
  assert.ok(id.ok, 'canonicalId refuses a strict link');
  if (id.value.key !== undefined) assert.equal(id.value.uri, strict.canonical);
  assert.ok(linkKey(strict.path).startsWith(`${strict.key}/`));
  assert.match(companyDigits(strict.path[0]!), /^[0-9]*$/);
  const built = buildDigitalLink(strict.elements, { stem: 'https://a.example' });
  // The dictionary lists the consumer variant among the qualifiers of an ITIP, and asks for a GTIN beside it.
  if (strict.key === '8006' && strict.path.some(({ ai }) => ai === '22')) return;
  assert.ok(built.ok, 'a strict link cannot be built again');
  const again = parseDigitalLink(built.value, 'strict');
  assert.ok(again.ok && again.value.canonical === strict.canonical, 'a link built again has another canonical form');
}

function checkUrn(urn: string, id: CanonicalId): void {
  const back = canonicalId(urn);
  assert.ok(back.ok, 'toEpcUrn: its own result is refused');
  // An SGLN has no way to say the extension 0.
  if (!id.thing.endsWith('/254/0')) assert.equal(back.value.uri, id.uri, 'toEpcUrn: another identifier comes back');
}

/** Functions of single values and codes of our own. */
function readRest(text: string, taken: <T>(name: string, result: AnyResult<T>) => T | undefined): void {
  const isDigits = /^[0-9]+$/.test(text);
  assert.equal(checkDigit(text), isDigits ? rightDigit(text) : '');
  assert.equal(hasValidCheckDigit(text), isDigits && text.length > 1 && text.at(-1) === rightDigit(text.slice(0, -1)));
  const pair = checkPair(text);
  if (pair !== undefined) assert.equal(pair, rightPair(text));
  const gtin = gtin14(text);
  if (gtin !== undefined) assert.deepEqual(findWrongChecks([{ ai: '01', value: gtin }]), []);
  const own = taken('internalCode', internalCode('nguon.example.vn', 'htx-a', text));
  if (own !== undefined) {
    const code = readInternalCode(own, 'nguon.example.vn');
    assert.equal(code?.code, text.normalize('NFC'), 'internalCode: another code comes back');
    assert.equal(parseDigitalLink(own, 'strict').ok, false, 'internalCode: reads as a Digital Link');
  }
  const alias = taken('aliasUri', aliasUri('nguon.example.vn', 'dinh-danh', text));
  if (alias !== undefined) assert.ok(readAlias(alias, 'nguon.example.vn') !== undefined, 'aliasUri: not read again');
  readInternalCode(text, 'nguon.example.vn');
  readAlias(text, 'nguon.example.vn');
  lintCouponCode(text);
  lintCouponOffer(text);
  for (const symbology of ['DataMatrix', 'GS1-128', 'EAN-13', 'EAN-8', 'UPC-E', 'ITF-14', 'QR'] as const) {
    const sent = taken('writeScanData', writeScanData(symbology, text));
    if (sent !== undefined) assert.ok(readScanData(sent, 'lenient').ok, `writeScanData ${symbology}: not read again`);
  }
  taken(
    'buildDigitalLink',
    buildDigitalLink(
      [
        { ai: text, value: text },
        { ai: '01', value: text },
      ],
      { stem: text },
    ),
  );
}
