// Reads a document event by event into what the store takes: of one text, without database or clock, in whichever thread.
import type { MasterDataElement } from '@nguon/epcis';
import { textOf } from '../decode-utf8.ts';
import type { Fault } from '../errors.ts';
import type { ProfileInForce } from '../profile/profile-book.ts';
import { keepDocumentHeader } from './document-header.ts';
import { EventBatchMaker } from './event-batch.ts';
import type { EventBatch } from './event-batch.ts';
import { findLacks } from './event-lacks.ts';
import type { EventLack } from './event-lacks.ts';
import { prepareEvent } from './prepared-event.ts';
import { faults_max, readCapture } from './read-capture.ts';
import type { ReadCaptureOptions } from './read-capture.ts';

export interface PassingRequest {
  /** Bytes are UTF-8. */
  readonly body: string | Uint8Array;
  readonly orgId: number;
  readonly errorBehaviour: 'rollback' | 'proceed';
  readonly options: ReadCaptureOptions;
  /** At most `carried_profiles_max`. */
  readonly profiles: readonly ProfileInForce[];
}

export interface PassingReading {
  readonly eventsGiven: number;
  /** Of the document, and of single events; at most `faults_max` of each event. */
  readonly faults: readonly Fault[];
  readonly eventFaults: readonly Fault[];
  readonly faultsTotal: number;
  readonly warnings: readonly Fault[];
  readonly masterData: readonly MasterDataElement[];
  /** What the document says of itself (document-header.ts). */
  readonly document_header: string | null;
  /** Undefined where the faults leave nothing to take. `places`: the path of each event in the document. */
  readonly batch: PassingBatch | undefined;
  /** What sound events lack, by their place among them; undefined where it is more than is carried: the document is read as a whole then. */
  readonly lacks: readonly (readonly [ordinal: number, EventLack])[] | undefined;
}

export const carried_profiles_max = 100;
/** Missing data, over all events of a document. */
const carried_missing_max = 5_000;

export interface PassingBatch extends Pick<EventBatch, 'heads' | 'columns'> {
  readonly places: readonly string[];
}

/**
 * For documents of which nothing waits for the whole: each event becomes rows as it is read and is forgotten. The events of a
 * document all in memory at once were a fifth of what reading costs: the collector copies what it finds alive.
 */
export function readInPassing({ body, orgId, errorBehaviour, options, profiles }: PassingRequest): PassingReading {
  const maker = new EventBatchMaker();
  const places: string[] = [];
  const lacks: [number, EventLack][] = [];
  let missing = 0;
  const reading = readCapture(textOf(body), options, ({ event, path }) => {
    for (const lack of profiles.length === 0 || missing > carried_missing_max ? [] : findLacks(profiles, event, path)) {
      lacks.push([places.length, lack]);
      missing += lack.missing.length;
    }
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
    ...keepDocumentHeader(reading, reading.warnings.slice(0, faults_max), options.now),
    masterData: reading.masterData,
    batch: isRefused ? undefined : { ...maker.finish(), places },
    lacks: missing > carried_missing_max ? undefined : lacks,
  };
}
