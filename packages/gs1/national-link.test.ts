// Tests of the national portal's links: written in the strict and in the short form, read back, and its product pages.

import assert from 'node:assert/strict';
import test from 'node:test';
import { buildNationalLink, parseDigitalLink, readNationalPortal, readPortalPage } from '@nguon/gs1';

const elements = [
  { ai: '10', value: 'L/1' },
  { ai: '01', value: '08930000000019' },
];

function codeOf(result: ReturnType<typeof buildNationalLink>): string {
  return result.ok ? '' : result.faults[0]!.code;
}

test('the strict form, with and without the tax code', () => {
  const plain = buildNationalLink(elements);
  assert.deepEqual(plain, { ok: true, value: 'https://qr.txng.gov.vn/01/08930000000019/10/L%2F1' });
  assert.ok(parseDigitalLink(plain.ok ? plain.value : '', 'strict').ok);
  const taxed = buildNationalLink(elements, { taxCode: '0301234567-001' });
  assert.deepEqual(taxed, { ok: true, value: 'https://qr.txng.gov.vn/01/08930000000019/10/L%2F1?8000=0301234567-001' });
  const read = parseDigitalLink(taxed.ok ? taxed.value : '', 'lenient');
  assert.ok(read.ok);
  assert.equal(read.value.taxCode, '0301234567-001');
  assert.deepEqual(
    read.value.repairs.map(({ code }) => code),
    ['tax_code_read'],
  );
  const dated = buildNationalLink([...elements, { ai: '17', value: '261231' }], { taxCode: '0301234567' });
  assert.ok(dated.ok && dated.value.endsWith('?17=261231&8000=0301234567'));
});

test('the short form of the labels seen is read back to the same thing', () => {
  const short = buildNationalLink(elements, { taxCode: '0301234567', shortGtin: true });
  assert.deepEqual(short, { ok: true, value: 'https://qr.txng.gov.vn/01/8930000000019/10/L%2F1?8000=0301234567' });
  const read = parseDigitalLink(short.ok ? short.value : '', 'lenient');
  assert.equal(read.ok && read.value.canonical, 'https://id.gs1.org/01/08930000000019/10/L%2F1');
  const box = buildNationalLink([{ ai: '01', value: '18930000000016' }], { shortGtin: true });
  assert.ok(box.ok && box.value.endsWith('/01/18930000000016'), 'a case keeps its indicator digit');
});

test('host, path and parameter are configuration', () => {
  const portal = readNationalPortal('https://txng.example.vn/ma/?mst=')!;
  assert.deepEqual(portal, { stem: 'https://txng.example.vn/ma', taxCodeName: 'mst' });
  const built = buildNationalLink(elements, { portal, taxCode: '0301234567' });
  assert.deepEqual(built, { ok: true, value: 'https://txng.example.vn/ma/01/08930000000019/10/L%2F1?mst=0301234567' });
  assert.deepEqual(readNationalPortal('https://qr.txng.gov.vn?8000'), { stem: 'https://qr.txng.gov.vn', taxCodeName: '8000' });
  for (const address of ['', 'qr.txng.gov.vn?8000', 'https://qr.txng.gov.vn', 'https://?8000', 'https://a?b=c']) {
    assert.equal(readNationalPortal(address), undefined, address);
  }
});

test('refusals', () => {
  assert.equal(codeOf(buildNationalLink(elements, { taxCode: '12345' })), 'bad_tax_code');
  assert.equal(codeOf(buildNationalLink([{ ai: '00', value: '123456789012345675' }])), 'national_needs_gtin');
  assert.equal(codeOf(buildNationalLink([{ ai: '01', value: '08930000000018' }])), 'incorrect_check_digit');
  assert.equal(codeOf(buildNationalLink(elements, { portal: { stem: 'qr', taxCodeName: 'x' } })), 'bad_host');
});

test('a product page of the portal gives GTIN and lot, and is never a Digital Link', () => {
  const page = 'https://txng.gov.vn/portal/product/8930000000019/L-1?x=1';
  assert.equal(parseDigitalLink(page, 'lenient').ok, false);
  const read = readPortalPage(page);
  assert.ok(read?.ok);
  assert.equal(read.value.canonical, 'https://id.gs1.org/01/08930000000019/10/L-1');
  assert.deepEqual(
    read.value.repairs.map(({ code }) => code),
    ['portal_page', 'gtin_padded'],
  );
  assert.deepEqual(read.value.otherQuery, [{ name: 'x', value: '1' }]);
  const bare = readPortalPage('HTTPS://TXNG.gov.vn/portal/product/8930000000019/');
  assert.ok(bare?.ok && bare.value.canonical.endsWith('/01/08930000000019'));
  const wrong = readPortalPage('https://txng.gov.vn/portal/product/8930000000018');
  assert.ok(wrong?.ok);
  assert.deepEqual(
    wrong.value.faults.map(({ code }) => code),
    ['incorrect_check_digit'],
  );
  for (const text of ['https://txng.gov.vn/portal', 'https://other.vn/portal/product/8930000000019', '8930000000019', '']) {
    assert.equal(readPortalPage(text), undefined, text);
  }
});
