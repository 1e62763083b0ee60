// A scan page as bytes with its headers, ready to be sent; compressed forms are made at first use.
import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { brotliDecompressSync } from 'node:zlib';
import { securityHeaders } from '../http.ts';
import type { Lang } from '../ui/words/lang.ts';

export type Encoding = 'identity' | 'br' | 'gzip';

export interface RenderedPage {
  /** `/xem/01/…` with `?lang=en` where it is not Vietnamese: the address it answers, and its key in the cache. */
  readonly path: string;
  readonly lang: Lang;
  readonly status: number;
  /** The whole document; let go once the brotli form is there, which nearly every reader takes. */
  body: Buffer | undefined;
  readonly etag: string;
  readonly madeAt_ms: number;
  /** The code itself, counted when the page is sent; none where nothing is known of it. */
  readonly counts: string | undefined;
  /** Every thing whose change makes this page untrue. */
  readonly things: readonly string[];
  readonly headers: readonly string[];
  readonly compressed: Map<Encoding, { readonly bytes: Buffer; readonly headers: readonly string[] }>;
  /** Bytes of all forms held. */
  heldBytes: number;
  /** Asked for since the cache last looked. */
  wasUsed: boolean;
}

/** Same for every page; a recall must show within a second, so every use asks whether the page is still the same. */
const commonHeaders: readonly string[] = [
  ...Object.entries(securityHeaders).flat(),
  'content-type',
  'text/html; charset=utf-8',
  'cache-control',
  'public, max-age=0, must-revalidate',
  'vary',
  'accept-encoding',
];

export function makeRenderedPage(
  page: Pick<RenderedPage, 'path' | 'lang' | 'status' | 'madeAt_ms' | 'counts' | 'things'>,
  text: string,
): RenderedPage {
  const body = Buffer.from(text);
  const etag = `"${hash('sha1', body, 'base64url').slice(0, 24)}"`;
  return { ...page, body, etag, headers: headersOf(etag, body.length), compressed: new Map(), heldBytes: body.length, wasUsed: false };
}

/** The document itself, from whichever form is held. */
export function plainBytes(page: RenderedPage): Buffer {
  if (page.body !== undefined) return page.body;
  const compressed = page.compressed.get('br');
  assert(compressed !== undefined, 'a page without its body has its brotli form');
  return brotliDecompressSync(compressed.bytes);
}

/** Flat list of names and values, the form that node writes fastest. */
export function headersOf(etag: string, length: number, encoding?: Encoding): string[] {
  const headers = [...commonHeaders, 'etag', etag, 'content-length', String(length)];
  if (encoding !== undefined) headers.push('content-encoding', encoding);
  return headers;
}

/** RFC 9110 §8.8.3: another representation has another strong tag. */
export function encodedTag(etag: string, encoding: Encoding): string {
  return encoding === 'identity' ? etag : `${etag.slice(0, -1)}-${encoding}"`;
}
