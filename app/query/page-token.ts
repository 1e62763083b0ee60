// The opaque token of a page: where it ended, until when the first page saw records, and for which order it holds.
import type { EventQuery } from '@nguon/epcis';

export interface PagePosition {
  /** Sort value of the last row, ISO 8601. */
  readonly at_us: string;
  readonly seq: string;
  readonly recordedUntil: string;
}

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const seq_max = 2n ** 63n - 1n;

/** A time that exists: a token is what somebody sends us, and the database would stumble over 30 February. */
function isTime(text: string): boolean {
  const time = new Date(text);
  return isoTime.test(text) && !Number.isNaN(time.getTime()) && time.toISOString() === text && !text.startsWith('0000');
}

export function writePageToken(query: EventQuery, position: { at: string; seq: string; recordedUntil: string }): string {
  return Buffer.from(JSON.stringify([query.orderBy, query.orderDirection, position.at, position.seq, position.recordedUntil])).toString(
    'base64url',
  );
}

/** Undefined when the token is not one of ours or belongs to another order. */
export function readPageToken(token: string, query: EventQuery): PagePosition | undefined {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts) || parts.length !== 5 || !parts.every((part): part is string => typeof part === 'string')) return undefined;
  const [orderBy, direction, at_us = '', seq = '', recordedUntil = ''] = parts;
  const ours =
    orderBy === query.orderBy &&
    direction === query.orderDirection &&
    isTime(at_us) &&
    /^\d{1,19}$/.test(seq) &&
    BigInt(seq) <= seq_max &&
    isTime(recordedUntil);
  return ours ? { at_us, seq, recordedUntil } : undefined;
}
