// Tests of canonical identifiers, their levels and parents, of EPC URNs, patterns and internal codes.

import assert from 'node:assert/strict';
import test from 'node:test';
import { canonicalId, internalCode, matchPattern, prefixLengthFromTable, readInternalCode, toDigitalLink, toEpcUrn } from '@nguon/gs1';
import type { CanonicalId, MatchRole } from '@nguon/gs1';

const G = '09520001000010';
const ROOT = 'https://id.gs1.org/';

function idOf(uri: string): CanonicalId {
  const id = canonicalId(uri);
  assert.ok(id.ok, `${uri}: ${id.ok ? '' : id.faults[0]!.en}`);
  return id.value;
}

test('levels, parents and index keys', () => {
  const rows: [string, string, string, string[]][] = [
    ['urn:epc:id:sgtin:9520001.000001.S1', `01/${G}/21/S1`, 'instance', [`01/${G}`]],
    [`https://qr.example.vn/x/01/${G}/21/S1?a=b#c`, `01/${G}/21/S1`, 'instance', [`01/${G}`]],
    [`https://a/01/${G}/21/S1/`, `01/${G}/21/S1`, 'instance', [`01/${G}`]],
    [`HTTPS://a/01/${G}/22/V/21/S1`, `01/${G}/21/S1`, 'instance', [`01/${G}`]],
    ['urn:epc:class:lgtin:9520001.000001.L1', `01/${G}/10/L1`, 'lot', [`01/${G}`]],
    ['urn:epc:idpat:sgtin:9520001.000001.*', `01/${G}`, 'class', []],
    ['URN:EPC:id:upui:9520001.000001.T', `01/${G}/235/T`, 'instance', [`01/${G}`]],
    ['urn:epc:id:sscc:9520001.0000000001', '00/095200010000000010', 'instance', []],
    ['urn:epc:id:sgln:9520001.00001.0', '414/9520001000010', 'place', []],
    ['urn:epc:id:sgln:9520001.00001.A/b'.replace('/', '%2F'), '414/9520001000010/254/A%2Fb', 'place', ['414/9520001000010']],
    ['urn:epc:id:pgln:9520001.00001', '417/9520001000010', 'party', []],
    ['urn:epc:id:grai:9520001.00001.7', '8003/095200010000107', 'asset', ['8003/09520001000010']],
    ['urn:epc:idpat:grai:9520001.00001.*', '8003/09520001000010', 'class', []],
    ['urn:epc:id:gdti:9520001.00001.A', '253/9520001000010A', 'document', ['253/9520001000010']],
    ['urn:epc:id:giai:9520001.X1', '8004/9520001X1', 'asset', []],
    ['urn:epc:id:gsin:9520001.000000001', '402/95200010000000010', 'shipment', []],
    ['urn:epc:id:itip:9520001.000001.01.02.S', `8006/${G}0102/21/S`, 'instance', [`8006/${G}0102`]],
    ['urn:epc:id:cpi:9520001.AB.12', '8010/9520001AB/8011/12', 'instance', ['8010/9520001AB']],
    ['urn:epc:idpat:cpi:9520001.AB.*', '8010/9520001AB', 'class', []],
  ];
  for (const [uri, thing, level, parents] of rows) {
    const id = idOf(uri);
    assert.deepEqual([id.thing, id.level, id.parents, id.uri], [thing, level, parents, ROOT + thing], uri);
    assert.equal(id.key, thing.slice(0, thing.indexOf('/')), uri);
  }
});

test('lot beside serial leaves the canonical form and comes back apart', () => {
  assert.deepEqual(idOf(`https://a/01/${G}/10/L(1)/21/S,1`), {
    uri: `${ROOT}01/${G}/21/S%2C1`,
    thing: `01/${G}/21/S%2C1`,
    key: '01',
    level: 'instance',
    lot: `01/${G}/10/L%281%29`,
    parents: [`01/${G}/10/L%281%29`, `01/${G}`],
  });
});

test('two spellings of one serial give one text', () => {
  const texts = [
    "urn:epc:id:sgtin:9520001.000001.a!'%25%26(*)+,-.%2F:;=_",
    `${ROOT}01/${G}/21/a%21%27%25%26%28%2A%29%2B%2C-.%2f%3A%3b%3D_`,
  ];
  assert.equal(idOf(texts[0]!).uri, `${ROOT}01/${G}/21/a%21'%25%26%28%2A%29%2B%2C-.%2F%3A;=_`);
  assert.equal(idOf(texts[1]!).uri, idOf(texts[0]!).uri);
});

test('what is not GS1 passes unchanged', () => {
  const uris = [
    'https://example.com/epcis/vocab/loc/0001',
    'https://shop.example/docs/01/2024',
    'https://shop.example/error/401/x',
    'https://ref.gs1.org/cbv/BizStep-shipping',
    'https://shop.example/san-pham/8930000000019',
    'http://example.de/01/97803',
    'urn:uuid:2b1fbe36-7cf5-4f4c-b8e1-4f4c7cf52b1f',
    'urn:epc:id:gid:95100000.12345.400',
    'urn:epc:tag:sgtin-96:1.9520001.000001.1',
    'ni:///sha-256;abc?ver=CBV2.0',
    'geo:10.77,106.69',
  ];
  for (const uri of uris) {
    const id = idOf(uri);
    assert.deepEqual([id.uri, id.thing, id.key, id.parents], [uri, uri, undefined, []], uri);
  }
});

