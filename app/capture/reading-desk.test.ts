// The thread that reads: the same readings as here, one document's end is not the others', and it comes back after its end.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { after, test } from 'node:test';
import { itemUri, lotUri, makeDocument, makeEvent } from '../../test/support/sample-events.ts';
import { findRootDir } from '../config.ts';
import { AppError } from '../errors.ts';
import { readInPassing } from './read-in-passing.ts';
import type { PassingRequest } from './read-in-passing.ts';
import { ReadingDesk } from './reading-desk.ts';

const desk = new ReadingDesk(findRootDir(), { memory_max_mb: 24, idle_ms: 100 });
after(() => desk.stop());

const request = (text: string, changes: Partial<PassingRequest> = {}): PassingRequest => ({
  body: text,
  profiles: [],
  orgId: 7,
  errorBehaviour: 'proceed',
  options: {
    eventsMax: 1_000,
    extensions: { ex: 'https://ns.example/' },
    now: new Date('2026-11-20T00:00:00Z'),
    mediaType: 'application/ld+json',
  },
  ...changes,
});
const at = '2026-11-18T06:20:00+07:00';
const sound = makeDocument([
  makeEvent('ObjectEvent', at, {
    action: 'ADD',
    bizStep: 'commissioning',
    epcList: [itemUri(1, 'A'), itemUri(1, 'B')],
    'ex:name': 'Bưởi 🍊',
  }),
  makeEvent('ObjectEvent', at, {
    action: 'OBSERVE',
    disposition: 'recalled',
    quantityList: [{ epcClass: lotUri(1, 'L'), quantity: 2.5, uom: 'KGM' }],
  }),
  makeEvent('TransformationEvent', at, { inputEPCList: [itemUri(1, 'B')], outputEPCList: [itemUri(1, 'C')] }),
]);
const faulty = makeDocument([
  makeEvent('ObjectEvent', 'yesterday', { action: 'LOOK', epcList: [itemUri(1, 'C')] }),
  ...[1, 2].map(() => makeEvent('ObjectEvent', at, { action: 'ADD', epcList: [itemUri(1, 'D')] })),
]);

/** Columns as they are sent, whatever kind of byte array holds them. */
const told = (reading: unknown): unknown =>
  JSON.parse(
    JSON.stringify(reading, (_name, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('hex') : isBuffer(value) ? Buffer.from(value.data).toString('hex') : value,
    ),
  );
const isBuffer = (value: unknown): value is { data: number[] } => (value as { type?: unknown } | null)?.type === 'Buffer';

for (const [name, given, heads] of [
  ['sound', request(sound), 3],
  ['with faults, proceed', request(faulty), 2],
  ['with faults, rollback', request(faulty, { errorBehaviour: 'rollback' }), undefined],
  ['no JSON', request('{'), undefined],
] as const)
  test(`a document read beside is as one read here: ${name}`, async () => {
    const here = readInPassing(given);
    assert.equal(here.batch?.heads.length, heads);
    assert.deepEqual(told(await desk.read(given)), told(here));
  });

test('a document too large for the thread ends with a fault of its own; those beside it are read', async () => {
  const huge = makeDocument([
    makeEvent('ObjectEvent', at, { action: 'ADD', epcList: Array.from({ length: 99_000 }, (_, index) => itemUri(1, `E${index}`)) }),
  ]);
  const readings = await Promise.allSettled([sound, huge, sound, sound, sound].map((text) => desk.read(request(text))));
  assert.deepEqual(
    readings.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled', 'fulfilled', 'fulfilled'],
  );
  const { reason } = readings[1] as PromiseRejectedResult;
  assert(reason instanceof AppError && reason.kind === 'too_large' && reason.code === 'document_needs_memory', String(reason));
});

test('after rest and after a stop in the middle, documents are read all the same', async () => {
  await desk.read(request(sound));
  await wait(300);
  const under = [desk.read(request(sound)), desk.read(request(faulty))];
  await desk.stop();
  assert.deepEqual(
    (await Promise.all(under)).map(({ batch }) => batch?.heads.length),
    [3, 2],
  );
});
