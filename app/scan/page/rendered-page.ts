// A scan page as bytes with its headers, compressed when it is made and ready to be sent.
import { hash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { securityHeaders } from '../../http.ts';
import type { CachedAnswer } from '../../thing-cache.ts';
import type { Lang } from '../../ui/words/lang.ts';
import { compressPage } from './compress-page.ts';
import type { PageText } from './scan-page.ts';

export type Encoding = 'identity' | 'gzip';

/** What a kept page costs beside its body: keys, headers, links. */
const page_overhead_bytes = 1_200;

/** `path`: `/xem/01/…` with `?lang=en` where it is not Vietnamese. */
export interface RenderedPage extends CachedAnswer {
  readonly lang: Lang;
  readonly status: number;
  /** The whole document, the only form held: nearly every reader takes it. */
  readonly gzip: Buffer;
  readonly etag: string;
  /** The code itself, counted when the page is sent; none where nothing is known of it. */
  readonly counts: string | undefined;
  /** Of the compressed form. */
  readonly headers: readonly string[];
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
  { beginning, rest }: PageText,
): RenderedPage {
  const gzip = compressPage(beginning, rest);
  const etag = `"${hash('sha1', gzip, 'base64url').slice(0, 24)}"`;
  const headers = headersOf(encodedTag(etag, 'gzip'), gzip.length, 'gzip');
  return { ...page, gzip, etag, headers, bytes: gzip.length + page_overhead_bytes, wasUsed: false };
}

/** For the few readers that take nothing compressed. */
export function plainBytes(page: RenderedPage): Buffer {
  return gunzipSync(page.gzip);
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
