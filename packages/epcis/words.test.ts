// Times, decimals, CBV words and query parameters: tables of cases.
import assert from 'node:assert/strict';
import test from 'node:test';
import { CBV_LISTS, findCbvWord, readQueryParameters, readTime, thingRoles } from '@nguon/epcis';
import type { CbvKind } from '@nguon/epcis';
import { findNearest } from './cbv.ts';
import { addDecimals, canonicalDecimal } from './decimal.ts';
import { isUri } from './uri.ts';
import { findCbvWebUri } from './cbv.ts';
import { writeTime } from './time.ts';

test('times', () => {
  for (const text of [
    '2026-11-22T08:30:00Z',
    '2024-02-29T23:59:59.999+14:00',
    '1969-12-31T23:59:59.5-05:30',
    '0999-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
  ]) {
    assert.equal(readTime(text), Date.parse(text), text);
  }
  assert.equal(writeTime(readTime('2026-05-04T11:04:03.1415Z') as number), '2026-05-04T11:04:03.142Z');
  assert.equal(writeTime(readTime('2026-12-31T23:59:59.9996Z') as number), '2027-01-01T00:00:00.000Z');
  const wrong = {
    time_without_offset: ['2026-11-22T08:30:00', '2026-11-22T08:30:00.5'],
    time_impossible: [
      '2026-13-01T00:00:00Z',
      '2026-04-31T00:00:00Z',
      '2025-02-29T00:00:00Z',
      '1900-02-29T00:00:00Z',
      '2026-01-01T24:00:00Z',
      '2026-01-01T00:60:00Z',
      '2026-01-01T00:00:60Z',
      '2026-01-01T00:00:00+15:00',
      '0000-01-01T00:00:00Z',
    ],
    time_malformed: [
      '',
      '2026-11-22',
      '2026-11-22 08:30:00Z',
      '2026-11-22T08:30Z',
      '2026-11-22T08:30:00.Z',
      '2026-11-22T08:30:00+0700',
      '26-11-22T08:30:00Z',
      '2026-11-22T08:30:00Zulu',
      `2026-11-22T08:30:00.${'1'.repeat(60)}Z`,
    ],
  };
  for (const [code, texts] of Object.entries(wrong)) for (const text of texts) assert.equal(readTime(text), code, text);
});

test('decimals', () => {
  const forms = {
    '26.0': '26',
    '0.1800': '0.18',
    '+5': '5',
    '007': '7',
    '-0.0': '0',
    '1e3': '1000',
    '1.5E-3': '0.0015',
    '.5': '0.5',
    '5.': '5',
    '12345678901234567890': '12345678901234567890',
    '-1.20': '-1.2',
  };
  for (const [text, form] of Object.entries(forms)) assert.equal(canonicalDecimal(text), form, text);
  for (const text of ['', '.', '1_000', 'Infinity', '0x10', '1e999', '1 2']) assert.equal(canonicalDecimal(text), undefined, text);
  assert.equal(addDecimals('0.1', '0.2'), '0.3');
  assert.equal(addDecimals('-1.5', '0.25'), '-1.25');
  assert.equal(addDecimals('99999999999999999999', '1'), '100000000000000000000');
  assert.equal(addDecimals('1', undefined), undefined);
});

test('the word lists are whole, named in both languages, and every spelling leads to the word', () => {
  const sizes: Record<CbvKind, number> = {
    bizStep: 41,
    disposition: 33,
    bizTransactionType: 13,
    sourceDestinationType: 3,
    errorReason: 2,
    sensorAlert: 2,
    component: 14,
    measurementType: 72,
  };
  for (const [kind, size] of Object.entries(sizes) as [CbvKind, number][]) {
    const { rows } = CBV_LISTS[kind];
    assert.equal(rows.length, size, kind);
    assert.equal(new Set(rows.map(([word]) => word)).size, size);
    for (const [word, vi, en] of rows) {
      assert.ok(vi !== '' && en !== '');
      const uri = findCbvWebUri(kind, word)!;
      for (const spelling of [word, uri, uri.replace('https:', 'http:'), uri.replace('ref.gs1.org', 'ns.gs1.org')])
        assert.equal(findCbvWord(kind, spelling), word, spelling);
    }
  }
  assert.equal(findCbvWord('bizStep', 'urn:epcglobal:cbv:bizstep:shipping'), 'shipping');
  assert.equal(findCbvWord('bizStep', 'cbv:BizStep-shipping'), 'shipping');
  assert.equal(findCbvWord('bizStep', 'Shipping'), undefined);
  assert.equal(findCbvWord('bizStep', 'constructor'), undefined);
  assert.equal(findNearest('Cycle-Counting', ['cycle_counting', 'stocking']), 'cycle_counting');
});

test('URIs', () => {
  for (const text of ['urn:x:1', 'https://id.gs1.org/01/1?x=%20#a', 'ex:a', 'ni:///sha-256;ab?ver=CBV2.0']) assert.ok(isUri(text), text);
  for (const text of ['', 'a', ':a', 'ex:', '1x:a', 'ex:a b', 'ex:tên', 'ex:%zz', 'ex:<a>', 'e x:a', 'ex:"a"'])
    assert.ok(!isUri(text), text);
});

