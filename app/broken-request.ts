// Answers what never became a request (broken, too slow, too large a head) in the one form of refusals, and hangs up.
import type { Socket } from 'node:net';
import { refusalWords } from './ui/words/refusals.ts';

/** Node.js's names of the faults of a head (its http parser's begin with HPE_). */
const refusalOf: Readonly<Record<string, readonly [status: number, reason: string, code: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request Timeout', 'request_too_slow'],
  HPE_HEADER_OVERFLOW: [431, 'Request Header Fields Too Large', 'head_too_large'],
};
const broken = [400, 'Bad Request', 'request_malformed'] as const;

/** There is no request and so no reply to write with: the answer goes to the socket as it is. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  // A reader that has gone needs no words.
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return void socket.destroy();
  const [status, reason, code] = refusalOf[error.code ?? ''] ?? broken;
  const words = refusalWords[code]!;
  const body = JSON.stringify({ type: `urn:nguon:error:${code}`, title: words.en, title_vi: words.vi, status, code });
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` +
      `x-content-type-options: nosniff\r\ncache-control: no-store\r\nconnection: close\r\n\r\n${body}`,
  );
}
