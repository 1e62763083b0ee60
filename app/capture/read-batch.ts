// Reads a document into a batch that is ready for the store, or into the faults for which nothing of it is taken.
import { setImmediate } from 'node:timers/promises';
import type { DocumentReading } from '@nguon/epcis';
import type { Context } from '../context.ts';
import { textOf } from '../decode-utf8.ts';
import type { Fault } from '../errors.ts';
import { keepDocumentHeader } from './document-header.ts';
import { encodeAgain, makeEventBatch } from './event-batch.ts';
import type { EventBatch } from './event-batch.ts';
import type { EventToStore } from './event-columns.ts';
import { findSendersMode, judgeEvents, keepOfGroups, no_gaps } from './judge-events.ts';
import type { Gaps, Sender } from './judge-events.ts';
import { prepareEvent } from './prepared-event.ts';
import { carried_profiles_max, readInPassing } from './read-in-passing.ts';
import type { PassingBatch, PassingReading, PassingRequest } from './read-in-passing.ts';
import { faults_max, readCapture } from './read-capture.ts';
import type { ReadCaptureOptions } from './read-capture.ts';

export interface BatchReading extends Omit<PassingReading, 'batch' | 'lacks'> {
  /** Events to take that lack something by a profile. */
  readonly eventsIncomplete: number;
  readonly batch: (EventBatch & PassingBatch) | undefined;
}

/** In characters or bytes. Up to this a document is read and made into rows in one turn: what lives from turn to turn costs the collector. */
const one_turn_max_length = 1_048_576;
/** The thread's memory holds the worst of this length. */
const beside_max_length = 8_388_608;
/** Shorter ones take two milliseconds: going to another thread and back would only make their answers late. */
const beside_min_length = 65_536;

/** Where it holds the thread, other requests come before and, for long documents, between reading and making rows. */
export async function readBatch(
  context: Context,
  body: string | Uint8Array,
  sender: Sender,
  captureId: string,
  errorBehaviour: 'rollback' | 'proceed',
  options: ReadCaptureOptions,
): Promise<BatchReading> {
  const profiles = await context.capture.profiles.listInForce(options.now.getTime());
  const isBeside = isReadBeside(body);
  if (!isBeside) await setImmediate();
  if (body.length <= beside_max_length && profiles.length <= carried_profiles_max) {
    const passing = { body, orgId: sender.orgId, errorBehaviour, options, profiles };
    const reading = isBeside ? await context.capture.reading.read(passing) : readInPassing(passing);
    const gaps = reading.lacks === undefined ? undefined : await settleGaps(context, sender, reading.lacks);
    if (gaps !== undefined) return asBatch(reading, gaps, passing, captureId);
  }
  if (isBeside) await setImmediate();
  const text = textOf(body);
  const { reading, gaps } = await judgeEvents(context, sender, readCapture(text, options));
  if (text.length > one_turn_max_length) await setImmediate();
  const eventFaults = reading.events.flatMap(({ faults }) => faults);
  const isRefused = reading.faults.length > 0 || (eventFaults.length > 0 && errorBehaviour === 'rollback');
  const places = reading.events.flatMap(({ event, path }) => (event === undefined ? [] : [path]));
  const batch = isRefused
    ? undefined
    : {
        ...makeEventBatch(prepareEvents(reading, gaps, sender.orgId), captureId, prepareAgain(text, options, places, sender.orgId)),
        places,
      };
  return {
    eventsGiven: reading.events.length,
    faults: reading.faults,
    eventFaults,
    faultsTotal: reading.faultsTotal,
    ...keepDocumentHeader(reading, [...listLacks(gaps), ...reading.warnings].slice(0, faults_max), options.now),
    eventsIncomplete: gaps.size,
    masterData: reading.masterData,
    batch,
  };
}

/** What the thread beside reads: long enough to be worth the way, and not too long for its memory. */
export const isReadBeside = (body: string | Uint8Array): boolean => body.length >= beside_min_length && body.length <= beside_max_length;

/** Gaps of events that are taken all the same; undefined under strict intake, which takes them out of the document. */
async function settleGaps(context: Context, sender: Sender, lacks: NonNullable<PassingReading['lacks']>): Promise<Gaps | undefined> {
  if (lacks.length === 0) return no_gaps;
  const gaps = await keepOfGroups(context, lacks);
  return gaps.size === 0 || (await findSendersMode(context, sender)) === 'lenient' ? gaps : undefined;
}

/** What is read in passing, with the way to read it once more. */
function asBatch(
  { batch, ...reading }: PassingReading,
  gaps: Gaps,
  { body, orgId, options }: PassingRequest,
  captureId: string,
): BatchReading {
  const told = { ...reading, warnings: [...listLacks(gaps), ...reading.warnings].slice(0, faults_max), eventsIncomplete: gaps.size };
  if (batch === undefined) return { ...told, batch };
  const without = encodeAgain(prepareAgain(body, options, batch.places, orgId));
  const heads = gaps.size === 0 ? batch.heads : batch.heads.map((head, ordinal) => ({ ...head, gaps: gaps.get(ordinal) }));
  return { ...told, batch: { ...batch, heads, captureId, without } };
}

/** The sound events of a reading, as the store takes them. */
export const prepareEvents = ({ events }: DocumentReading, gaps: Gaps, orgId: number): EventToStore[] =>
  events.flatMap(({ event, index }) => (event === undefined ? [] : [{ prepared: prepareEvent(event), orgId, gaps: gaps.get(index) }]));

/** The very same events once more: what a profile took out under strict intake stays out, whatever is in force by then. */
const prepareAgain =
  (body: string | Uint8Array, options: ReadCaptureOptions, places: readonly string[], orgId: number): (() => EventToStore[]) =>
  () => {
    const { events, ...reading } = readCapture(textOf(body), options);
    const kept = new Set(places);
    return prepareEvents({ ...reading, events: events.filter(({ path }) => kept.has(path)) }, no_gaps, orgId);
  };

export const listLacks = (gaps: Gaps): Fault[] => [...gaps.values()].flatMap((lacks) => lacks.flatMap(({ missing }) => missing));
