// Answers what never became a request (broken, too slow, too large a head) in the one form of refusals, and hangs up.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { refusalWords } from './ui/words/refusals.ts';

/** Address and header fields together, as the parser counts them: so much is read that a long address can be told as one. */
export const head_max_bytes = 49_152;
/** Names and values of the header fields alone. */
const fields_max_characters = 16_384;

/** Node.js's names of the faults of a head (its http parser's begin with HPE_). */
const refusalOf: Readonly<Record<string, readonly [status: number, reason: string, code: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'request_too_slow'],
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'head_too_large'],
};
const broken = [400, 'Bad Request', 'request_malformed'] as const;

interface BrokenRequest extends NodeJS.ErrnoException {
  /** What was being read when the parser gave up: the beginning of the request, or a later piece of it. */
  readonly rawPacket?: unknown;
}

/** There is no request and so no reply to write with: the answer goes to the socket as it is. */
export function answerBrokenRequest(error: BrokenRequest, socket: Socket): void {
  // A reader that has gone needs no words.
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const address = error.code === 'HPE_HEADER_OVERFLOW' ? findLongAddress(error.rawPacket) : undefined;
  const [status, reason, code] =
    address === undefined ? (refusalOf[error.code ?? ''] ?? broken) : ([414, 'URI Too Long', 'uri_too_long'] as const);
  const type = address?.startsWith('/epcis') === true ? 'epcisException:URITooLongException' : undefined;
  const body = writeBody(status, code, type);
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` +
      `x-content-type-options: nosniff\r\ncache-control: no-store\r\nconnection: close\r\n\r\n${body}`,
  );
}

/** Refuses header fields that are too large, as the parser did if it read no long addresses; true = answered. */
export function refuseLargeFields({ rawHeaders }: IncomingMessage, response: ServerResponse): boolean {
  let characters = 0;
  for (const text of rawHeaders) characters += text.length;
  if (characters <= fields_max_characters) return false;
  const body = writeBody(431, 'head_too_large');
  response.writeHead(431, {
    'content-type': 'application/problem+json',
    'content-length': Buffer.byteLength(body),
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    connection: 'close',
  });
  response.end(body);
  return true;
}

function writeBody(status: number, code: string, type = `urn:nguon:error:${code}`): string {
  const words = refusalWords[code]!;
  return JSON.stringify({ type, title: words.en, title_vi: words.vi, status, code });
}

/** The beginning of the address, where it alone is more than all header fields may be. */
function findLongAddress(packet: unknown): string | undefined {
  const address = /^[A-Z]{3,10} (\/\S*)/.exec(Buffer.isBuffer(packet) ? packet.toString('latin1') : '')?.[1] ?? '';
  return address.length > fields_max_characters ? address : undefined;
}
