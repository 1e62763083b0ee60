// How long the body of a request may take to arrive: a minute, but for documents so large that they are written to disk as they come.
import type { IncomingMessage, Server } from 'node:http';

/** A body of 8 MB over a slow mobile link arrives in this time; what is slower is cut. */
const body_max_ms = 60_000;
/** The largest document over 2.5 Mbit/s. */
export const large_body_max_ms = 900_000;

/** Where documents are taken. */
const large_paths = /^\/(?:epcis\/capture|khong-gian\/gui-tai-lieu)\/?(?:\?|$)/;

/** @param small_max_bytes what is larger takes its time. */
export function limitBodyTime(server: Server, request: IncomingMessage, small_max_bytes: number): void {
  const { headers } = request;
  const isChunked = headers['transfer-encoding'] !== undefined;
  if (!isChunked && headers['content-length'] === undefined) return;
  const isLarge = isChunked || Number(headers['content-length']) > small_max_bytes;
  if (isLarge && large_paths.test(request.url ?? '')) return;
  const timer = setTimeout(() => {
    if (request.complete || request.destroyed) return;
    // As the server does by itself: 408, and the connection closes.
    const error = Object.assign(new Error('a body came too slowly'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
    server.emit('clientError', error, request.socket);
  }, body_max_ms);
  timer.unref();
  request.once('close', () => clearTimeout(timer));
}
