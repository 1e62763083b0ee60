// Tests of reading Digital Links strictly and leniently: what comes out, what is mended, what is refused and where.

import assert from 'node:assert/strict';
import test from 'node:test';
import { buildDigitalLink, parseDigitalLink, parseDigitalLinkPath } from '@nguon/gs1';
import type { Parsed, Profile } from '@nguon/gs1';
import { repairCodes } from './repair.ts';

const GTIN = '09520001000010';

function parse(text: string, profile: Profile): Parsed {
  const parsed = parseDigitalLink(text, profile);
  assert.ok(parsed.ok, `${text}: ${parsed.ok ? '' : parsed.faults[0]!.en}`);
  return parsed.value;
}

function codesOf(text: string, profile: Profile = 'strict'): string[] {
  const parsed = parseDigitalLink(text, profile);
  return parsed.ok ? [] : parsed.faults.map(({ code }) => code);
}

test('a strict link gives all its parts', () => {
  const parsed = parse(`https://Qr.Example.VN:8443/a/b/01/${GTIN}/10/L%2F1/21/S1?17=261231&linkType=gs1:pip&x=a+b%C3%A9#top`, 'strict');
  assert.deepEqual(parsed, {
    key: '01',
    path: [
      { ai: '01', value: GTIN },
      { ai: '10', value: 'L/1' },
      { ai: '21', value: 'S1' },
    ],
    attributes: [{ ai: '17', value: '261231' }],
    otherQuery: [
      { name: 'linkType', value: 'gs1:pip' },
      { name: 'x', value: 'a bé' },
    ],
    canonical: `https://id.gs1.org/01/${GTIN}/21/S1`,
    elements: [
      { ai: '01', value: GTIN },
      { ai: '10', value: 'L/1' },
      { ai: '21', value: 'S1' },
      { ai: '17', value: '261231' },
    ],
    repairs: [],
    faults: [],
    prefixPath: '/a/b',
    host: 'Qr.Example.VN:8443',
  });
});

test('a request path is read without a host', () => {
  const parsed = parseDigitalLinkPath(`/01/${GTIN}/10/L1`, 'linkType=gs1:pip', 'strict');
  assert.ok(parsed.ok);
  assert.equal(parsed.value.host, '');
  assert.equal(parsed.value.prefixPath, '');
  assert.deepEqual(parsed.value.otherQuery, [{ name: 'linkType', value: 'gs1:pip' }]);
  assert.equal(parseDigitalLinkPath('/foo', '', 'strict').ok, false);
  assert.equal(parseDigitalLinkPath('', '', 'lenient').ok, false);
});

test('strict refusals say what and where', () => {
  const cases: [string, string][] = [
    ['', 'empty'],
    [`ftp://a/01/${GTIN}`, 'not_a_link'],
    [`https:///01/${GTIN}`, 'bad_host'],
    [`https://a b/01/${GTIN}`, 'bad_host'],
    [`https://a/01/${GTIN}/10/a b`, 'bad_uri_character'],
    [`https://a/01/${GTIN}/10/a%2`, 'bad_escape'],
    [`https://a/gtin/${GTIN}`, 'no_primary_key'],
    [`https://a/01/${GTIN}/`, 'no_primary_key'],
    [`https://a/01/${GTIN}/foo`, 'no_primary_key'],
    ['https://a/01/09520001000017', 'incorrect_check_digit'],
    ['https://a/01/9520001000010', 'value_too_short'],
    [`https://a/01/${GTIN}/21/S/10/L`, 'path_sequence'],
    [`https://a/01/${GTIN}/17/261231`, 'path_sequence'],
    [`https://a/01/${GTIN}/10/${'L'.repeat(21)}`, 'value_too_long'],
    [`https://a/01/${GTIN}/10/%C3%A9`, 'invalid_cset82_character'],
    [`https://a/01/${GTIN}?10=L`, 'belongs_in_path'],
    [`https://a/01/${GTIN}?21=S`, 'not_an_attribute'],
    [`https://a/01/${GTIN}?8000=1`, 'unknown_ai'],
    [`https://a/01/${GTIN}?17=261231&17=261231`, 'repeated_ai'],
    [`https://a/01/${GTIN}?17=261301`, 'illegal_month'],
    [`https://a/01/${GTIN}?37=5`, 'excluded_ai'],
    [`https://a/01/${GTIN}?3922=100`, 'required_ai'],
    ['https://a/415/9520001000010', 'required_ai'],
    [`https://a/01/${GTIN}?${'a&'.repeat(70)}`, 'too_long'],
    [`https://a/${'x'.repeat(5000)}`, 'too_long'],
  ];
  for (const [text, code] of cases) assert.equal(codesOf(text)[0], code, text.slice(0, 80));
  const wrong = parseDigitalLink(`https://a/01/09520001000017/10/é`.replace('é', '%20'), 'strict');
  assert.ok(!wrong.ok);
  assert.deepEqual(
    wrong.faults.map(({ code, position }) => [code, position]),
    [
      ['incorrect_check_digit', 26],
      ['invalid_cset82_character', 31],
    ],
  );
  assert.match(wrong.faults[0]!.vi, /\(01\) Mã GTIN sai: “09520001000017”/);
  assert.match(wrong.faults[0]!.en, /\(01\) GTIN is wrong: "09520001000017"/);
});

