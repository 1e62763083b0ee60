// The session cookie: its name, its attributes, its token's hash, and how long a session lives.
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../../context.ts';

/** A session ends after this long without a request … */
export const session_idle_ms = 8 * 3_600_000;
/** … and in any case this long after signing in. */
export const session_age_ms = 7 * 86_400_000;
export const session_token_bytes = 32;

/** The prefix makes a browser refuse the cookie unless it came over https from this very host (RFC 6265bis §4.1.3.2). */
const secureName = '__Host-nguon';
const plainName = 'nguon-session';

/** Https as the visitor sees it: straight, or at a proxy in front of NGUON_ORIGIN's host. */
function isHttps(context: Context, request: FastifyRequest): boolean {
  return request.protocol === 'https' || context.config.origin === `https://${request.host}`;
}

/** The token a browser sent, if any. Over https a plain cookie is not believed: another host of the domain may have set it. */
export function readSessionToken(context: Context, request: FastifyRequest): string | undefined {
  if (request.headers.cookie === undefined) return undefined;
  const token = request.cookies[isHttps(context, request) ? secureName : plainName];
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : undefined;
}

export function hashSessionToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** No Max-Age: the browser forgets it when it closes; the database decides when it ends in any case. */
export function setSessionCookie(context: Context, request: FastifyRequest, reply: FastifyReply, token: string): void {
  const secure = isHttps(context, request);
  reply.setCookie(secure ? secureName : plainName, token, { path: '/', httpOnly: true, sameSite: 'lax', secure });
}

export function clearSessionCookie(context: Context, request: FastifyRequest, reply: FastifyReply): void {
  const secure = isHttps(context, request);
  reply.clearCookie(secure ? secureName : plainName, { path: '/', httpOnly: true, sameSite: 'lax', secure });
}
