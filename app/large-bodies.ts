// Bounds the memory that large bodies take: few at once in all and fewer for each caller; the others wait unread.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from './access/reader.ts';
import { BodyPlaces } from './body-places.ts';
import type { BodyPlaceLimits } from './body-places.ts';
import { networkOf } from './read-address.ts';

/** Smaller bodies come by the hundred (single events) and cost little. */
const large_min_bytes = 524_288;
const limits: Omit<BodyPlaceLimits, 'atOnce_max'> = {
  ofOneCaller_max: 4,
  waiting_max: 1_000,
  ofOneCaller_waiting_max: 300,
  // What is left until the server cuts a request (body_max_ms in body-time.ts) is enough to send the body.
  wait_max_ms: 40_000,
  patience_ms: 5_000,
  // The slowest mobile line that still sends a photo in a minute.
  rate_min_bytes_per_s: 16_384,
};

export class LargeBodies {
  /** Strangers must not take the places of partners. */
  readonly #places = {
    public: new BodyPlaces({ ...limits, atOnce_max: 6 }),
    known: new BodyPlaces({ ...limits, atOnce_max: 12 }),
  };

  /** Waits for a place before the body is read, and gives it back when the answer is out or the connection gone. */
  async admit(request: FastifyRequest, reply: FastifyReply, caller: Caller): Promise<void> {
    if (!mayBeLarge(request)) return;
    const isPublic = caller.name === 'public';
    const { raw } = request;
    const leave = await (isPublic ? this.#places.public : this.#places.known).enter({
      caller: isPublic ? networkOf(request.ip) : caller.name,
      receivedBytes: () => (raw.complete ? undefined : raw.socket.bytesRead),
      isGone: () => raw.destroyed,
      cut: () => cutSlow(request),
    });
    reply.raw.once('finish', leave).once('close', leave);
    // The connection may have gone while the request waited: then no event comes any more.
    if (reply.raw.destroyed || raw.destroyed) leave();
  }
}

/** As the server does by itself with a request that takes too long: 408, and the connection closes. */
function cutSlow({ raw, server }: FastifyRequest): void {
  const error = Object.assign(new Error('a large body came too slowly while others waited'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
  server.server.emit('clientError', error, raw.socket);
}

function mayBeLarge({ headers }: FastifyRequest): boolean {
  // Without a length (chunked) or packed it may grow to the route's limit.
  if (headers['transfer-encoding'] !== undefined || headers['content-encoding'] !== undefined) return true;
  return Number(headers['content-length'] ?? 0) > large_min_bytes;
}
