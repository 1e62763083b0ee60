// One keep-alive HTTP/1.1 connection over a bare socket: a load generator must cost far less than what it measures.
import { connect } from 'node:net';
import type { Socket } from 'node:net';

export interface Answer {
  readonly status: number;
  /** Head as it came, in latin1; for a header use `headerOf`. */
  readonly head: string;
  readonly bytes: number;
}

export interface HttpConnection {
  /** One request at a time. Rejects when the connection ends before the answer is whole. */
  send(request: Buffer): Promise<Answer>;
  close(): void;
}

interface Pending {
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

export async function openHttpConnection(host: string, port: number): Promise<HttpConnection> {
  const socket = await openSocket(host, port);
  // Large answers come in thousands of pieces: they are joined only when they can be whole.
  let pieces: Buffer[] = [];
  let held_bytes = 0;
  let wanted: Wanted = { kind: 'bytes', least: 1 };
  let pending: Pending | undefined;
  const fail = (error: Error): void => {
    pending?.reject(error);
    pending = undefined;
  };
  socket.on('data', (chunk) => {
    pieces.push(chunk);
    held_bytes += chunk.length;
    if (wanted.kind === 'bytes' ? held_bytes < wanted.least : !endsLikeChunks(pieces)) return;
    const held = pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces);
    const answer = takeAnswer(held);
    if (answer === undefined) {
      pieces = [held];
      wanted = whatIsMissing(held);
      return;
    }
    const rest = held.subarray(answer.bytes);
    pieces = rest.length === 0 ? [] : [rest];
    held_bytes = rest.length;
    wanted = { kind: 'bytes', least: 1 };
    const waiting = pending;
    pending = undefined;
    waiting?.resolve(answer);
  });
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('connection closed')));
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) return reject(new Error('connection closed'));
        pending = { resolve, reject };
        socket.write(request);
      }),
    close: () => void socket.destroy(),
  };
}

function openSocket(host: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

/** What must have come before an answer can be whole: so many bytes, or the end of its chunks. */
type Wanted = { readonly kind: 'bytes'; readonly least: number } | { readonly kind: 'last chunk' };

function whatIsMissing(bytes: Buffer): Wanted {
  const end = bytes.indexOf(head_end);
  if (end < 0) return { kind: 'bytes', least: bytes.length + 1 };
  const length = headerOf(bytes.toString('latin1', 0, end), 'content-length');
  return length === undefined ? { kind: 'last chunk' } : { kind: 'bytes', least: end + head_end.length + Number(length) };
}

const last_chunk = '0\r\n\r\n';

function endsLikeChunks(pieces: readonly Buffer[]): boolean {
  let tail = '';
  for (let index = pieces.length - 1; index >= 0 && tail.length < last_chunk.length; index--)
    tail = pieces[index]!.toString('latin1', Math.max(0, pieces[index]!.length - last_chunk.length)) + tail;
  return tail.endsWith(last_chunk);
}

const head_end = Buffer.from('\r\n\r\n');

/** The answer at the start of `bytes` when it is whole. `bytes` of the answer: head, body and framing. */
function takeAnswer(bytes: Buffer): Answer | undefined {
  const end = bytes.indexOf(head_end);
  if (end < 0) return undefined;
  const head = bytes.toString('latin1', 0, end);
  const status = Number(head.slice(9, 12));
  const body = end + head_end.length;
  const length = headerOf(head, 'content-length');
  if (length !== undefined) {
    const whole = body + Number(length);
    return bytes.length < whole ? undefined : { status, head, bytes: whole };
  }
  if (headerOf(head, 'transfer-encoding') !== 'chunked') return { status, head, bytes: body };
  const whole = endOfChunks(bytes, body);
  return whole === undefined ? undefined : { status, head, bytes: whole };
}

/** Where a chunked body ends (after the last chunk's empty line), or undefined while it is not whole. */
function endOfChunks(bytes: Buffer, from: number): number | undefined {
  for (let at = from; ;) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return undefined;
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16);
    at = line + 2 + size + 2;
    if (at > bytes.length) return undefined;
    if (size === 0) return at;
  }
}

/** Value of a header; the head keeps the case in which names came. */
export function headerOf(head: string, name: string): string | undefined {
  return new RegExp(`\\r\\n${name}: *([^\\r]*)`, 'i').exec(head)?.[1];
}
