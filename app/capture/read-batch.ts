// Reads a document into a batch that is ready for the store, or into the faults for which nothing of it is taken.
import { setImmediate } from 'node:timers/promises';
import type { DocumentReading, MasterDataElement } from '@nguon/epcis';
import type { Context } from '../context.ts';
import type { Fault } from '../errors.ts';
import { EventBatchMaker, makeEventBatch } from './event-batch.ts';
import type { EventBatch } from './event-batch.ts';
import type { EventToStore } from './event-columns.ts';
import { judgeEvents } from './judge-events.ts';
import type { Judgement, Sender } from './judge-events.ts';
import type { ProfileGap } from '../profile/profile-book.ts';
import { prepareEvent } from './prepared-event.ts';
import { faults_max, readCapture } from './read-capture.ts';
import type { ReadCaptureOptions } from './read-capture.ts';

export interface BatchReading {
  readonly eventsGiven: number;
  /** Of the document, and of single events; at most `faults_max` of each event. */
  readonly faults: readonly Fault[];
  readonly eventFaults: readonly Fault[];
  readonly faultsTotal: number;
  readonly warnings: readonly Fault[];
  /** Events to take that lack something by a profile. */
  readonly eventsIncomplete: number;
  readonly masterData: readonly MasterDataElement[];
  /** Undefined where the faults leave nothing to take. `places`: the path of each event in the document. */
  readonly batch: (EventBatch & { readonly places: readonly string[] }) | undefined;
}

/** Up to this length a document is read and made into rows in one turn: what lives from turn to turn costs the collector. */
const one_turn_max_characters = 1_048_576;

/** Holds the thread; other requests come before and, for large documents, between reading and making rows. */
export async function readBatch(
  context: Context,
  text: string,
  sender: Sender,
  captureId: string,
  errorBehaviour: 'rollback' | 'proceed',
  options: ReadCaptureOptions,
): Promise<BatchReading> {
  await setImmediate();
  if (text.length <= one_turn_max_characters && (await context.capture.profiles.listInForce(options.now.getTime())).length === 0)
    return readInPassing(text, sender.orgId, captureId, errorBehaviour, options);
  const { reading, gaps } = await judgeEvents(context, sender, readCapture(text, options));
  if (text.length > one_turn_max_characters) await setImmediate();
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
    warnings: [...listLacks(gaps), ...reading.warnings].slice(0, faults_max),
    eventsIncomplete: gaps.size,
    masterData: reading.masterData,
    batch,
  };
}

/**
 * Where no profile is in force nothing waits for the whole document: each event becomes rows as it is read and is forgotten. The
 * events of a document all in memory at once were a fifth of what reading costs: the collector copies what it finds alive.
 */
function readInPassing(
  text: string,
  orgId: number,
  captureId: string,
  errorBehaviour: 'rollback' | 'proceed',
  options: ReadCaptureOptions,
): BatchReading {
  const maker = new EventBatchMaker();
  const places: string[] = [];
  const reading = readCapture(text, options, ({ event, path }) => {
    maker.add({ prepared: prepareEvent(event), orgId });
    places.push(path);
  });
  const eventFaults = reading.events.flatMap(({ faults }) => faults);
  const isRefused = reading.faults.length > 0 || (eventFaults.length > 0 && errorBehaviour === 'rollback');
  return {
    eventsGiven: reading.events.length,
    faults: reading.faults,
    eventFaults,
    faultsTotal: reading.faultsTotal,
    warnings: reading.warnings.slice(0, faults_max),
    eventsIncomplete: 0,
    masterData: reading.masterData,
    batch: isRefused ? undefined : { ...maker.finish(captureId, prepareAgain(text, options, places, orgId)), places },
  };
}

/** The sound events of a reading, as the store takes them. */
export const prepareEvents = ({ events }: DocumentReading, gaps: Judgement['gaps'], orgId: number): EventToStore[] =>
  events.flatMap(({ event, index }) => (event === undefined ? [] : [{ prepared: prepareEvent(event), orgId, gaps: gaps.get(index) }]));

/** The very same events once more: what a profile took out under strict intake stays out, whatever is in force by then. */
const prepareAgain =
  (text: string, options: ReadCaptureOptions, places: readonly string[], orgId: number): (() => EventToStore[]) =>
  () => {
    const { events, ...reading } = readCapture(text, options);
    const kept = new Set(places);
    return prepareEvents({ ...reading, events: events.filter(({ path }) => kept.has(path)) }, no_gaps, orgId);
  };

const no_gaps: Judgement['gaps'] = new Map<number, readonly ProfileGap[]>();

export const listLacks = (gaps: Judgement['gaps']): Fault[] =>
  [...gaps.values()].flatMap((lacks) => lacks.flatMap(({ missing }) => missing));
