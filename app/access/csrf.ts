// Keeps other sites from acting with a visitor's session: a token bound to the session, and a look at where a form came from.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { csrfField } from './csrf-field.ts';
import { readForm } from './read-form.ts';
import type { Caller, Who } from './reader.ts';

/** The header that a script sends in place of the form's field. */
const csrfHeader = 'x-csrf-token';
const mask_bytes = 16;

/**
 * HMAC of the session, hidden under a mask that changes with each page: pages are compressed, and a secret that stays
 * the same beside text from the address could be guessed by its length (BREACH).
 */
export function makeCsrfToken(secret: string, tokenHash: Buffer, random: Uint8Array): string {
  const mask = random.subarray(0, mask_bytes);
  const bound = bindToSession(secret, tokenHash);
  return Buffer.concat([mask, bound.map((byte, index) => byte ^ (mask[index] ?? 0))]).toString('base64url');
}

function isCsrfToken(secret: string, tokenHash: Buffer, given: string): boolean {
  const bytes = Buffer.from(given, 'base64url');
  if (bytes.length !== 2 * mask_bytes) return false;
  const mask = bytes.subarray(0, mask_bytes);
  return timingSafeEqual(
    bytes.subarray(mask_bytes).map((byte, index) => byte ^ (mask[index] ?? 0)),
    bindToSession(secret, tokenHash),
  );
}

function bindToSession(secret: string, tokenHash: Buffer): Buffer {
  return createHmac('sha256', secret).update('csrf').update(tokenHash).digest().subarray(0, mask_bytes);
}

/**
 * Called once for every request that changes something, before its handler. Keys need nothing: a browser never sends
 * them by itself. Everybody else must come from our own pages; a session must bring its token too, except to routes of
 * the public (their pages are shared and carry no token, and what anyone may do needs no session).
 */
export async function checkNotForged(context: Context, caller: Caller, who: Who, request: FastifyRequest): Promise<void> {
  if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return;
  if (caller.name.startsWith('key:')) return;
  if (!isFromHere(context, request))
    throw new AppError('forbidden', 'form_from_elsewhere', {
      vi: 'Yêu cầu này được gửi từ một trang web khác nên không được thực hiện. Hãy mở lại trang và gửi từ đó.',
      en: 'This request was sent by another website, so nothing was done. Open the page here and send it again.',
    });
  if (caller.sessionHash === undefined || who === 'public') return;
  const header = request.headers[csrfHeader];
  const given = typeof header === 'string' ? header : (await readForm(request)).fields.get(csrfField);
  if (given === undefined || !isCsrfToken(context.config.secret, caller.sessionHash, given))
    throw new AppError('forbidden', 'form_too_old', {
      vi: 'Trang này đã mở quá lâu hoặc bạn vừa đăng nhập lại, nên biểu mẫu không còn dùng được. Chưa có gì thay đổi: hãy quay lại, tải lại trang rồi gửi lại.',
      en: 'This page was open too long, or you have signed in again since, so its form is no longer valid. Nothing was changed: go back, reload the page and send it again.',
    });
}

/** A WebSocket is opened by GET, and browsers let any page open one with our cookies: theirs must name our own origin. */
export function checkSocketOrigin(context: Context, caller: Caller, request: FastifyRequest): void {
  if (caller.sessionHash === undefined || (request.headers.origin !== undefined && isFromHere(context, request))) return;
  throw new AppError('forbidden', 'socket_from_elsewhere', {
    vi: 'Kết nối này được mở từ một trang web khác. Chương trình của bạn hãy dùng khóa API.',
    en: 'This line was opened by another website. Programs use an API key.',
  });
}

/** Browsers say where a request comes from (Fetch Metadata; older ones Origin). Programs send neither and hold no cookie of a visitor. */
function isFromHere(context: Context, request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.headers.origin;
  if (origin === undefined) return true;
  return origin === context.config.origin || (URL.canParse(origin) && new URL(origin).host === request.host);
}
