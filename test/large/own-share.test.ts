// What one organisation may take of the room for large documents, and how packed bodies are counted against it.
import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { findCapture } from '../../app/capture/job-store.ts';
import { writeLargeFile } from '../../app/capture/large-files.ts';
import { runLarge } from '../../app/capture/large-run.ts';
import { addKey, addOrganisation } from '../access/people.ts';
import { startTestProduct, testConfig } from '../support/test-product.ts';
import { makeLargeDocument } from './large-documents.ts';

const large_max = 4_000_000;
const product = await startTestProduct({ captureBytesMax: 20_000, captureLargeBytesMax: large_max });
const { context } = product;
const orgId = await addOrganisation(product, 'lon');
const { key } = await addKey(product, orgId, ['capture']);
const never = new AbortController().signal;

interface Job {
  readonly captureID: string;
  readonly running: boolean;
  readonly eventsStored: number;
}

test('one organisation has half of the room, waiting and being written together; the other half is for the others', async () => {
  const { dataDir } = testConfig();
  const { dataDir: other } = testConfig();
  const bytesMax = 100_000;
  const write = (org: number, held_bytes: number, size = bytesMax) =>
    writeLargeFile({ dataDir, bytesMax, orgId: org, held_bytes }, context.newId(), Readable.from([Buffer.alloc(size, ' ')]), '');
  await write(1, 0);
  await write(1, bytesMax);
  await assert.rejects(write(1, 2 * bytesMax, 1), { kind: 'unavailable', code: 'large_captures_share' });
  await assert.rejects(write(1, bytesMax + 1), { code: 'large_captures_share' });
  await write(2, 0);
  const piecesOf = async function* (): AsyncGenerator<Buffer> {
    for (let sent = 0; sent < bytesMax; sent += 1_000) {
      await wait(1);
      yield Buffer.alloc(1_000, ' ');
    }
  };
  const together = await Promise.allSettled(
    Array.from({ length: 3 }, () =>
      writeLargeFile({ dataDir: other, bytesMax, orgId: 3, held_bytes: bytesMax }, context.newId(), piecesOf(), ''),
    ),
  );
  const refused = together.filter(({ status }) => status === 'rejected');
  assert.ok(refused.length > 0, 'three documents written at once do not fit beside one that waits');
  for (const end of refused) assert.equal((end as { reason: { code?: string } }).reason.code, 'large_captures_share');

  const slow = await addOrganisation(product, 'chiem-cho');
  const { key: slowKey } = await addKey(product, slow, ['capture']);
  const headers = { authorization: `Bearer ${slowKey}`, 'content-type': 'application/ld+json' };
  const body = `{${' '.repeat(large_max - 100)}`;
  const answers = [];
  for (let sent = 0; sent < 3; sent++)
    answers.push(await product.app.inject({ method: 'POST', url: '/epcis/capture', headers, payload: body }));
  assert.deepEqual(
    answers.map(({ statusCode }) => statusCode),
    [202, 202, 503],
  );
  assert.equal(answers[2]!.json<{ code: string }>().code, 'large_captures_share');
  for (const answer of answers.slice(0, 2)) await runLarge(context, answer.json<Job>().captureID, never);
});

test('a packed document is taken by what comes out of it, whether its length was told or not', async () => {
  const packed = (events: number) => gzipSync(makeLargeDocument({ form: 'json', events, series: `packed${events}-${++packs}` }));
  let packs = 0;
  for (const headers of [{}, { 'transfer-encoding': 'chunked' }]) {
    const sendPacked = (events: number) => {
      const bytes = packed(events);
      return product.app.inject({
        method: 'POST',
        url: '/epcis/capture',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/ld+json', 'content-encoding': 'gzip', ...headers },
        payload: 'transfer-encoding' in headers ? Readable.from([bytes]) : bytes,
      });
    };
    const small = await sendPacked(5);
    assert.deepEqual([small.statusCode, small.json<Job>().eventsStored], [202, 5], small.body);
    const large = await sendPacked(100);
    assert.deepEqual([large.statusCode, large.json<Job>().running], [202, true], large.body);
    await runLarge(context, large.json<Job>().captureID, never);
    assert.equal((await findCapture(context.database.system, orgId, large.json<Job>().captureID))?.events_stored, 100);
  }
});
