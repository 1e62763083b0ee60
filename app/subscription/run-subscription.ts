// One turn of a subscription: what is new since its cursor is sent, and the cursor moves only after the receiver took it.
import { openSeal } from '../access/seal.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../db.ts';
import type { RecordPosition } from '../query/new-events.ts';
import { findAsked, readDelivery } from './read-delivery.ts';
import type { Asked, DeliveryDocument } from './read-delivery.ts';
import { findNextTime, readSchedule } from './schedule.ts';
import { sendWebhook } from './send-webhook.ts';
import type { Outcome } from './send-webhook.ts';
import { deleteDelivery, findOpenDelivery, insertDelivery, markDelivery, markProgress } from './store.ts';
import type { Delivery, Progress, Subscription } from './store.ts';

/** Waits after each failed attempt; after the last one the delivery is dead and people decide. About a day in all. */
export const retry_waits_ms: readonly number[] = [5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 28_800, 28_800].map((s) => s * 1_000);

/** Never throws for what the receiver does; what fails on our side ends the lease by time, and the turn is taken again. */
export async function runSubscription(context: Context, subscription: Subscription): Promise<void> {
  const { system } = context.database;
  const asked = await findAsked(context, subscription);
  if (asked === undefined) return;
  const open = await findOpenDelivery(system, subscription.id);
  if (open?.state === 'dead') return markProgress(system, subscription.id, { state: 'stopped' });
  if (open !== undefined) return sendAgain(context, subscription, asked, open);
  const from = cursorOf(subscription);
  const found = await readDelivery(context, subscription, asked, from, subscription.batch_events);
  if (found.events === 0 && !(subscription.report_if_empty && !found.hasMore))
    return markProgress(system, subscription.id, {
      ...cursorTo(found.reached),
      ...dueAfter(subscription, context.now(), found.hasMore),
    });
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
  await insertDelivery(system, delivery);
  await send(context, subscription, delivery, found);
}

async function sendAgain(context: Context, subscription: Subscription, asked: Asked, delivery: Delivery): Promise<void> {
  const from = { recordTime: delivery.from_record_time.toISOString(), seq: delivery.from_seq };
  const until = { recordTime: delivery.to_record_time.toISOString(), seq: delivery.to_seq };
  const found = await readDelivery(context, subscription, asked, from, Math.max(delivery.events, 1), until);
  await send(context, subscription, delivery, { ...found, hasMore: true });
}

async function send(
  context: Context,
  subscription: Subscription,
  delivery: Delivery,
  { body, hasMore }: Pick<DeliveryDocument, 'body' | 'hasMore'>,
): Promise<void> {
  const sealed = subscription.signature_token_sealed;
  const signatureToken = sealed === null ? undefined : openSeal(context.config.secret, `subscription ${subscription.id}`, sealed);
  const outcome: Outcome =
    sealed !== null && signatureToken === undefined
      ? { kind: 'refused', status: undefined, why: 'its signature token was sealed with another NGUON_SECRET: subscribe again' }
      : await sendWebhook(
          {
            dest: subscription.dest,
            body,
            bodyForm: subscription.body_form,
            signatureToken,
            epcFormat: subscription.epc_format,
            deliveryId: delivery.id,
          },
          { ownHosts: context.config.webhookHosts },
        );
  if (outcome.kind === 'taken') await noteTaken(context, subscription, delivery, hasMore);
  else if (outcome.status === 413 && delivery.events > 1) await sendSmaller(context, subscription, delivery);
  else await noteRefused(context, subscription, delivery, outcome);
}

async function noteTaken(context: Context, subscription: Subscription, delivery: Delivery, hasMore: boolean): Promise<void> {
  const now = context.now();
  await inTransaction(context.database.system, async (db) => {
    await markDelivery(db, delivery.id, { state: 'delivered', attempts: delivery.attempts + 1, finished_at: now, last_error: null });
    await markProgress(db, subscription.id, {
      cursor_record_time: delivery.to_record_time,
      cursor_seq: delivery.to_seq,
      last_notified_at: now,
      ...dueAfter(subscription, now, hasMore),
    });
  });
}

/** 413: the receiver asks for less at once (EPCIS 2.0 §12.7). */
async function sendSmaller(context: Context, subscription: Subscription, delivery: Delivery): Promise<void> {
  await inTransaction(context.database.system, async (db) => {
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
  await inTransaction(context.database.system, async (db) => {
    await markDelivery(db, delivery.id, {
      attempts,
      last_status: status ?? null,
      last_error: why.replaceAll('\0', ''),
      ...(wait_ms === undefined ? { state: 'dead' as const, finished_at: now } : {}),
    });
    await markProgress(db, subscription.id, wait_ms === undefined ? { state: 'stopped' } : { due_at: new Date(now.getTime() + wait_ms) });
  });
  context.log.warn(
    { subscription: subscription.id, attempts, status, dead: wait_ms === undefined },
    'a subscriber did not take its events',
  );
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
