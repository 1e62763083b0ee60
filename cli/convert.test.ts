// The commands convert and hash: forms, faults, losses, exit codes; no database is opened.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { testConfig } from '../test/support/test-product.ts';
import { convert } from './convert.ts';
import { hash } from './hash.ts';
import { runCommandLine } from './run-command-line.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'nguon-convert-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const place = (name: string): string => path.join(folder, name);

async function say(...words: string[]): Promise<{ code: number; out: string[]; err: string }> {
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runCommandLine(
    [convert, hash],
    words,
    { print: (line) => void out.push(line), note: (line) => void err.push(line) },
    // A database that is not there: a command that opened it would fail.
    () => testConfig({ databaseUrl: 'postgres://nobody@127.0.0.1:1/nothing' }),
  );
  return { code, out, err: err.join('\n') };
}

const event = (more: object): object => ({
  type: 'ObjectEvent',
  eventTime: '2026-11-22T08:00:00Z',
  eventTimeZoneOffset: '+07:00',
  epcList: ['https://id.gs1.org/01/09520001000010/21/1'],
  action: 'OBSERVE',
  ...more,
});
const document = (...events: object[]): string =>
  JSON.stringify({
    '@context': ['https://ref.gs1.org/standards/epcis/epcis-context.jsonld'],
    type: 'EPCISDocument',
    schemaVersion: '2.0',
    creationDate: '2026-11-22T08:00:00Z',
    id: 'https://id.example.org/tai-lieu/9?a=1&b=2',
    sender: 'urn:s:1',
    epcisBody: { eventList: events },
  });
const sensors = { sensorElementList: [{ sensorReport: [{ type: 'Temperature', value: 4, uom: 'CEL' }] }] };
writeFileSync(place('good.jsonld'), document(event({}), event({ bizStep: 'packing' })));
writeFileSync(place('sensor.jsonld'), document(event({}), event(sensors)));
writeFileSync(place('faulty.jsonld'), document(event({}), event({ bizStep: 'paking' })));

test('from JSON to XML 2.0, XML 1.2 and back: the hashes stay', async () => {
  const given = await say('hash', place('good.jsonld'));
  assert.equal(given.code, 0);
  assert.equal(given.out.length, 2);
  assert.match(given.out[0] ?? '', /^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.0$/);
  let from = place('good.jsonld');
  for (const form of ['xml2', 'xml1.2', 'json']) {
    const to = place(`good.${form}`);
    assert.equal((await say('convert', '--to', form, '--out', to, from)).code, 0);
    assert.deepEqual((await say('hash', to)).out, given.out, form);
    from = to;
  }
  assert.match(readFileSync(place('good.xml2'), 'utf8'), /<sbdh:Sender><sbdh:Identifier>urn:s:1</);
  for (const form of ['xml2', 'xml1.2'])
    assert.match(readFileSync(place(`good.${form}`), 'utf8'), / id="https:\/\/id\.example\.org\/tai-lieu\/9\?a=1&amp;b=2"/);
  const { sender, id } = JSON.parse(readFileSync(place('good.json'), 'utf8')) as { sender: string; id: string };
  assert.deepEqual([sender, id], ['urn:s:1', 'https://id.example.org/tai-lieu/9?a=1&b=2']);
});

test('what XML 1.2 cannot express is named; the event is left out, or written without it on request', async () => {
  const refused = await say('convert', '--to', 'xml1.2', '--out', place('a.xml'), place('sensor.jsonld'));
  assert.equal(refused.code, 1);
  assert.match(refused.err, /eventList\[1\]: .*sensorElementList/);
  assert.equal(readFileSync(place('a.xml'), 'utf8').split('<ObjectEvent>').length - 1, 1);
  const allowed = await say('convert', '--to', 'xml1.2', '--allow-loss', '--json', '--out', place('b.xml'), place('sensor.jsonld'));
  assert.equal(allowed.code, 0);
  const told = JSON.parse(allowed.out.join('')) as { eventsWritten: number; lossesTotal: number };
  assert.deepEqual([told.eventsWritten, told.lossesTotal], [2, 1]);
  assert.doesNotMatch(readFileSync(place('b.xml'), 'utf8'), /sensor/);
});

test('faults are told with their place, the other events are written, and the hash of a faulty event comes all the same', async () => {
  const converted = await say('convert', '--to', 'xml2', '--out', place('c.xml'), place('faulty.jsonld'));
  assert.equal(converted.code, 1);
  assert.match(converted.err, /eventList\[1\]\.bizStep: .*packing/);
  assert.equal(readFileSync(place('c.xml'), 'utf8').split('<ObjectEvent>').length - 1, 1);
  const hashed = await say('hash', '--json', place('faulty.jsonld'));
  assert.equal(hashed.code, 0);
  const rows = JSON.parse(hashed.out.join('')) as { hash: string; faults: number }[];
  assert.deepEqual(
    rows.map(({ faults }) => faults),
    [0, 1],
  );
  assert.ok(rows.every(({ hash: text }) => text.startsWith('ni:')));
});

test('a file that is not there, no UTF-8, an unknown form, --json without --out', async () => {
  assert.equal((await say('convert', '--to', 'json', place('nothing.xml'))).code, 1);
  writeFileSync(place('latin.xml'), Buffer.from('<a>\xe9</a>', 'latin1'));
  const latin = await say('hash', place('latin.xml'));
  assert.deepEqual([latin.code, /UTF-8/.test(latin.err)], [1, true]);
  assert.equal((await say('convert', '--to', 'csv', place('good.jsonld'))).code, 2);
  assert.equal((await say('convert', '--to', 'json', '--json', place('good.jsonld'))).code, 2);
});

test('the hash of a named edition: its version, its text, and a word of what editions there are', async () => {
  const released = await say('hash', place('sensor.jsonld'));
  const draft = await say('hash', '--cbv', '2.1', place('sensor.jsonld'));
  assert.deepEqual([draft.code, draft.out.length], [0, 2]);
  assert.match(draft.out.join(), /^ni:\/\/\/sha-256;[0-9a-f]{64}\?ver=CBV2\.1,ni:.*\?ver=CBV2\.1$/);
  assert.deepEqual(
    draft.out.map((line, index) => line.slice(0, 78) === released.out[index]?.slice(0, 78)),
    [true, false],
    'without sensors the digests are equal, with them not',
  );
  const text = await say('hash', '--cbv', '2.0-table', '--prehash', '--json', place('sensor.jsonld'));
  const rows = JSON.parse(text.out.join('')) as { hash: string }[];
  assert.match(rows[1]?.hash ?? '', /sensorElementsensorReporttype=https:\/\/ref\.gs1\.org\/voc\/Temperature/);
  assert.doesNotMatch(rows[1]?.hash ?? '', /sensorElementList/);
  const wrong = await say('hash', '--cbv', '2.2', place('sensor.jsonld'));
  assert.equal(wrong.code, 2);
  assert.match(wrong.err, /2\.0, 2\.0-table, 2\.1/);
});
