// Keeps track of eventIDs over all documents: several files use one eventID for different events, which one database refuses.
import { hash } from 'node:crypto';
import { hashEventId, prehashEvent, readDocument } from '@nguon/epcis';
import { describeEvent } from './describe-event.ts';
import { listEvents } from './epcis-documents.ts';

const sha256 = (text: string): string => hash('sha256', text, 'hex');

export class IdLedger {
  /** Id in the repository, and whether it is a declaration → the event first seen under it. */
  private readonly meanings = new Map<string, string>();
  renamed = 0;

  /** The document with an eventID of its own for each event whose id another event has taken; others are left alone. */
  makeDistinct(file: string, text: string): string {
    let events: ReturnType<typeof listEvents>;
    try {
      events = listEvents(text);
    } catch {
      return text; // not JSON: the product is to say so
    }
    const renames = events.filter(
      ({ event, context }, index) => typeof event === 'object' && event !== null && this.isTaken(event, context, text, index),
    );
    if (renames.length === 0) return text;
    const root = JSON.parse(text.replace(/^\ufeff/, '')) as Record<string, unknown>;
    const copies = listEvents(JSON.stringify(root));
    for (const [index, { event }] of events.entries()) {
      if (!renames.some((rename) => rename.event === event)) continue;
      const digits = sha256(`${file} ${index}`);
      const copy = copies[index]!.event;
      copy['eventID'] =
        `urn:uuid:${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-8${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
      this.renamed += 1;
    }
    return replaceEvents(
      root,
      copies.map(({ event }) => event),
    );
  }

  private isTaken(event: Record<string, unknown>, context: readonly unknown[], text: string, index: number): boolean {
    const key = `${this.idOf(event, text, index)} ${event['errorDeclaration'] === undefined}`;
    const meaning = describeEvent(event, context, true);
    const held = this.meanings.get(key);
    if (held === undefined) this.meanings.set(key, meaning);
    return held !== undefined && held !== meaning;
  }

  /** The id under which the repository keeps an event: its own, else its hash (CBV 2.0 §8.9). */
  idOf(event: Record<string, unknown>, document: string, index: number): string {
    if (typeof event['eventID'] === 'string' && event['eventID'] !== '') return event['eventID'];
    const read = readDocument(document, { eventsMax: 2_000, depthMax: 64, faultsMax: 1 }).events[index]?.event;
    return read === undefined ? '' : hashEventId(prehashEvent(read), sha256);
  }
}

function replaceEvents(root: Record<string, unknown>, events: readonly Record<string, unknown>[]): string {
  const body = root['epcisBody'] as { eventList?: unknown[]; queryResults?: { resultsBody: { eventList: unknown[] } } } | undefined;
  if (body === undefined) return JSON.stringify(events[0]);
  if (body.eventList !== undefined) body.eventList = [...events];
  else if (body.queryResults !== undefined) body.queryResults.resultsBody.eventList = [...events];
  return JSON.stringify(root);
}
