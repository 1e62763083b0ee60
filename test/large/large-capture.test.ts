// Documents above the small limit: taken in, worked off in the background, all or nothing or the good ones, never twice.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { clearLargeFiles, largeFileOf, writeLargeFile } from '../../app/capture/large-files.ts';
import { runLarge } from '../../app/capture/large-run.ts';
import { listLargeCaptures } from '../../app/capture/large-store.ts';
import { workOffLarge } from '../../app/capture/large-worker.ts';
import { addKey, addOrganisation } from '../access/people.ts';
import { startTestProduct, testConfig } from '../support/test-product.ts';
import { idOf, makeLargeDocument, mediaTypeOf, writePieces } from './large-documents.ts';
import type { LargeShape } from './large-documents.ts';

const large_max = 4_000_000;
const product = await startTestProduct({ captureBytesMax: 20_000, captureLargeBytesMax: large_max });
const { context } = product;
const db = context.database.system;
const orgId = await addOrganisation(product, 'lon');
const { key } = await addKey(product, orgId, ['capture', 'query']);
const { key: otherKey } = await addKey(product, await addOrganisation(product, 'khac'), ['capture']);

interface Job {
  readonly captureID: string;
  readonly running: boolean;
  readonly success: boolean;
  readonly finishedAt?: string;
  readonly eventsGiven: number;
  readonly eventsStored: number;
  readonly eventsDuplicate: number;
  readonly errorsTotal: number;
  readonly errors: readonly { code: string; path: string }[];
}

async function post(body: string | Buffer, form: LargeShape['form'], headers: Record<string, string> = {}) {
  return product.app.inject({
    method: 'POST',
    url: '/epcis/capture',
    headers: { authorization: `Bearer ${key}`, 'content-type': mediaTypeOf(form), accept: 'application/json', ...headers },
    payload: body,
  });
}

async function jobOf(id: string): Promise<Job> {
  const answer = await product.app.inject({ url: `/epcis/capture/${id}`, headers: { authorization: `Bearer ${key}` } });
  assert.equal(answer.statusCode, 200, answer.body);
  return answer.json<Job>();
}

const never = new AbortController().signal;

async function send(shape: LargeShape, behaviour = 'rollback', headers: Record<string, string> = {}): Promise<Job> {
  const answer = await post(makeLargeDocument(shape), shape.form, { 'gs1-capture-error-behaviour': behaviour, ...headers });
  assert.equal(answer.statusCode, 202, answer.body);
  const job = answer.json<Job>();
  assert.equal(job.running, true);
  assert.equal(job.finishedAt, undefined);
  assert.equal(answer.headers['location']?.toString().endsWith(job.captureID), true);
  return job;
}

async function work(shape: LargeShape, behaviour = 'rollback'): Promise<Job> {
  const { captureID } = await send(shape, behaviour);
  await runLarge(context, captureID, never);
  assert.equal(existsSync(largeFileOf(context.config.dataDir, captureID)), false, 'the file goes with the job');
  return jobOf(captureID);
}

async function countEvents(series: string): Promise<number> {
  const { rows } = await db.query<{ count: number; ids: number }>({
    text: 'select count(*)::int as count, count(distinct event_id)::int as ids from events where body like $1',
    values: [`%${series}-%`],
  });
  assert.equal(rows[0]!.count, rows[0]!.ids, 'no event twice');
  return rows[0]!.count;
}

for (const form of ['json', 'xml'] as const)
  for (const hasIds of [true, false])
    test(`${form}, ${hasIds ? 'with' : 'without'} ids: all events are stored once; sent again, none`, async () => {
      const shape = { form, events: 500, series: `whole-${form}-${hasIds}`, hasIds };
      const job = await work(shape);
      assert.deepEqual(
        [job.running, job.success, job.eventsGiven, job.eventsStored, job.errorsTotal],
        [false, true, 500, 500, 0],
        JSON.stringify(job.errors[0]),
      );
      assert.equal(await countEvents(shape.series), 500);
      const again = await work(shape);
      assert.deepEqual([again.success, again.eventsStored, again.eventsDuplicate], [true, 0, 500]);
      assert.equal(await countEvents(shape.series), 500);
    });

