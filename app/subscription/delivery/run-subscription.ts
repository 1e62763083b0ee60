// One turn of a subscription: what is new since its cursor is sent, and the cursor moves only after the receiver took it.
import { recordAct } from '../../access/record-act.ts';
import { openSeal } from '../../access/seal.ts';
import type { Context } from '../../context.ts';
import { inTransaction } from '../../db.ts';
import type { Db } from '../../db.ts';
import { AppError } from '../../errors.ts';
import type { RecordPosition } from '../../query/new-events.ts';
import { countDelivery } from './delivery-metrics.ts';
import { writeExceptionMessage, writeProblemMessage } from './problem-message.ts';
import { findAsked, readDelivery } from './read-delivery.ts';
import type { Asked } from './read-delivery.ts';
import { findNextTime, readSchedule } from '../schedule.ts';
import { sendWebhook } from './send-webhook.ts';
import type { Outcome } from './send-webhook.ts';
import { deleteDelivery, findObjection, findOpenDelivery, insertDelivery, lockLease, markDelivery, markProgress } from './store.ts';
import type { Delivery, Progress } from './store.ts';
import type { NewDocument } from '../new-document.ts';
import type { StoppedWhy, Subscription } from '../store.ts';
import { TooManyEvents } from '../too-many-events.ts';

/** Waits after each failed attempt; after the last one the delivery is dead and people decide. About a day in all. */
export const retry_waits_ms: readonly number[] = [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 28_800].map((s) => s * 1_000);

/** A query that could not be answered is asked again after this. */
export const problem_wait_ms = 600_000;

/** Never throws for what the receiver does; what fails on our side ends the lease by time, and the turn is taken again. */
export async function runSubscription(context: Context, subscription: Subscription): Promise<void> {
  const { system } = context.database;
  const asked = await findAsked(context, subscription);
  if (asked === undefined) return;
  const objection = await findObjection(system, subscription.id);
  if (objection !== undefined) return stop(context, subscription, objection);
  const open = await findOpenDelivery(system, subscription.id);
  if (open?.state === 'dead') return stop(context, subscription, 'not_taken');
  if (open !== undefined) return sendAgain(context, subscription, asked, open);
  const from = cursorOf(subscription);
  const found = await readOrTell(context, subscription, () =>
    readDelivery(context, subscription, asked, { from, limit: subscription.batch_events }),
  );
  if (found === undefined) return;
  if (found.events === 0 && !(subscription.report_if_empty && !found.hasMore))
    return underLease(context, subscription, (db) =>
      markProgress(db, subscription.id, { ...cursorTo(found.reached), ...dueAfter(subscription, context.now(), found.hasMore) }),
    );
  const delivery: Delivery = {
    id: context.newId(),
    subscription_id: subscription.id,
    from_record_time: new Date(from.recordTime),
    from_seq: from.seq,
    to_record_time: new Date(found.reached.recordTime),
    to_seq: found.reached.seq,
    events: found.events,
    state: 'pending',
    attempts: 0,
    last_status: null,
    last_error: null,
    created_at: context.now(),
    finished_at: null,
  };
  await underLease(context, subscription, (db) => insertDelivery(db, delivery));
  await send(context, subscription, delivery, found);
}

async function sendAgain(context: Context, subscription: Subscription, asked: Asked, delivery: Delivery): Promise<void> {
  const from = { recordTime: delivery.from_record_time.toISOString(), seq: delivery.from_seq };
  const until = { recordTime: delivery.to_record_time.toISOString(), seq: delivery.to_seq };
  const found = await readOrTell(context, subscription, () =>
    readDelivery(context, subscription, asked, { from, limit: Math.max(delivery.events, 1), until }),
  );
  if (found === undefined) return;
  await send(context, subscription, delivery, { ...found, hasMore: true });
}

/** Undefined where the query cannot be answered: its subscriber is told (EPCIS 2.0 §12.7), and it is tried again later. */
async function readOrTell(
  context: Context,
  subscription: Subscription,
  read: () => Promise<NewDocument>,
): Promise<NewDocument | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof AppError) || error.kind === 'unavailable') throw error;
    const outcome = await sendProblem(context, subscription, error);
    countDelivery(context, 'problem');
    context.log.warn(
      { subscription: subscription.id, code: error.code, told: outcome.kind === 'taken' },
      'a subscription cannot be answered',
    );
    const now = context.now();
    const until = new Date(now.getTime() + problem_wait_ms);
    // Who knows that too much was new asks for it by himself; who was not reached is told again.
    const progress =
      error instanceof TooManyEvents && outcome.kind === 'taken'
        ? { ...cursorTo(error.reached), last_notified_at: now, ...dueAfter(subscription, now, false) }
        : { due_at: until, rests_until: until };
    await underLease(context, subscription, (db) => markProgress(db, subscription.id, progress));
    return undefined;
  }
}

/** In the words of the interface over which it was subscribed: those of SOAP have their client's id. */
async function sendProblem(context: Context, subscription: Subscription, error: AppError): Promise<Outcome> {
  const { id, client_id, body_form } = subscription;
  if (client_id === null) return sendTo(context, subscription, context.newId(), writeProblemMessage(error, id, body_form), true);
  const queryName = (await findAsked(context, subscription))?.queryName ?? '';
  const version = body_form === 'xml-1.2' ? '1.2' : '2.0';
  const text = writeExceptionMessage(error, { queryName, subscriptionId: client_id, version, at: context.now() });
  return sendTo(context, subscription, context.newId(), text);
}

