// A story: events told by organisations at times relative to a given now, and when each became known to the portal.
import { uuidFrom } from './chance.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
export type EventFields = { readonly [name: string]: Json };

export interface ToldEvent {
  /** Slug of the organisation that captured it. */
  readonly by: string;
  readonly time_ms: number;
  readonly recorded_ms: number;
  /** The event as EPCIS 2.0 JSON. */
  readonly event: EventFields;
}

export interface Story {
  /** The instant of a Vietnamese day so many days ago, at hh:mm. */
  at(daysAgo: number, clock: string): number;
  /** The Vietnamese day of an instant, `2026-11-18`. */
  dateOf(time_ms: number): string;
  /** Adds one event and returns its eventID. What lies after now has not happened yet and is left out. */
  tell(by: string, time_ms: number, event: EventFields, recordedAfter_ms?: number): string;
  /** Tells an event once more as it stands (an error declaration), known at `at`. */
  tellAgain(by: string, at: number, event: EventFields): void;
  readonly events: readonly ToldEvent[];
}

export const minute_ms = 60_000;
export const hour_ms = 60 * minute_ms;
export const day_ms = 24 * hour_ms;
const vietnam_offset_ms = 7 * hour_ms;
/** People write down what they did within the quarter of an hour. */
const usual_delay_ms = 12 * minute_ms;

/** Text of an instant as Vietnam writes it, with its offset. */
export function vietnamTime(time_ms: number): string {
  return new Date(time_ms + vietnam_offset_ms).toISOString().slice(0, 19) + '+07:00';
}

export function createStory(now_ms: number): Story {
  const midnight_ms = Math.floor((now_ms + vietnam_offset_ms) / day_ms) * day_ms - vietnam_offset_ms;
  const events: ToldEvent[] = [];
  let told = 0;
  return {
    events,
    at(daysAgo, clock) {
      const [hours, minutes] = clock.split(':').map(Number) as [number, number];
      return midnight_ms - Math.round(daysAgo) * day_ms + hours * hour_ms + minutes * minute_ms;
    },
    dateOf: (time_ms) => vietnamTime(time_ms).slice(0, 10),
    tell(by, time_ms, event, recordedAfter_ms = usual_delay_ms) {
      const eventID = `urn:uuid:${uuidFrom(`demo-event-${++told}`)}`;
      if (time_ms > now_ms) return eventID;
      const recorded_ms = Math.min(now_ms, time_ms + recordedAfter_ms);
      const common = { eventTime: vietnamTime(time_ms), eventTimeZoneOffset: '+07:00' };
      const { type, ...rest } = event;
      events.push({ by, time_ms, recorded_ms, event: { type: type ?? 'ObjectEvent', eventID, ...common, ...rest } });
      return eventID;
    },
    tellAgain(by, at, event) {
      if (at <= now_ms) events.push({ by, time_ms: at, recorded_ms: Math.min(now_ms, at + minute_ms), event });
    },
  };
}
