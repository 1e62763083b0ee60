// Large documents whose key is revoked or whose organisation is closed while they wait or run: what is not stored yet never is.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { findCapture } from '../../app/capture/job-store.ts';
import { largeFileOf } from '../../app/capture/large-files.ts';
import { runLarge } from '../../app/capture/large-run.ts';
import { addKey, addOrganisation } from '../access/people.ts';
import { startTestProduct } from '../support/test-product.ts';
import { makeLargeDocument, mediaTypeOf } from './large-documents.ts';

const product = await startTestProduct({ captureBytesMax: 20_000, captureLargeBytesMax: 4_000_000 });
const { context } = product;
const db = context.database.system;
const never = new AbortController().signal;

interface Sent {
  readonly orgId: number;
  readonly id: string;
  readonly revoke: () => Promise<unknown>;
  readonly close: () => Promise<unknown>;
}

async function send(series: string, behaviour: 'rollback' | 'proceed', events = 900): Promise<Sent> {
  const orgId = await addOrganisation(product, series);
  const { key, id: keyId } = await addKey(product, orgId, ['capture']);
  const form = 'json';
  const answer = await product.app.inject({
    method: 'POST',
    url: '/epcis/capture',
    headers: { authorization: `Bearer ${key}`, 'content-type': mediaTypeOf(form), 'gs1-capture-error-behaviour': behaviour },
    payload: makeLargeDocument({ form, events, series }),
  });
  assert.equal(answer.statusCode, 202, answer.body);
  return {
    orgId,
    id: answer.json<{ captureID: string }>().captureID,
    revoke: () => db.query('update api_keys set revoked_at = now() where id = $1', [keyId]),
    close: () => db.query('update organisations set closed_at = now() where id = $1', [orgId]),
  };
}

/** Stops the work when it has asked so often whether to stop: once for each part checked, once for each part stored. */
function stopAfter(asked_max: number): AbortSignal {
  let asked = 0;
  return {
    get aborted() {
      return ++asked > asked_max;
    },
  } as AbortSignal;
}

async function endOf({ orgId, id }: Sent) {
  const job = await findCapture(db, orgId, id);
  const { rows } = await db.query<{ count: number }>('select count(*)::int as count from events where org_id = $1', [orgId]);
  return {
    isFinished: job?.finished_at !== null,
    success: job?.success,
    codes: job?.errors.map(({ code }) => code),
    stored: rows[0]!.count,
    told: job?.events_stored,
    hasFile: existsSync(largeFileOf(context.config.dataDir, id)),
  };
}

const ended = (code: string, stored: number) => ({ isFinished: true, success: false, codes: [code], stored, told: stored, hasFile: false });

for (const behaviour of ['rollback', 'proceed'] as const) {
  test(`${behaviour}: a document that waits stores nothing once its key is revoked or its organisation closed`, async () => {
    const revoked = await send(`khoa-${behaviour}`, behaviour, 100);
    await revoked.revoke();
    await runLarge(context, revoked.id, never);
    assert.deepEqual(await endOf(revoked), ended('capture_key_revoked', 0));
    const closed = await send(`dong-${behaviour}`, behaviour, 100);
    await closed.close();
    await runLarge(context, closed.id, never);
    assert.deepEqual(await endOf(closed), ended('capture_organisation_closed', 0));
  });
}

const parts = 4;

test('proceed: what was stored before stays, the rest is left out', async () => {
  const sent = await send('do-dang', 'proceed');
  await runLarge(context, sent.id, stopAfter(parts + 2));
  const half = await endOf(sent);
  assert.ok(!half.isFinished && half.stored > 0 && half.stored < 900, JSON.stringify(half));
  await sent.revoke();
  await runLarge(context, sent.id, never);
  assert.deepEqual(await endOf(sent), ended('capture_key_revoked', half.stored));
});

test('rollback: once part of it is stored all of it is, for it is taken whole or not at all', async () => {
  const sent = await send('tron-ven', 'rollback');
  await runLarge(context, sent.id, stopAfter(parts + 2));
  const half = await endOf(sent);
  assert.ok(!half.isFinished && half.stored > 0 && half.stored < 900, JSON.stringify(half));
  await sent.revoke();
  await runLarge(context, sent.id, never);
  assert.deepEqual(await endOf(sent), { isFinished: true, success: true, codes: [], stored: 900, told: 900, hasFile: false });
});