test('JSON and XML of one document hold the same events', async () => {
  const shape = { events: 500, series: 'both', hasIds: false };
  assert.equal((await work({ ...shape, form: 'json' })).eventsStored, 500);
  assert.equal((await work({ ...shape, form: 'xml' })).eventsDuplicate, 500);
});

for (const form of ['json', 'xml'] as const) {
  const spoil = (at: number) => (number: number, text: string) => (number === at ? text.replaceAll('OBSERVE', 'NOTICE') : text);

  test(`${form}: one fault near the end, and under rollback nothing is stored`, async () => {
    const job = await work({ form, events: 500, series: `fault-${form}`, spoil: spoil(450) });
    assert.deepEqual([job.running, job.success, job.eventsGiven, job.eventsStored], [false, false, 500, 0]);
    assert.match(job.errors[0]!.path, form === 'json' ? /^\$\.epcisBody\.eventList\[450\]\.action$/ : /ObjectEvent\[451\]/);
    assert.equal(await countEvents(`fault-${form}`), 0);
  });

  test(`${form}: under proceed the good ones stay`, async () => {
    const job = await work({ form, events: 500, series: `good-${form}`, spoil: spoil(10) }, 'proceed');
    assert.deepEqual([job.success, job.eventsStored, job.errorsTotal], [false, 499, 1]);
    assert.equal(await countEvents(`good-${form}`), 499);
  });

  test(`${form}: what is cut off or broken is refused whole, also under proceed`, async () => {
    const cut = await work(
      { form, events: 500, series: `cut-${form}`, spoil: (number, text) => (number === 480 ? text.slice(0, -20) : text) },
      'proceed',
    );
    assert.deepEqual([cut.running, cut.success, cut.eventsStored], [false, false, 0], JSON.stringify(cut));
    assert.ok(cut.errorsTotal > 0);
    assert.equal(await countEvents(`cut-${form}`), 0);
  });
}

test('under rollback an id that says something else, in the document or in the store, keeps all of it out', async () => {
  const repeat = (number: number, text: string) => (number === 700 ? text.replace(idOf('twice', 700), idOf('twice', 3)) : text);
  const twice = await work({ form: 'json', events: 800, series: 'twice', spoil: repeat });
  assert.deepEqual([twice.success, twice.eventsStored, twice.errors[0]!.code], [false, 0, 'event_id_taken']);
  assert.equal(twice.errors[0]!.path, '$.epcisBody.eventList[700].eventID');
  assert.equal((await work({ form: 'json', events: 100, series: 'before' })).eventsStored, 100);
  const takes = (number: number, text: string) => (number === 500 ? text.replace(idOf('after', 500), idOf('before', 7)) : text);
  const taken = await work({ form: 'json', events: 600, series: 'after', spoil: takes });
  assert.deepEqual([taken.success, taken.eventsStored, taken.errors[0]!.code], [false, 0, 'event_id_taken']);
  const proceeds = await work({ form: 'json', events: 600, series: 'after', spoil: takes }, 'proceed');
  assert.deepEqual([proceeds.success, proceeds.eventsStored, proceeds.errorsTotal], [false, 599, 1]);
});

