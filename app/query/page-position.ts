// Where a page of events ended, as its token holds it, and what makes two queries one for a token.
import type { EventQuery } from '@nguon/epcis';

/** The last event of a page in the order of the query. */
export interface PagePosition {
  /** Sort value, ISO 8601; with `orderBy` a field of the user's own, the event time. */
  readonly at: string;
  readonly seq: string;
  /** The clock of the first page: what was recorded after it is left out of later ones. */
  readonly recordedUntil: string;
  /** Sort key of a field of the user's own (`fieldOrderKey`); '' for the other orders. */
  readonly key: string;
  /** Events that eventCountLimit still allows; undefined where there is none. */
  readonly left: number | undefined;
}

export function writePosition({ at, seq, recordedUntil, key, left }: PagePosition): string {
  return JSON.stringify([at, seq, recordedUntil, key, left ?? '']);
}

/** @param text as `writePosition` wrote it: tokens are sealed, nobody else's text comes here. */
export function readPosition(text: string): PagePosition {
  const [at, seq, recordedUntil, key, left] = JSON.parse(text) as [string, string, string, string, number | ''];
  return { at, seq, recordedUntil, key, left: left === '' ? undefined : left };
}

/** Conditions and order. The page's size may change from page to page. */
export function questionOf({ conditions, orderBy, orderDirection, eventCountLimit, maxEventCount }: EventQuery): string {
  const asked = conditions.map((condition) => JSON.stringify(condition)).sort();
  return JSON.stringify([asked, orderBy, orderDirection, eventCountLimit, maxEventCount]);
}
