// The opaque token of a page: where it ended and for which query, signed, with an end of its life (EPCIS 2.0 §12.7).
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
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

/** A reader that goes on reading has this long for each page. */
export const page_token_life_ms = 3_600_000;
const signature_bytes = 16;
const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const seq_max = 2n ** 63n - 1n;

export interface IssuedToken {
  readonly token: string;
  readonly expiresAt: Date;
}

export function writePageToken(secret: string, query: EventQuery, position: PagePosition, now: Date): IssuedToken {
  const expiresAt = new Date(now.getTime() + page_token_life_ms);
  const { at, seq, recordedUntil, key, left } = position;
  const content = Buffer.from(JSON.stringify([fingerprint(query), expiresAt.toISOString(), at, seq, recordedUntil, key, left ?? '']));
  return { token: `${content.toString('base64url')}.${sign(secret, content).toString('base64url')}`, expiresAt };
}

/** A token is somebody's text until its signature is ours: then it holds what `writePageToken` put in. */
export function readPageToken(
  secret: string,
  token: string,
): { readonly fingerprint: string; readonly expiresAt: Date; readonly position: PagePosition } | undefined {
  const [text = '', signature = '', more] = token.split('.');
  const content = Buffer.from(text, 'base64url');
  const given = Buffer.from(signature, 'base64url');
  if (more !== undefined || given.length !== signature_bytes || !timingSafeEqual(given, sign(secret, content))) return undefined;
  const parts = JSON.parse(content.toString('utf8')) as [string, string, string, string, string, string, number | ''];
  const [of, expiresAt, at, seq, recordedUntil, key, left] = parts;
  // The database would stumble over what is no time or number, whoever wrote it.
  if (!isTime(at) || !isTime(recordedUntil) || !/^\d{1,19}$/.test(seq) || BigInt(seq) > seq_max) return undefined;
  return {
    fingerprint: of,
    expiresAt: new Date(expiresAt),
    position: { at, seq, recordedUntil, key, left: left === '' ? undefined : left },
  };
}

/** What makes two queries the same for a token: conditions and order. The page's size may change from page to page. */
export function fingerprint({ conditions, orderBy, orderDirection, eventCountLimit, maxEventCount }: EventQuery): string {
  const asked = conditions.map((condition) => JSON.stringify(condition)).sort();
  return createHash('sha256')
    .update(JSON.stringify([asked, orderBy, orderDirection, eventCountLimit, maxEventCount]))
    .digest('base64url')
    .slice(0, 22);
}

/** Under which a token that was given back is remembered. */
export function hashPageToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function sign(secret: string, content: Buffer): Buffer {
  return createHmac('sha256', secret).update('page-token').update(content).digest().subarray(0, signature_bytes);
}

/** A time that exists: the database would stumble over 30 February. */
function isTime(text: string): boolean {
  const time = new Date(text);
  return isoTime.test(text) && !Number.isNaN(time.getTime()) && time.toISOString() === text && !text.startsWith('0000');
}