test('faults of identifiers', () => {
  const cases: [string, string][] = [
    ['42', 'not_a_uri'],
    ['', 'not_a_uri'],
    ['https://', 'not_a_uri'],
    ['urn:x y', 'not_a_uri'],
    ['urn:epc:id:sgtin:9520001.00001.S', 'bad_reference_length'],
    ['urn:epc:id:sgtin:9520001.00000A.S', 'bad_reference_length'],
    ['urn:epc:id:sgtin:95200.00000001.S', 'bad_company_prefix'],
    ['urn:epc:id:sgtin:9520001.000001', 'malformed_urn'],
    ['urn:epc:id:sgtin:9520001.000001.', 'malformed_urn'],
    ['urn:epc:id:sgtin:9520001.000001.%4', 'bad_escape'],
    ['urn:epc:id:sgtin:9520001.000001.é', 'invalid_cset82_character'],
    [`urn:epc:id:sgtin:9520001.000001.${'1'.repeat(21)}`, 'value_too_long'],
    ['urn:epc:id:lgtin:9520001.000001.L', 'malformed_urn'],
    ['urn:epc:class:sgtin:9520001.000001.L', 'malformed_urn'],
    ['urn:epc:idpat:sgtin:9520001.*.*', 'pattern_not_identifier'],
    ['urn:epc:id:cpi:9520001.AB.012', 'illegal_zero_prefix'],
    ['https://id.gs1.org/01/97803', 'value_too_short'],
    ['https://id.gs1.org/san-pham/1', 'no_primary_key'],
    [`https://id.gs1.org/01/${G}/10/`, 'value_too_short'],
    ['https://a/01/09520001000017', 'incorrect_check_digit'],
    ['https://a/01/095200010000101', 'value_too_long'],
    [`https://a/01/${G}/21/S/10/L`, 'path_sequence'],
    [`https://a/01/${G}/99/x`, 'path_sequence'],
    [`https://a/${'x'.repeat(5000)}`, 'too_long'],
  ];
  for (const [uri, code] of cases) {
    const id = canonicalId(uri);
    assert.equal(id.ok ? '' : id.faults[0]!.code, code, uri.slice(0, 60));
  }
});

test('Digital Links become URNs when the company prefix is known, and say so when not', () => {
  const prefixLength = prefixLengthFromTable([
    ['952', 7],
    ['95200', 9],
  ]);
  assert.equal(prefixLength('9520001000010'), 9);
  assert.equal(prefixLength('9521'), 7);
  assert.equal(prefixLength('8930'), undefined);
  const seven = prefixLengthFromTable([['952', 7]]);
  const rows: [string, string][] = [
    [`${ROOT}01/${G}/21/a%21%2F`, 'urn:epc:id:sgtin:9520001.000001.a!%2F'],
    [`${ROOT}01/${G}/10/L/21/S`, 'urn:epc:id:sgtin:9520001.000001.S'],
    [`${ROOT}01/${G}/10/L`, 'urn:epc:class:lgtin:9520001.000001.L'],
    [`${ROOT}01/${G}`, 'urn:epc:idpat:sgtin:9520001.000001.*'],
    [`${ROOT}414/9520001000010`, 'urn:epc:id:sgln:9520001.00001.0'],
    [`${ROOT}8006/${G}0102`, 'urn:epc:idpat:itip:9520001.000001.01.02.*'],
    ['https://example.com/x', 'https://example.com/x'],
  ];
  for (const [uri, urn] of rows) {
    const got = toEpcUrn(uri, seven);
    assert.equal(got.ok ? got.value : got.faults[0]!.code, urn);
  }
  const unknown = toEpcUrn('https://id.gs1.org/01/08930000000019', seven);
  assert.equal(unknown.ok ? '' : unknown.faults[0]!.code, 'gcp_length_unknown');
  // All digits are company prefix: nothing is left for the reference, and a URN without one could not be read.
  const bare = toEpcUrn(`${ROOT}8004/8930000`, () => 7);
  assert.equal(bare.ok ? bare.value : bare.faults[0]!.code, 'no_epc_scheme');
  const none = toEpcUrn(`${ROOT}8013/1987654Ad4X4bL5ttr2310c2K`, seven);
  assert.equal(none.ok ? '' : none.faults[0]!.code, 'no_epc_scheme');
  assert.deepEqual(toDigitalLink('urn:epc:id:sgln:9520001.00001.0'), { ok: true, value: `${ROOT}414/9520001000010` });
});

