// A batch of events on its way into the store: what each is called, whom it concerns, and all its rows as columns.
import { EventEncoder, no_exclusions } from './event-columns.ts';
import type { EventColumns, EventToStore, Exclusions } from './event-columns.ts';
import { listedOf } from './listed-values.ts';
import type { ProfileGap } from '../profile/profile-book.ts';
import type { PreparedEvent } from './prepared-event.ts';

/** What admission needs of one event. */
export interface EventHead {
  readonly orgId: number;
  readonly eventId: string;
  readonly eventKey: string;
  readonly hash: string;
  /** Places and parties that the event names: their organisations are parties of the chain. */
  readonly partyThings: readonly string[];
  /** Values of the top-level resources (`listedOf`). */
  readonly listed: string;
  readonly declaration: { readonly key: string; readonly declaredAt_ms: number; readonly reason: string | null } | undefined;
  /** What it lacks by profiles; undefined = nothing. */
  readonly gaps: readonly ProfileGap[] | undefined;
}

export interface EventBatch {
  readonly captureId: string | null;
  /** By ordinal: the event's place in the batch. */
  readonly heads: readonly EventHead[];
  readonly columns: EventColumns;
  /** The columns without some of the rows. */
  without(exclusions: Exclusions): EventColumns;
}

/** Gathers a batch event by event, so that no more than one of them need be in memory. */
export class EventBatchMaker {
  readonly #heads: EventHead[] = [];
  readonly #encoder = new EventEncoder(no_exclusions);

  add(event: EventToStore): void {
    this.#heads.push(headOf(event));
    this.#encoder.add(event);
  }

  /** The maker is not to be used any more. */
  finish(): Pick<EventBatch, 'heads' | 'columns'> {
    return { heads: this.#heads, columns: this.#encoder.finish() };
  }
}

/**
 * `again` gives the same events once more, for the rare batch of which some are stored already. Whoever can make them
 * anew should: thousands of events that wait for the database in memory cost the collector more than reading them twice.
 */
export function makeEventBatch(
  events: readonly EventToStore[],
  captureId: string | null,
  again: () => readonly EventToStore[],
): EventBatch {
  // No closure is made here: it would keep `events` alive with the batch.
  const maker = new EventBatchMaker();
  for (const event of events) maker.add(event);
  return { captureId, ...maker.finish(), without: encodeAgain(again) };
}

/** `again` as of `makeEventBatch`. */
export const encodeAgain =
  (again: () => readonly EventToStore[]): EventBatch['without'] =>
  (exclusions) => {
    const encoder = new EventEncoder(exclusions);
    for (const event of again()) encoder.add(event);
    return encoder.finish();
  };

function headOf({ prepared, orgId, gaps }: EventToStore): EventHead {
  const { errorDeclaration } = prepared.event;
  return {
    orgId,
    eventId: prepared.eventId,
    eventKey: prepared.eventKey,
    hash: prepared.hash,
    partyThings: partyThingsOf(prepared),
    listed: listedOf(prepared.event),
    gaps,
    declaration:
      prepared.declaredKey === undefined || errorDeclaration === undefined
        ? undefined
        : { key: prepared.declaredKey, declaredAt_ms: errorDeclaration.declarationTime_ms, reason: errorDeclaration.reason ?? null },
  };
}

function partyThingsOf({ event }: PreparedEvent): string[] {
  const things = event.parties.map(({ id }) => id.thing);
  for (const place of [event.readPoint, event.bizLocation]) if (place !== undefined) things.push(place.thing, ...place.parents);
  return things;
}