test('under rollback a declaration that does not repeat its event keeps all of it out, wherever in the document the two stand', async () => {
  const declare = (text: string): string => text.replace('{', '{"errorDeclaration":{"declarationTime":"2026-11-19T10:00:00+07:00"},');
  for (const [at, declared] of [
    [700, 3],
    [3, 700],
    [5, 6],
    [6, 5],
  ] as const) {
    const series = `differs-${at}`;
    const spoil = (number: number, text: string) =>
      number === at ? declare(text.replace(idOf(series, at), idOf(series, declared))) : text;
    const job = await work({ form: 'json', events: 800, series, spoil });
    assert.deepEqual([job.success, job.eventsStored, job.errors.map(({ code }) => code)], [false, 0, ['declaration_differs']], series);
    const field = at > declared ? 'errorDeclaration' : 'eventID';
    assert.equal(job.errors[0]!.path, `$.epcisBody.eventList[${Math.max(at, declared)}].${field}`);
  }
  let third = '';
  const repeats = (number: number, text: string) => (number === 3 ? (third = text) : number === 700 ? declare(third) : text);
  const right = await work({ form: 'json', events: 800, series: 'repeats', spoil: repeats });
  assert.deepEqual([right.success, right.eventsStored], [true, 800]);
});

test('work that is laid down between two parts goes on from there, and counts nothing twice', async () => {
  const { captureID } = await send({ form: 'json', events: 1_300, series: 'paused' });
  let stops = 0;
  for (let turn = 0; turn < 200 && (await jobOf(captureID)).running; turn++) {
    const abort = new AbortController();
    const running = runLarge(context, captureID, abort.signal);
    const before = (await jobOf(captureID)).eventsStored;
    while ((await jobOf(captureID)).running && (await jobOf(captureID)).eventsStored === before) await wait(1);
    abort.abort();
    await running;
    stops++;
  }
  const job = await jobOf(captureID);
  assert.ok(stops >= 2, `stopped ${stops} times`);
  assert.deepEqual([job.success, job.eventsStored, job.eventsDuplicate, job.eventsGiven], [true, 1_300, 0, 1_300]);
  assert.equal(await countEvents('paused'), 1_300);
});

test('two workers at once store each event once', async () => {
  const { captureID } = await send({ form: 'xml', events: 1_300, series: 'race' });
  await Promise.all([workOffLarge(context, never, 5), workOffLarge(context, never, 5)]);
  const job = await jobOf(captureID);
  assert.deepEqual([job.success, job.eventsStored, job.eventsDuplicate], [true, 1_300, 0]);
});

test('a document whose file lies in the folder of another process is left to that one; after a day nobody has it', async () => {
  const { captureID } = await send({ form: 'json', events: 100, series: 'elsewhere' });
  rmSync(largeFileOf(context.config.dataDir, captureID));
  await workOffLarge(context, never, 5);
  assert.equal((await jobOf(captureID)).running, true);
  await workOffLarge({ ...context, now: () => new Date(Date.now() + 90_000_000) }, never, 5);
  assert.deepEqual(
    (await jobOf(captureID)).errors.map(({ code }) => code),
    ['capture_file_gone'],
  );
});

test('a file that is gone, and a document that ends the work each time, end in words', async () => {
  const gone = await send({ form: 'json', events: 300, series: 'gone' });
  rmSync(largeFileOf(context.config.dataDir, gone.captureID));
  await runLarge(context, gone.captureID, never);
  assert.deepEqual(
    (await jobOf(gone.captureID)).errors.map(({ code }) => code),
    ['capture_file_gone'],
  );
  const poisoned = await send({ form: 'json', events: 300, series: 'poison' });
  const begun = async (times: number) =>
    db.query({ text: 'update large_captures set starts = $2 where capture_id = $1', values: [poisoned.captureID, times] });
  product.clock = new Date(product.clock.getTime() + 1_000);
  const newer = await send({ form: 'json', events: 100, series: 'newer' });
  const inTurn = async () => (await listLargeCaptures(db, 9)).map(({ capture_id }) => capture_id);
  await begun(1);
  assert.deepEqual(await inTurn(), [poisoned.captureID, newer.captureID]);
  await begun(2);
  assert.deepEqual(await inTurn(), [newer.captureID, poisoned.captureID]);
  await runLarge(context, newer.captureID, never);
  await begun(8);
  await runLarge(context, poisoned.captureID, never);
  const job = await jobOf(poisoned.captureID);
  assert.deepEqual([job.running, job.success, job.errors[0]!.code], [false, false, 'capture_given_up']);
});

