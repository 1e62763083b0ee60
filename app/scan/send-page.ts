// Sends a rendered page: 304 where the reader has it, compressed where the reader can, from memory.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { PageCache } from './page-cache.ts';
import { encodedTag, headersOf, plainBytes } from './rendered-page.ts';
import type { Encoding, RenderedPage } from './rendered-page.ts';

/** 4 takes well under half the time of 5 for a few per cent more bytes. */
const brotli_quality = 4;
/** Pages are far below 64 kB: a small window keeps each compression's memory small. */
const brotli_window_bits = 16;

export function sendPage(request: IncomingMessage, response: ServerResponse, page: RenderedPage, cache: PageCache): void {
  const encoding = chooseEncoding(request.headers['accept-encoding']);
  const known = request.headers['if-none-match'];
  if (page.status === 200 && known !== undefined && matchesTag(known, page.etag)) {
    response.writeHead(304, [
      'etag',
      encodedTag(page.etag, encoding),
      'cache-control',
      'public, max-age=0, must-revalidate',
      'vary',
      'accept-encoding',
    ]);
    response.end();
    return;
  }
  if (encoding === 'identity') {
    response.writeHead(page.status, page.headers as string[]);
    response.end(request.method === 'HEAD' ? undefined : plainBytes(page));
    return;
  }
  const ready = page.compressed.get(encoding);
  if (ready !== undefined) {
    finish(request, response, page.status, ready);
    return;
  }
  compress(page, encoding, (bytes) => {
    const made = { bytes, headers: headersOf(encodedTag(page.etag, encoding), bytes.length, encoding) };
    if (page.compressed.has(encoding)) return finish(request, response, page.status, made);
    page.compressed.set(encoding, made);
    const letGo_bytes = encoding === 'br' ? (page.body?.length ?? 0) : 0;
    if (encoding === 'br') page.body = undefined;
    cache.addBytes(page, bytes.length - letGo_bytes);
    finish(request, response, page.status, made);
  });
}

function finish(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  made: { readonly bytes: Buffer; readonly headers: readonly string[] },
): void {
  response.writeHead(status, made.headers as string[]);
  response.end(request.method === 'HEAD' ? undefined : made.bytes);
}

function compress(page: RenderedPage, encoding: Encoding, done: (bytes: Buffer) => void): void {
  // Compression of bytes in memory fails only where memory is gone; the plain page is then the answer nobody can read.
  const finished = (error: Error | null, bytes: Buffer): void => {
    if (error !== null) throw error;
    // zlib hands out a slice of a 64 kB block: a copy lets the block go.
    const copy = Buffer.allocUnsafeSlow(bytes.length);
    bytes.copy(copy);
    done(copy);
  };
  const body = plainBytes(page);
  if (encoding === 'gzip') gzip(body, { level: 6 }, finished);
  else
    brotliCompress(
      body,
      {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: brotli_quality,
          [constants.BROTLI_PARAM_LGWIN]: brotli_window_bits,
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
          [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
        },
      },
      finished,
    );
}

/** `br` before `gzip`; a form with `q=0` is refused by the reader. */
export function chooseEncoding(accept: string | string[] | undefined): Encoding {
  if (accept === undefined || accept.length === 0) return 'identity';
  const text = String(accept);
  if (accepts(text, 'br')) return 'br';
  return accepts(text, 'gzip') ? 'gzip' : 'identity';
}

function accepts(header: string, name: string): boolean {
  const found = new RegExp(`(?:^|,)\\s*${name}\\s*(?:;\\s*q=([\\d.]+))?\\s*(?:,|$)`).exec(header);
  return found !== null && Number(found[1] ?? 1) > 0;
}

/** `If-None-Match`: a list of tags or `*`; the tags of compressed forms begin like the plain one. */
function matchesTag(header: string, etag: string): boolean {
  return header === '*' || header.includes(etag.slice(0, -1));
}
