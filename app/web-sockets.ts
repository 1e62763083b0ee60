// WebSockets (RFC 6455) beside HTTP: who may ask for one is the route table's, what a line may hold and its end are decided here.
import type { IncomingMessage } from 'node:http';
import webSocketPlugin from '@fastify/websocket';
import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';

/** A route's answer to a client that asks for a WebSocket. */
export interface Upgrade {
  /** Headers of the 101. */
  readonly headers: Readonly<Record<string, string>>;
  /** Called once, when the line is open. */
  start(socket: WebSocket): void;
}

/** Codes of RFC 6455 §7.4.1 with which we end a line. */
export const closeCodes = { goingAway: 1001, refused: 1008, broken: 1011, tooSlow: 1013 } as const;

/** Clients of ours only listen: what they say is not read, and may not be long. */
const message_max_bytes = 4_096;
/** A client that does not answer our goodbye is cut off. */
const goodbye_ms = 2_000;
/** Close frames hold 125 bytes, two of which are the code. */
const reason_max_bytes = 123;

const upgrades = new WeakMap<IncomingMessage, Upgrade>();

/** Whether a request asks for a WebSocket; other upgrades (h2c) are no concern of ours and are answered as plain requests. */
export function asksForWebSocket(request: Pick<IncomingMessage, 'headers' | 'method'>): boolean {
  return request.method === 'GET' && request.headers.upgrade?.toLowerCase() === 'websocket';
}

export async function addWebSockets(app: FastifyInstance): Promise<void> {
  await app.register(webSocketPlugin, {
    options: { maxPayload: message_max_bytes, perMessageDeflate: false, clientTracking: true },
    errorHandler: (_error, socket) => socket.terminate(),
    preClose: (done) => {
      for (const socket of app.websocketServer.clients) endLine(socket, closeCodes.goingAway, 'the server stops');
      app.websocketServer.close();
      done();
    },
  });
  app.websocketServer.on('headers', (lines, request) => {
    for (const [name, value] of Object.entries(upgrades.get(request)?.headers ?? {})) lines.push(`${name}: ${value}`);
  });
}

/** Keeps what a route answered until the handshake is done. */
export function noteUpgrade(request: IncomingMessage, upgrade: Upgrade): void {
  upgrades.set(request, upgrade);
}

/** The line is open: whoever answered the request speaks. */
export function startUpgraded(request: IncomingMessage, socket: WebSocket): void {
  const upgrade = upgrades.get(request);
  if (upgrade === undefined) endLine(socket, closeCodes.broken, 'nobody answers here');
  else upgrade.start(socket);
}

/** Says goodbye; a client that does not answer in time is cut off, with whatever it had not read. */
export function endLine(socket: WebSocket, code: number, reason: string): void {
  const bytes = Buffer.from(reason);
  socket.close(
    code,
    bytes.length <= reason_max_bytes
      ? bytes
      : bytes
          .subarray(0, reason_max_bytes)
          .toString('utf8')
          .replace(/\ufffd+$/, ''),
  );
  setTimeout(() => socket.terminate(), goodbye_ms).unref();
}