test('limits are told and kept, by length and without one; nothing is left of what is refused', async () => {
  const options = await product.app.inject({ method: 'OPTIONS', url: '/epcis/capture' });
  assert.equal(options.headers['gs1-epcis-capture-file-size-limit'], String(large_max));
  const files = () => readdirSync(path.join(context.config.dataDir, 'captures')).length;
  const before = files();
  const tooLarge = await post(Buffer.alloc(large_max + 1, 0x20), 'json');
  assert.equal(tooLarge.statusCode, 413, tooLarge.body);
  assert.equal(
    (await post(makeLargeDocument({ form: 'json', events: 300, series: 'x' }), 'json', { 'gs1-capture-error-behaviour': 'x' })).statusCode,
    400,
  );
  const wrong = await product.app.inject({
    method: 'POST',
    url: '/epcis/capture',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv' },
    payload: 'a'.repeat(30_000),
  });
  assert.equal(wrong.statusCode, 415, wrong.body);
  assert.equal(files(), before);
});

test('an idempotency key gives the job of the first request; another body under it is a conflict', async () => {
  const shape = { form: 'json', events: 200, series: 'key' } as const;
  const first = await send(shape, 'rollback', { 'idempotency-key': 'k1' });
  const second = await post(makeLargeDocument(shape), 'json', { 'idempotency-key': 'k1' });
  assert.equal(second.json<Job>().captureID, first.captureID);
  assert.equal((await post(makeLargeDocument({ ...shape, events: 201 }), 'json', { 'idempotency-key': 'k1' })).statusCode, 409);
  await runLarge(context, first.captureID, never);
  assert.equal(readdirSync(path.join(context.config.dataDir, 'captures')).length, 0);
});

test('nobody else sees the job; one organisation does not fill the queue', async () => {
  const jobs: Job[] = [];
  for (let number = 0; number < 8; number++) jobs.push(await send({ form: 'json', events: 100, series: `many${number}` }));
  const ninth = await post(makeLargeDocument({ form: 'json', events: 100, series: 'ninth' }), 'json');
  assert.equal(ninth.statusCode, 503, ninth.body);
  const url = `/epcis/capture/${jobs[0]!.captureID}`;
  assert.equal((await product.app.inject({ url, headers: { authorization: `Bearer ${otherKey}` } })).statusCode, 404);
  for (const { captureID } of jobs) await runLarge(context, captureID, never);
});

test('a body that does not tell its length is taken by what it turns out to be', async () => {
  const sendChunked = (events: number) =>
    product.app.inject({
      method: 'POST',
      url: '/epcis/capture',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/ld+json', 'transfer-encoding': 'chunked' },
      payload: Readable.from([...writePieces({ form: 'json', events, series: `chunked${events}` })].map((piece) => Buffer.from(piece))),
    });
  const small = await sendChunked(5);
  assert.deepEqual([small.statusCode, small.json<Job>().running, small.json<Job>().eventsStored], [202, false, 5], small.body);
  const large = await sendChunked(100);
  assert.deepEqual([large.statusCode, large.json<Job>().running], [202, true], large.body);
  await runLarge(context, large.json<Job>().captureID, never);
  assert.equal((await jobOf(large.json<Job>().captureID)).eventsStored, 100);
});