test('lenient reading names each repair', () => {
  const full = `https://id.gs1.org/01/${GTIN}/10/L1`;
  const cases: [string, string, string[]][] = [
    ['https://qr.example.vn/01/9520001000010/10/L1?8000=0301234567', full, ['tax_code_read', 'gtin_padded']],
    [`https://a/01/${GTIN}/10/L1/`, full, ['trailing_slash']],
    [`https://a/GTIN/9520001000010/Lot/L1`, full, ['short_name', 'gtin_padded']],
    [`https://a/01/${GTIN}/10/L1?17=261231;15=261201`, full, ['semicolon']],
    [`https://a/01/${GTIN}/21/S/10/L1`, `https://id.gs1.org/01/${GTIN}/21/S`, ['qualifiers_ordered']],
    [`https://a/01/${GTIN}?10=L1`, full, ['qualifier_in_query']],
    [`https://a/01/${GTIN}/17/261231/10/L1`, full, ['attribute_in_path']],
    [`https://a/01/${GTIN}/10/L1?17=2026-12-31`, full, ['attribute_ignored']],
    [`https://a/01/${GTIN}/10/L1?9999=5`, full, ['unknown_attribute_kept']],
    [`HTTPS://A.vn/01/${GTIN}/10/L1`, full, ['letter_case']],
    [`HtTp://a/01/${GTIN}/10/L1`, full, ['letter_case']],
    [`https://a/01/${GTIN}/10/L%2f1`, `https://id.gs1.org/01/${GTIN}/10/L%2F1`, ['letter_case']],
    [`https://a/01/${GTIN}/10/L%2F1`, `https://id.gs1.org/01/${GTIN}/10/L%2F1`, []],
    ['https://a/01/02345673/10/L1', 'https://id.gs1.org/01/00000002345673/10/L1', ['gtin_padded']],
    ['https://a/01/416000336108/10/L1', 'https://id.gs1.org/01/00416000336108/10/L1', ['gtin_padded']],
    [`https://a/01/${GTIN}/10/L1/?8000=0301234567;17=261231`, full, ['trailing_slash', 'semicolon', 'tax_code_read']],
    [`  a.vn/01/${GTIN}/10/L1\n`, full, ['trimmed', 'scheme_added']],
    [`01/${GTIN}/10/L1`, full, []],
    ['9520001000010', `https://id.gs1.org/01/${GTIN}`, ['bare_gtin']],
    ['9 520001 000010', `https://id.gs1.org/01/${GTIN}`, ['bare_gtin']],
    ['123456789012345675', 'https://id.gs1.org/00/123456789012345675', ['bare_sscc']],
    [`(01)${GTIN}(10)L1(17)261231`, full, ['element_string']],
    [`(10)L1(01)${GTIN}`, full, ['element_string']],
    [`]d201${GTIN}1726123110L1`, full, ['element_string']],
    [`]Q1https://a/01/${GTIN}/10/L1`, full, ['symbology_identifier']],
    [']E09520001000010', `https://id.gs1.org/01/${GTIN}`, ['symbology_identifier', 'bare_gtin']],
    [`01${GTIN}10L1\u001d17261231`, full, ['element_string']],
    [`^01${GTIN}10L1^17261231`, full, ['element_string']],
    [`01${GTIN}10L1`, full, ['element_string']],
  ];
  for (const [text, canonical, repairs] of cases) {
    const parsed = parse(text, 'lenient');
    assert.equal(parsed.canonical, canonical, text);
    assert.deepEqual(
      parsed.repairs.map(({ code }) => code),
      repairs,
      text,
    );
    assert.ok(parsed.repairs.every(({ vi, en }) => vi !== '' && en !== ''));
  }
  // The portal's page is read by a function of its own (national-link.test.ts).
  const shown = new Set(cases.flatMap(([, , codes]) => codes));
  assert.deepEqual(
    repairCodes.filter((code) => !shown.has(code)),
    ['portal_page'],
  );
});

