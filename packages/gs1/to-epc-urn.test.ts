// Tests of every EPC scheme of a GS1 key: to the Digital Link, back, and what is said where the prefix length is unknown.

import assert from 'node:assert/strict';
import test from 'node:test';
import { prefixLengthFromTable, toDigitalLink, toEpcUrn } from '@nguon/gs1';
import { EPC_SCHEMES } from './epc-scheme.ts';

const pairs: readonly (readonly [string, string])[] = [
  ['urn:epc:id:sgtin:9520001.500001.A%2F1', '01/59520001000015/21/A%2F1'],
  ['urn:epc:idpat:sgtin:9520001.500001.*', '01/59520001000015'],
  ['urn:epc:id:upui:9520001.500001.X1', '01/59520001000015/235/X1'],
  ['urn:epc:class:lgtin:9520001.500001.L1', '01/59520001000015/10/L1'],
  ['urn:epc:id:itip:9520001.500001.01.02.S1', '8006/595200010000150102/21/S1'],
  ['urn:epc:idpat:itip:9520001.500001.01.02.*', '8006/595200010000150102'],
  ['urn:epc:id:sscc:9520001.5000000001', '00/595200010000000015'],
  ['urn:epc:id:sgln:9520001.00001.0', '414/9520001000010'],
  ['urn:epc:id:sgln:9520001.00001.A1', '414/9520001000010/254/A1'],
  ['urn:epc:id:pgln:9520001.00001', '417/9520001000010'],
  ['urn:epc:id:grai:9520001.00001.S1', '8003/09520001000010S1'],
  ['urn:epc:idpat:grai:9520001.00001.*', '8003/09520001000010'],
  ['urn:epc:id:gdti:9520001.00001.S1', '253/9520001000010S1'],
  ['urn:epc:id:sgcn:9520001.00001.12', '255/952000100001012'],
  ['urn:epc:id:gsrn:9520001.0000000001', '8018/952000100000000016'],
  ['urn:epc:id:gsrnp:9520001.0000000001', '8017/952000100000000016'],
  ['urn:epc:id:gsin:9520001.000000001', '402/95200010000000010'],
  ['urn:epc:id:giai:9520001.A1', '8004/9520001A1'],
  ['urn:epc:id:ginc:9520001.A1', '401/9520001A1'],
  ['urn:epc:id:cpi:9520001.A1.12', '8010/9520001A1/8011/12'],
];

const lengths = prefixLengthFromTable([['9520001', 7]]);

test('every scheme, both ways', () => {
  for (const [urn, thing] of pairs) {
    const link = toDigitalLink(urn);
    assert.ok(link.ok, `${urn}: ${link.ok ? '' : link.faults[0]!.en}`);
    assert.equal(link.value, `https://id.gs1.org/${thing}`);
    assert.deepEqual(toEpcUrn(link.value, lengths), { ok: true, value: urn });
    const unknown = toEpcUrn(link.value, () => undefined);
    assert.equal(unknown.ok ? '' : unknown.faults[0]!.code, 'gcp_length_unknown', thing);
  }
  const tried = new Set(pairs.map(([urn]) => urn.split(':')[3]));
  assert.deepEqual(
    EPC_SCHEMES.filter(({ name }) => !tried.has(name)),
    [],
  );
});

test('the longest prefix of a table wins, and a length that does not fit is refused', () => {
  const table = prefixLengthFromTable([
    ['95', 9],
    ['9520001', 7],
  ]);
  assert.deepEqual([table('9520001000'), table('9511111111'), table('8930000000'), table('')], [7, 9, undefined, undefined]);
  const tooLong = toEpcUrn('https://id.gs1.org/8004/9520001A1', () => 9);
  assert.equal(tooLong.ok ? '' : tooLong.faults[0]!.code, 'gcp_not_digits');
  const noScheme = toEpcUrn('https://id.gs1.org/8013/1987654Ad4X4bL5ttr2310c2K', () => 7);
  assert.equal(noScheme.ok ? '' : noScheme.faults[0]!.code, 'no_epc_scheme');
});