test('a full disk, files that fill their share of it, and a connection that ends: refused in words, nothing stays', async () => {
  const { dataDir } = context.config;
  const before = readdirSync(path.join(dataDir, 'captures')).length;
  const pieces = async function* (failure?: Error): AsyncGenerator<Buffer> {
    yield Buffer.alloc(1_000);
    await wait(1);
    if (failure !== undefined) throw failure;
  };
  const write = (bytes: AsyncIterable<Buffer>, bytesMax = large_max) =>
    writeLargeFile({ dataDir, bytesMax, orgId, held_bytes: 0 }, context.newId(), bytes, '');
  const full = Object.assign(new Error('full'), { code: 'ENOSPC' });
  await assert.rejects(write(pieces(full)), { kind: 'unavailable', code: 'large_captures_full' });
  await assert.rejects(write(pieces(new Error('cut'))), /cut/);
  await assert.rejects(write(pieces(), 999), { kind: 'too_large' });
  assert.equal(readdirSync(path.join(dataDir, 'captures')).length, before);
  const filler = path.join(dataDir, 'captures', `${context.newId()}.doc`);
  writeFileSync(filler, Buffer.alloc(4 * large_max));
  const refused = await post(makeLargeDocument({ form: 'json', events: 100, series: 'full' }), 'json');
  assert.deepEqual([refused.statusCode, refused.json<{ code: string }>().code], [503, 'large_captures_full'], refused.body);
  rmSync(filler);
});

test('files that are written at the same time share one room', async () => {
  const { dataDir } = testConfig();
  const bytesMax = 1_600_000;
  const folder = path.join(dataDir, 'captures');
  let most = 0;
  const piecesOf = async function* (): AsyncGenerator<Buffer> {
    for (let sent = 0; sent < bytesMax; sent += 16_000) {
      await wait(1);
      const sizes = readdirSync(folder).map((name) => statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0);
      most = Math.max(
        most,
        sizes.reduce((sum, size) => sum + size, 0),
      );
      yield Buffer.alloc(16_000, ' ');
    }
  };
  const ends = await Promise.allSettled(
    Array.from({ length: 12 }, (_, org) =>
      writeLargeFile({ dataDir, bytesMax, orgId: org, held_bytes: 0 }, context.newId(), piecesOf(), ''),
    ),
  );
  const refused = ends.filter(({ status }) => status === 'rejected');
  assert.ok(refused.length > 0 && refused.length < 12, `${refused.length} refused`);
  for (const end of refused) assert.equal((end as { reason: { code?: string } }).reason.code, 'large_captures_full');
  // More than four files only by what each writes until it looks again.
  assert.ok(most <= 6 * bytesMax, `${most} bytes at once`);
});

test('a disk that takes only a part of what it is given leaves no gap', async (t) => {
  const { dataDir } = testConfig();
  const probe = await open(path.join(dataDir, 'probe'), 'w');
  const handles = Object.getPrototypeOf(probe) as typeof probe;
  const whole = handles.write as unknown as (this: unknown, bytes: Buffer, from: number, length: number) => Promise<unknown>;
  await probe.close();
  t.mock.method(handles, 'write', function (this: unknown, bytes: Buffer, from = 0, length = bytes.length - from) {
    return whole.call(this, bytes, from, Math.ceil(length / 2));
  } as never);
  const file = await writeLargeFile(
    { dataDir, bytesMax: 1_000, orgId, held_bytes: 0 },
    context.newId(),
    Readable.from([Buffer.alloc(301, 'a')]),
    '',
  );
  assert.equal(statSync(largeFileOf(dataDir, file.id)).size, 301);
});

test('files that no job asks for are cleared away when they are old', async () => {
  const folder = path.join(context.config.dataDir, 'captures');
  const old = `${context.newId()}.doc`;
  const half = `${context.newId()}.part`;
  const wanted = context.newId();
  for (const name of [old, half, `${wanted}.doc`, `${context.newId()}.doc`]) writeFileSync(path.join(folder, name), 'x');
  const hours_ago = new Date(Date.now() - 7_200_000);
  for (const name of [old, half, `${wanted}.doc`]) utimesSync(path.join(folder, name), hours_ago, hours_ago);
  assert.deepEqual((await clearLargeFiles(context.config.dataDir, new Set([wanted]), Date.now())).sort(), [old, half].sort());
});