test('a right link needs no repair', () => {
  assert.deepEqual(parse(`https://a/01/${GTIN}/22/A/10/B/21/C?17=261231&11=260101`, 'lenient').repairs, []);
});

test('a wrong check digit is kept and told, and everything beyond mending is refused', () => {
  const parsed = parse('https://a/01/09520001000017/10/L1', 'lenient');
  assert.deepEqual(
    parsed.faults.map(({ code }) => code),
    ['incorrect_check_digit'],
  );
  // Only the check digit is forgiven: not what stands behind it in the same value.
  for (const [text, ...codes] of [
    ['https://a/01/09520001000017;17=261231', 'incorrect_check_digit', 'value_too_long'],
    ['https://a/8003/09520001000017A^1', 'incorrect_check_digit', 'invalid_cset82_character'],
    ['(8006)095200010000170302', 'incorrect_check_digit', 'piece_number_exceeds_total'],
  ] as const) {
    assert.deepEqual(codesOf(text, 'lenient'), codes, text);
  }
  assert.deepEqual(codesOf('https://a/01/952000100001/10/L1'.replace('952000100001/', '95200010000/'), 'lenient'), ['value_too_short']);
  assert.deepEqual(codesOf('https://shop.example/san-pham/9520001000010', 'lenient'), ['no_primary_key']);
  assert.deepEqual(codesOf('xin chào', 'lenient'), ['not_a_code']);
  assert.deepEqual(codesOf('   ', 'lenient'), ['empty']);
  assert.deepEqual(codesOf(`https://a/01/${GTIN}/10/L1?10=L2`, 'lenient'), ['repeated_ai']);
  assert.deepEqual(codesOf(`(01)${GTIN}(10)L1(235)T(21)S`, 'lenient'), ['path_sequence']);
});

test('building chooses the key, orders the path and refuses what does not fit', () => {
  const built = buildDigitalLink(
    [
      { ai: '21', value: 'S 1'.replace(' ', '/') },
      { ai: '17', value: '261231' },
      { ai: '01', value: GTIN },
      { ai: '10', value: 'L1' },
    ],
    { stem: 'https://qr.example.vn/' },
  );
  assert.deepEqual(built, { ok: true, value: `https://qr.example.vn/01/${GTIN}/10/L1/21/S%2F1?17=261231` });
  const refusals: [{ ai: string; value: string }[], string][] = [
    [[{ ai: '10', value: 'L1' }], 'required_ai'],
    [[{ ai: '99', value: 'X' }], 'no_primary_key'],
    [[{ ai: '8000', value: 'X' }], 'unknown_ai'],
    [[{ ai: '01', value: '09520001000017' }], 'incorrect_check_digit'],
    [
      [
        { ai: '01', value: GTIN },
        { ai: '21', value: 'S' },
        { ai: '235', value: 'T' },
      ],
      'excluded_ai',
    ],
    [
      [
        { ai: '01', value: GTIN },
        { ai: '21', value: 'S' },
        { ai: '21', value: 'T' },
      ],
      'repeated_ai',
    ],
  ];
  for (const [elements, code] of refusals) {
    const refused = buildDigitalLink(elements);
    assert.equal(refused.ok ? '' : refused.faults[0]!.code, code);
  }
  assert.equal(buildDigitalLink([{ ai: '01', value: GTIN }], { stem: 'qr.example.vn' }).ok, false);
});

test('a lot beside a third-party serial is an attribute, in strict and lenient reading and when written', () => {
  const link = `https://id.gs1.org/01/${GTIN}/235/T?10=L1`;
  const strict = parse(link, 'strict');
  assert.deepEqual(parse(link, 'lenient').elements, strict.elements);
  assert.deepEqual(parse(link, 'lenient').repairs, []);
  const built = buildDigitalLink(strict.elements);
  assert.equal(built.ok && built.value, link);
});
