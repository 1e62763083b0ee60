// Looks at a document as capture would, and writes nothing: for authors who want to know before they send.
import type { Fault } from '@nguon/epcis';
import { captureLimits } from '../capture-limits.ts';
import type { Context } from '../context.ts';
import { measureDocument } from './capture-document.ts';
import { findGaps } from './judge-events.ts';
import { faults_max, readCapture } from './read-capture.ts';

export interface CheckedDocument {
  readonly eventsGiven: number;
  /** For which nothing, or not all, would be taken; at most 200 of them. */
  readonly faults: readonly Fault[];
  readonly faultsTotal: number;
  /** Events that lack something by the profiles in force, and what. */
  readonly eventsIncomplete: number;
  readonly missing: readonly Fault[];
  readonly warnings: readonly Fault[];
}

/** 'too_large': of more events than are read at once, which capture takes all the same. @throws AppError too_large */
export async function checkDocument(
  context: Context,
  { body, mediaType }: { readonly body: string; readonly mediaType: string },
): Promise<CheckedDocument | 'too_large'> {
  measureDocument(context, body);
  const { captureEventsMax: eventsMax } = context.config;
  const reading = readCapture(body, { eventsMax, extensions: undefined, now: context.now(), mediaType });
  if (captureLimits(context.config).atOnce !== undefined && reading.faults.some(({ code }) => code === 'too_many_events'))
    return 'too_large';
  const gaps = await findGaps(context, reading);
  const faults = [...reading.faults, ...reading.events.flatMap((event) => event.faults)];
  return {
    eventsGiven: reading.events.length,
    faults: faults.slice(0, faults_max),
    faultsTotal: Math.max(reading.faultsTotal, faults.length),
    eventsIncomplete: gaps.size,
    missing: [...gaps.values()].flatMap((lacks) => lacks.flatMap(({ missing }) => missing)).slice(0, faults_max),
    warnings: reading.warnings.slice(0, faults_max),
  };
}
