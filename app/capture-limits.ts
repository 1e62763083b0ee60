// What a capture may hold, in events and bytes: one truth for headers, pages, refusals and the work itself.
import type { Config } from './config.ts';

/** As many as an honest document of the largest size holds; ids of all of them are kept while it is checked. */
export const large_events_max = 1_000_000;

export interface CaptureLimits {
  readonly events: number;
  readonly bytes: number;
  /** Above either of these a document is worked off in the background; undefined where nothing above is taken. */
  readonly atOnce: { readonly events: number; readonly bytes: number } | undefined;
}

type Settings = Pick<Config, 'captureEventsMax' | 'captureBytesMax' | 'captureLargeBytesMax'>;

/** Most of one document (EPCIS 2.0 §12.6: GS1-EPCIS-Capture-Limit and GS1-EPCIS-Capture-File-Size-Limit). */
export function captureLimits({ captureEventsMax, captureBytesMax, captureLargeBytesMax }: Settings): CaptureLimits {
  const small = { events: captureEventsMax, bytes: captureBytesMax };
  return captureLargeBytesMax > captureBytesMax
    ? { events: large_events_max, bytes: captureLargeBytesMax, atOnce: small }
    : { ...small, atOnce: undefined };
}
