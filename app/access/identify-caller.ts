// Decides who calls (API key, session cookie or nobody) and whether that caller may use a route.
import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { hasKeyForm, hashApiKey } from './api-keys/api-key.ts';
import { isUseDue, recallApiKey, rememberApiKey } from './api-keys/api-key-cache.ts';
import { findLiveApiKey, markApiKeyUsed } from './api-keys/store.ts';
import type { LiveApiKey } from './api-keys/store.ts';
import { makeCsrfToken } from './csrf.ts';
import { publicCaller } from './reader.ts';
import type { Caller, Reader, Who } from './reader.ts';
import { hashSessionToken, readSessionToken, session_idle_ms } from './sign-in/session-cookie.ts';
import { findLiveSession, markSessionSeen } from './sign-in/session-store.ts';
import type { LiveSession } from './sign-in/session-store.ts';

const session_seen_ms = 60_000;

/** A key counts before a cookie: who sends one means it. A wrong key is refused everywhere, also where none is needed. */
export async function identifyCaller(context: Context, request: FastifyRequest): Promise<Caller> {
  const key = readApiKey(request);
  if (key !== undefined) return identifyByKey(context, key);
  const token = readSessionToken(context, request);
  return token === undefined ? publicCaller : identifyBySession(context, token);
}

/** `Authorization: Bearer <key>`, `X-API-Key: <key>`, or HTTP Basic with the key as password. */
function readApiKey(request: FastifyRequest): string | undefined {
  const header = request.headers['x-api-key'];
  if (typeof header === 'string') return header.trim();
  const authorization = request.headers.authorization;
  if (authorization === undefined) return undefined;
  const [, scheme, rest = ''] = /^(\S+)\s*(.*)$/.exec(authorization) ?? [];
  if (scheme?.toLowerCase() === 'bearer') return rest.trim();
  if (scheme?.toLowerCase() === 'basic')
    return Buffer.from(rest, 'base64')
      .toString('latin1')
      .replace(/^[^:]*:/, '');
  return '';
}

async function identifyByKey(context: Context, key: string): Promise<Caller> {
  const now_ms = context.now().getTime();
  const hash = hasKeyForm(key) ? hashApiKey(key) : undefined;
  if (hash === undefined) throw wrongKey();
  const name = hash.toString('hex');
  let found = recallApiKey(name, now_ms);
  if (found === undefined) {
    found = await findLiveApiKey(context.database.system, hash);
    if (found === undefined) throw wrongKey();
    rememberApiKey(name, found, now_ms);
  }
  // Off the request's path: a lost note of use harms nobody.
  if (isUseDue(name, now_ms)) void markApiKeyUsed(context.database.system, found.id, context.now()).catch(() => undefined);
  return callerOfKey(found);
}

function wrongKey(): AppError {
  return new AppError('unauthenticated', 'wrong_api_key', {
    vi: 'Khóa API không đúng hoặc đã bị thu hồi. Hãy tạo khóa mới trong không gian làm việc của tổ chức.',
    en: 'The API key is wrong or was revoked. Create a new one in the workspace of your organisation.',
  });
}

/** An organisation that still waits for approval may ask, but hands nothing in. */
function callerOfKey(key: LiveApiKey): Caller {
  return {
    reader: { kind: 'organisation', orgId: key.org_id },
    name: `key:${key.id}`,
    displayName: key.org_name,
    orgId: key.org_id,
    orgName: key.org_name,
    orgApproved: key.org_approved,
    scopes: key.org_approved ? key.scopes : key.scopes.filter((scope) => scope === 'query'),
  };
}

async function identifyBySession(context: Context, token: string): Promise<Caller> {
  const now = context.now();
  const tokenHash = hashSessionToken(token);
  const session = await findLiveSession(context.database.system, tokenHash, now, new Date(now.getTime() - session_idle_ms));
  if (session === undefined) return publicCaller;
  if (now.getTime() - session.seen_at.getTime() >= session_seen_ms)
    void markSessionSeen(context.database.system, tokenHash, now).catch(() => undefined);
  return callerOfSession(session, tokenHash, makeCsrfToken(context.config.secret, tokenHash, randomBytes(16)));
}