async function send(
  context: Context,
  subscription: Subscription,
  delivery: Delivery,
  { body, hasMore }: Pick<NewDocument, 'body' | 'hasMore'>,
): Promise<void> {
  const outcome = await sendTo(context, subscription, delivery.id, body);
  if (outcome.kind === 'taken') await noteTaken(context, subscription, delivery, hasMore);
  else if (outcome.status === 413 && delivery.events > 1) await sendSmaller(context, subscription, delivery);
  else await noteRefused(context, subscription, delivery, outcome);
}

async function sendTo(context: Context, subscription: Subscription, deliveryId: string, body: string, isProblem = false): Promise<Outcome> {
  const sealed = subscription.signature_token_sealed;
  const signatureToken = sealed === null ? undefined : openSeal(context.config.secret, `subscription ${subscription.id}`, sealed);
  if (sealed !== null && signatureToken === undefined)
    return { kind: 'refused', status: undefined, why: 'its signature token was sealed with another NGUON_SECRET: subscribe again' };
  const { dest, body_form: bodyForm, epc_format: epcFormat } = subscription;
  return sendWebhook({ dest, body, bodyForm, isProblem, signatureToken, epcFormat, deliveryId }, { ownHosts: context.config.webhookHosts });
}

async function noteTaken(context: Context, subscription: Subscription, delivery: Delivery, hasMore: boolean): Promise<void> {
  const now = context.now();
  await underLease(context, subscription, async (db) => {
    await markDelivery(db, delivery.id, { state: 'delivered', attempts: delivery.attempts + 1, finished_at: now, last_error: null });
    await markProgress(db, subscription.id, {
      cursor_record_time: delivery.to_record_time,
      cursor_seq: delivery.to_seq,
      last_notified_at: now,
      ...dueAfter(subscription, now, hasMore),
    });
  });
  countDelivery(context, 'taken');
}

/** 413: the receiver asks for less at once (EPCIS 2.0 §12.7). */
async function sendSmaller(context: Context, subscription: Subscription, delivery: Delivery): Promise<void> {
  await underLease(context, subscription, async (db) => {
    await deleteDelivery(db, delivery.id);
    await markProgress(db, subscription.id, { batch_events: Math.ceil(delivery.events / 2), due_at: context.now() });
  });
}

async function noteRefused(
  context: Context,
  subscription: Subscription,
  delivery: Delivery,
  { status, why }: Extract<Outcome, { kind: 'refused' }>,
): Promise<void> {
  const now = context.now();
  const attempts = delivery.attempts + 1;
  const wait_ms = retry_waits_ms[attempts - 1];
  await underLease(context, subscription, async (db) => {
    await markDelivery(db, delivery.id, {
      attempts,
      last_status: status ?? null,
      last_error: why.replaceAll('\0', ''),
      ...(wait_ms === undefined ? { state: 'dead' as const, finished_at: now } : {}),
    });
    await markProgress(
      db,
      subscription.id,
      wait_ms === undefined ? { state: 'stopped', stopped_why: 'not_taken' } : { due_at: new Date(now.getTime() + wait_ms) },
    );
  });
  countDelivery(context, wait_ms === undefined ? 'dead' : 'refused');
  context.log.warn(
    { subscription: subscription.id, attempts, status, dead: wait_ms === undefined },
    'a subscriber did not take its events',
  );
}

/** Nobody sends on behalf of a closed organisation or of a key that was taken back; the owner may put it back to work. */
async function stop(context: Context, subscription: Subscription, why: StoppedWhy): Promise<void> {
  await underLease(context, subscription, async (db) => {
    await markProgress(db, subscription.id, { state: 'stopped', stopped_why: why });
    await recordAct(
      db,
      { at: context.now(), actor: 'system' },
      { act: 'stop_subscription', subject: `subscription:${subscription.id}`, orgId: subscription.org_id, details: { why } },
    );
  });
}

/** Writes what came of a turn, unless the turn took so long that another has taken its place: then nothing of it counts. */
function underLease(context: Context, { id, lease }: Subscription, work: (db: Db) => Promise<void>): Promise<void> {
  return inTransaction(context.database.system, async (db) => {
    if (lease === null || !(await lockLease(db, id, lease))) throw new Error('the turn was taken over');
    await work(db);
  });
}

function cursorOf(subscription: Subscription): RecordPosition {
  return { recordTime: subscription.cursor_record_time.toISOString(), seq: subscription.cursor_seq };
}

function cursorTo({ recordTime, seq }: RecordPosition): Pick<Progress, 'cursor_record_time' | 'cursor_seq'> {
  return { cursor_record_time: new Date(recordTime), cursor_seq: seq };
}

/** A stream's next turn was set when this one was claimed. */
function dueAfter({ schedule }: Subscription, now: Date, hasMore: boolean): Pick<Progress, 'due_at'> {
  if (hasMore) return { due_at: now };
  const next = schedule === null ? undefined : findNextTime(readSchedule(schedule, '').schedule, now);
  return next === undefined ? {} : { due_at: next };
}