test('query parameters become conditions in stored form', () => {
  const { query, faults } = readQueryParameters(
    [
      ['eventType', 'ObjectEvent|https://ref.gs1.org/epcis/AggregationEvent'],
      ['EQ_bizStep', 'shipping|urn:epcglobal:cbv:bizstep:receiving|https://ref.gs1.org/cbv/BizStep-packing|ex:own'],
      ['EQ_disposition', ''],
      ['EQ_action', ['ADD', 'DELETE']],
      ['GE_eventTime', '2026-05-04T08:30:00 07:00'],
      ['LT_recordTime', '2026-05-05T00:00:00Z'],
      ['EQ_readPoint', 'urn:epc:id:sgln:9521234.00001.0'],
      ['MATCH_anyEPC', 'urn:epc:idpat:sgtin:9521234.000005.*|https://shop.example/01/09521234000051/21/a'],
      ['MATCH_epcClass', 'urn:epc:idpat:sgtin:9521234.000005.*'],
      ['orderBy', 'recordTime'],
      ['orderDirection', 'ASC'],
      ['perPage', '50'],
      ['nextPageToken', 'abc|def'],
    ],
    { extensions: { ex: 'https://ns.example.com/' } },
  );
  assert.deepEqual(faults, []);
  assert.deepEqual([query?.orderBy, query?.orderDirection, query?.perPage, query?.nextPageToken], ['recordTime', 'ASC', 50, 'abc|def']);
  const R = thingRoles;
  assert.deepEqual(query?.conditions, [
    { parameter: 'eventType', kind: 'words', column: 'eventType', values: ['ObjectEvent', 'AggregationEvent'] },
    {
      parameter: 'EQ_bizStep',
      kind: 'words',
      column: 'bizStep',
      values: ['shipping', 'receiving', 'packing', 'https://ns.example.com/own'],
    },
    { parameter: 'EQ_action', kind: 'words', column: 'action', values: ['ADD', 'DELETE'] },
    { parameter: 'GE_eventTime', kind: 'time', column: 'eventTime', comparison: 'GE', instant_ms: Date.UTC(2026, 4, 4, 1, 30) },
    { parameter: 'LT_recordTime', kind: 'time', column: 'recordTime', comparison: 'LT', instant_ms: Date.UTC(2026, 4, 5) },
    { parameter: 'EQ_readPoint', kind: 'places', column: 'readPoint', things: ['414/9521234000013'] },
    {
      parameter: 'MATCH_anyEPC',
      kind: 'match',
      thingRoles: [R.epc, R.childEpc, R.parent, R.inputEpc, R.outputEpc],
      matches: [
        { kind: 'prefix', thing: '01/09521234000051/21/' },
        { kind: 'exact', thing: '01/09521234000051/21/a' },
      ],
    },
    {
      parameter: 'MATCH_epcClass',
      kind: 'match',
      thingRoles: [R.quantityClass, R.childClass],
      matches: [{ kind: 'exact', thing: '01/09521234000051' }],
    },
  ]);
});

test('malformed query values are faults of their parameter', () => {
  const wrong: readonly (readonly [string, string])[] = [
    ['GE_eventTime', '2026-05-04'],
    ['GE_eventTime', '2026-05-04T08:30:00'],
    ['EQ_bizStep', 'shiping'],
    ['EQ_bizStep', 'urn:epcglobal:cbv:bizstep:x'],
    ['eventType', 'Object'],
    ['orderBy', 'bizStep'],
    ['orderDirection', 'asc'],
    ['perPage', '0'],
    ['perPage', '1.5'],
    ['perPage', '-3'],
    ['EQ_readPoint', 'here'],
    ['MATCH_epc', 'urn:epc:idpat:sgtin:9521234.*.5'],
    ['MATCH_epc', 'https://id.gs1.org/01/09521234000052'],
    ['EQ_eventID', 'no uri'],
    ['nextPageToken', 'x'.repeat(9_000)],
  ];
  for (const [name, value] of wrong) {
    const { query, faults } = readQueryParameters([[name, value]]);
    const code = name === 'EQ_readPoint' || name === 'MATCH_epc' ? 'parameter_identifier' : 'parameter_value';
    assert.deepEqual([query, faults.map((fault) => [fault.code, fault.path])], [undefined, [[code, name]]], value);
  }
  assert.equal(readQueryParameters([['__proto__', '1']]).faults[0]?.code, 'parameter_unknown');
});

test('a value that is no identifier is refused with the whole reason, a * in a link with both ways to ask for all', () => {
  const value = 'https://id.gs1.org/01/09520001000015/21/*';
  for (const name of ['MATCH_epc', 'MATCH_anyEPCClass']) {
    const { query, faults } = readQueryParameters([[name, value]]);
    assert.deepEqual([query, faults.map(({ code, path }) => [code, path])], [undefined, [['parameter_identifier', name]]]);
    for (const text of [faults[0]!.vi, faults[0]!.en])
      for (const part of [name, value, 'urn:epc:idpat:sgtin:', '/01/GTIN', '%2A']) assert.ok(text.includes(part), `${part} in: ${text}`);
  }
  assert.deepEqual(
    readQueryParameters([['EQ_readPoint', 'not a place']]).faults.map(({ code }) => code),
    ['parameter_identifier'],
  );
});