test('MATCH_ values become index keys and prefixes', () => {
  const rows: [string, MatchRole, object][] = [
    ['urn:epc:idpat:sgtin:9520001.000001.*', 'instance', { kind: 'prefix', thing: `01/${G}/21/` }],
    ['urn:epc:id:sgtin:9520001.000001.*', 'instance', { kind: 'prefix', thing: `01/${G}/21/` }],
    ['urn:epc:idpat:sgtin:9520001.000001.*', 'class', { kind: 'exact', thing: `01/${G}` }],
    ['urn:epc:idpat:sgtin:9520001.000001.*', 'any', { kind: 'prefix', thing: `01/${G}` }],
    [`${ROOT}01/${G}`, 'instance', { kind: 'prefix', thing: `01/${G}/21/` }],
    [`${ROOT}01/${G}`, 'class', { kind: 'exact', thing: `01/${G}` }],
    [`${ROOT}01/${G}/10/L`, 'any', { kind: 'exact', thing: `01/${G}/10/L` }],
    ['urn:epc:idpat:sgtin:9520001.000001.7', 'instance', { kind: 'exact', thing: `01/${G}/21/7` }],
    ['urn:epc:idpat:sgtin:*.*.*', 'any', { kind: 'prefix', thing: '01/' }],
    ['urn:epc:idpat:sgln:9520001.*.*', 'any', { kind: 'prefix', thing: '414/9520001' }],
    ['urn:epc:idpat:sgln:9520001.00001.*', 'any', { kind: 'exact', thing: '414/9520001000010' }],
    ['urn:epc:idpat:grai:9520001.*.*', 'any', { kind: 'prefix', thing: '8003/09520001' }],
    ['urn:epc:idpat:grai:9520001.00001.*', 'instance', { kind: 'prefix', thing: '8003/09520001000010' }],
    ['urn:epc:idpat:giai:9520001.*', 'any', { kind: 'prefix', thing: '8004/9520001' }],
    ['urn:epc:class:lgtin:9520001.000001.*', 'class', { kind: 'prefix', thing: `01/${G}/10/` }],
    ['urn:epc:idpat:itip:9520001.000001.01.*.*', 'any', { kind: 'prefix', thing: `8006/${G}01` }],
    ['https://example.com/x', 'any', { kind: 'exact', thing: 'https://example.com/x' }],
  ];
  for (const [value, role, match] of rows) {
    const got = matchPattern(value, role);
    assert.deepEqual(got.ok ? got.value : got.faults[0]!.code, match, `${value} ${role}`);
  }
  const open = matchPattern('urn:epc:idpat:sgtin:9520001.*.*');
  assert.ok(open.ok && open.value.kind === 'alternatives');
  assert.deepEqual([open.value.things.length, open.value.things[0], open.value.things[9]], [10, '01/09520001', '01/99520001']);
  for (const bad of ['urn:epc:idpat:sgtin:9520001.*.7', 'urn:epc:idpat:sgtin:*.000001.7', 'urn:epc:idpat:sgtin:95.*.*']) {
    assert.equal(matchPattern(bad).ok, false, bad);
  }
});

test('a Digital Link is no pattern: its * is refused with the two ways to ask for all, and %2A is the sign itself', () => {
  const stars = [
    `${ROOT}01/${G}/21/*`,
    `${ROOT}01/${G}/10/*`,
    `${ROOT}01/${G}/10/*/21/*`,
    `https://shop.example/a/01/${G}/21/*`,
    `${ROOT}01/*`,
    `${ROOT}00/*`,
  ];
  for (const star of stars) {
    for (const role of ['instance', 'class', 'any'] as const) {
      const got = matchPattern(star, role);
      assert.equal(got.ok ? 'read' : got.faults[0]!.code, 'pattern_in_link', `${star} ${role}`);
      if (!got.ok)
        for (const text of [got.faults[0]!.vi, got.faults[0]!.en])
          assert.ok(text.includes('urn:epc:idpat:') && text.includes('/01/'), text);
    }
  }
  const literal = matchPattern(`${ROOT}01/${G}/21/%2A`, 'instance');
  assert.deepEqual(literal.ok && literal.value, { kind: 'exact', thing: `01/${G}/21/%2A` });
  assert.ok(matchPattern(`${ROOT}01/${G}/21/A*B`).ok);
});

test('internal codes live under their own namespace and are never GS1 keys', () => {
  const made = internalCode('nguon.example.vn', 'htx-ba-den', 'Lô 5/2026');
  assert.ok(made.ok);
  assert.equal(made.value, 'https://nguon.example.vn/ma-noi-bo/htx-ba-den/L%C3%B4%205%2F2026');
  assert.deepEqual(readInternalCode(made.value, 'nguon.example.vn'), { orgSlug: 'htx-ba-den', code: 'Lô 5/2026' });
  assert.equal(readInternalCode(made.value, 'other.example.vn'), undefined);
  assert.equal(idOf(made.value).key, undefined);
  for (const [host, slug, code] of [
    ['nguon.example.vn', '01', G],
    ['nguon.example.vn', 'gtin', G],
    ['nguon.example.vn', 'Htx', 'A'],
    ['nguon.example.vn', 'htx', ' A'],
    ['nguon.example.vn', 'htx', ''],
    ['nguon.example.vn', 'htx', 'A\u0000'],
    ['nguon example', 'htx', 'A'],
  ] as const) {
    assert.equal(internalCode(host, slug, code).ok, false, `${host} ${slug} ${code}`);
  }
});