function callerOfSession(session: LiveSession, sessionHash: Buffer, csrfToken: string): Caller {
  const role = session.role ?? (session.is_administrator ? 'administrator' : undefined);
  const approved = session.org_approved === true;
  return {
    reader: readerOfSession(session),
    name: `user:${session.user_id}`,
    userId: session.user_id,
    displayName: session.display_name,
    ...(session.org_id === null ? {} : { orgId: session.org_id, orgName: session.org_name ?? '', orgApproved: approved }),
    ...(role === undefined ? {} : { role }),
    isAdministrator: session.is_administrator,
    passwordIsTemporary: session.password_is_temporary,
    scopes: (role === 'member' || role === 'owner') && approved ? ['capture', 'query', 'links'] : ['query'],
    csrfToken,
    sessionHash,
  };
}

function readerOfSession(session: LiveSession): Reader {
  if (session.role === 'officer' && session.org_id !== null)
    return { kind: 'agency', orgId: session.org_id, unitIds: session.unit_ids ?? [] };
  if (session.org_id !== null) return { kind: 'organisation', orgId: session.org_id };
  return session.is_administrator ? { kind: 'administrator' } : { kind: 'public' };
}

/** Throws unauthenticated (401) or forbidden (403) where `who` asks for more than the caller has. */
export function checkMayCall(caller: Caller, who: Who): void {
  if (who === 'public') return;
  if (who === 'query' && (caller.name === 'public' || caller.scopes.includes('query'))) return;
  if (caller.name === 'public')
    throw new AppError('unauthenticated', 'sign_in_first', {
      vi: 'Bạn cần đăng nhập (hoặc gửi kèm khóa API) để dùng chức năng này.',
      en: 'Sign in, or send an API key, to use this.',
    });
  if (!isAllowed(caller, who)) throw notAllowed(caller, who);
  if (caller.passwordIsTemporary === true && who !== 'signed_in')
    throw new AppError('forbidden', 'change_password_first', {
      vi: 'Bạn đang dùng mật khẩu tạm thời. Hãy đổi mật khẩu ở trang Tài khoản trước khi làm việc khác.',
      en: 'You are using a temporary password. Change it on the account page before anything else.',
    });
}

/** Routes for people (all but query, capture and links) never open to keys: a key has no role. */
function isAllowed(caller: Caller, who: Who): boolean {
  switch (who) {
    case 'public':
      return true;
    case 'query':
    case 'capture':
    case 'links':
      return caller.scopes.includes(who);
    case 'signed_in':
      return caller.userId !== undefined;
    case 'member':
      return caller.role === 'member' || caller.role === 'owner';
    case 'owner':
      return caller.role === 'owner';
    case 'officer':
      return caller.role === 'officer' || caller.role === 'administrator';
    case 'administrator':
      return caller.role === 'administrator';
  }
}

function notAllowed(caller: Caller, who: Who): AppError {
  if ((who === 'capture' || who === 'links') && caller.orgApproved === false)
    return new AppError('forbidden', 'organisation_not_approved', {
      vi: 'Tổ chức của bạn đang chờ cơ quan quản lý phê duyệt nên chưa gửi được dữ liệu.',
      en: 'Your organisation waits for the agency to approve it and cannot hand in data yet.',
    });
  if (who === 'query' || who === 'capture' || who === 'links')
    return new AppError('forbidden', 'scope_missing', {
      vi: `Khóa API này không có quyền "${who}". Hãy dùng khóa có quyền đó.`,
      en: `This API key lacks the scope "${who}". Use a key that has it.`,
    });
  return new AppError('forbidden', 'not_allowed', {
    vi: 'Tài khoản của bạn không có quyền dùng trang này.',
    en: 'Your account may not use this page.',
  });
}
