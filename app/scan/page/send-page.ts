// Sends a rendered page: 304 where the reader has it, compressed where the reader can, from memory.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { encodedTag, headersOf, plainBytes } from './rendered-page.ts';
import type { Encoding, RenderedPage } from './rendered-page.ts';

export function sendPage(request: IncomingMessage, response: ServerResponse, page: RenderedPage): void {
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
  const withoutBody = request.method === 'HEAD';
  if (encoding === 'gzip') {
    response.writeHead(page.status, page.headers as string[]);
    response.end(withoutBody ? undefined : page.gzip);
    return;
  }
  const plain = plainBytes(page);
  response.writeHead(page.status, headersOf(page.etag, plain.length));
  response.end(withoutBody ? undefined : plain);
}

/** Browsers send a handful of different headers. */
const choices = new Map<string, Encoding>();
const choices_max = 200;
const header_max_characters = 200;

function chooseEncoding(accept: string | string[] | undefined): Encoding {
  if (accept === undefined || accept.length === 0) return 'identity';
  const header = String(accept);
  const known = choices.get(header);
  if (known !== undefined) return known;
  const choice: Encoding = header.split(',').some(takesGzip) ? 'gzip' : 'identity';
  if (choices.size >= choices_max) choices.clear();
  if (header.length <= header_max_characters) choices.set(header, choice);
  return choice;
}

/** A form with `q=0` is refused by the reader (RFC 9110 §12.5.3). Cut, not matched: spaces on both sides of a pattern cost their square. */
function takesGzip(part: string): boolean {
  const [name, quality = 'q=1'] = part.split(';', 2).map((text) => text.trim());
  return name === 'gzip' && quality.startsWith('q=') && Number(quality.slice(2)) > 0;
}

/** `If-None-Match`: a list of tags or `*`; the tag of the compressed form begins like the plain one. */
function matchesTag(header: string, etag: string): boolean {
  return header === '*' || header.includes(etag.slice(0, -1));
}
