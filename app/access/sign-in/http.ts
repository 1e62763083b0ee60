// Requests of signing in and out: /dang-nhap, its second step, /dang-xuat.
import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { inTransaction } from '../../db.ts';
import { AppError } from '../../errors.ts';
import type { Call, Route } from '../../http.ts';
import { insertAuditEntry } from '../audit-store.ts';
import { cleanLogin } from '../people/create-user.ts';
import { chooseLang, describeDevice, homeOf, readNext, sendPrivatePage } from '../person-view.ts';
import { readForm } from '../read-form.ts';
import { seal_random_bytes } from '../seal.ts';
import { clearSessionCookie, hashSessionToken, readSessionToken, session_token_bytes, setSessionCookie } from './session-cookie.ts';
import { deleteSession } from './session-store.ts';
import { checkCode, checkPassword, readTicket, startSession } from './sign-in.ts';
import { forgiveSecondStep, forgiveSignIn, limitSecondStep, limitSignIn } from './sign-in-limits.ts';
import { renderSignInPage } from './sign-in-page.tsx';
import type { SignInView } from './sign-in-page.tsx';

const device_max_chars = 80;
const statusOf = { unauthenticated: 401, too_many: 429, invalid: 400 } as const;

export const signInRoutes: readonly Route[] = [
  { method: 'GET', path: '/dang-nhap', who: 'public', answer: 'page', handle: showSignIn },
  { method: 'POST', path: '/dang-nhap', who: 'public', answer: 'page', handle: takePassword },
  { method: 'POST', path: '/dang-nhap/ma-xac-thuc', who: 'public', answer: 'page', handle: takeCode },
  { method: 'POST', path: '/dang-xuat', who: 'signed_in', answer: 'page', handle: signOut },
];

function showSignIn(call: Call): FastifyReply {
  const query = call.request.query as { tiep?: unknown; xong?: unknown };
  if (call.caller.userId !== undefined) return call.reply.redirect(readNext(query.tiep) ?? homeOf(call.caller), 303);
  return showStep(call, { next: readNext(query.tiep), signedOut: query.xong === 'signedOut' }, 200);
}

function showStep(call: Call, view: Omit<SignInView, 'site' | 'lang'>, status: number): FastifyReply {
  const lang = chooseLang(call.request, call.reply);
  return sendPrivatePage(call.reply, renderSignInPage({ site: call.context.config.province, lang, ...view }), status);
}

async function takePassword(call: Call): Promise<FastifyReply> {
  const { context, request, reply } = call;
  const { fields } = await readForm(request);
  const login = cleanLogin(fields.get('login') ?? '').slice(0, 100);
  const next = readNext(fields.get('tiep'));
  try {
    await limitSignIn(request.ip, login);
    const by = { at: context.now(), secret: context.config.secret, random: randomBytes(seal_random_bytes) };
    const result = await checkPassword(
      context.database.system,
      { login, password: fields.get('password') ?? '' },
      { ...by, allowsDemo: context.config.demo },
    );
    await forgiveSignIn(request.ip, login);
    if (result.step === 'code') return showStep(call, { ticket: result.ticket, next }, 200);
    return await letIn(call, result.userId, next);
  } catch (error) {
    const refusal = asShown(error, reply);
    return showStep(call, { error: refusal.details[chooseLang(request, reply)], login, next }, refusalStatus(refusal));
  }
}

async function takeCode(call: Call): Promise<FastifyReply> {
  const { context, request, reply } = call;
  const { fields } = await readForm(request);
  const next = readNext(fields.get('tiep'));
  const ticket = fields.get('ticket') ?? '';
  let isTicketGood = false;
  try {
    const userId = readTicket(context.config.secret, ticket, context.now());
    isTicketGood = true;
    await limitSecondStep(userId);
    await inTransaction(context.database.system, (db) =>
      checkCode(db, userId, fields.get('code') ?? '', { at: context.now(), secret: context.config.secret }),
    );
    await forgiveSecondStep(userId);
    return await letIn(call, userId, next);
  } catch (error) {
    const refusal = asShown(error, reply);
    return showStep(
      call,
      { error: refusal.details[chooseLang(request, reply)], next, ticket: isTicketGood ? ticket : undefined },
      refusalStatus(refusal),
    );
  }
}

/** A refusal that the form itself shows, with when to try again (RFC 9110 §10.2.3); anything else goes to the error page. */
function asShown(error: unknown, reply: FastifyReply): AppError {
  if (!(error instanceof AppError && error.kind in statusOf)) throw error;
  if (error.details.retryAfter_s !== undefined) reply.header('retry-after', error.details.retryAfter_s);
  return error;
}

function refusalStatus(refusal: AppError): number {
  return statusOf[refusal.kind as keyof typeof statusOf];
}

async function letIn({ context, request, reply }: Call, userId: number, next: string | undefined): Promise<FastifyReply> {
  const token = randomBytes(session_token_bytes).toString('base64url');
  const device = describeDevice(request.headers['user-agent']).slice(0, device_max_chars);
  const before = readSessionToken(context, request);
  await inTransaction(context.database.system, async (db) => {
    await startSession(db, userId, { token, at: context.now(), device });
    // The browser's earlier session, if it was this person's, is replaced and not left behind.
    if (before !== undefined) await deleteSession(db, userId, hashSessionToken(before));
  });
  setSessionCookie(context, request, reply, token);
  // /dang-nhap knows the role by then and sends each person to where their work is.
  return reply.header('cache-control', 'no-store').redirect(next ?? '/dang-nhap', 303);
}

async function signOut({ context, caller, request, reply }: Call): Promise<FastifyReply> {
  const { userId, sessionHash } = caller;
  if (userId !== undefined && sessionHash !== undefined) {
    await inTransaction(context.database.system, async (db) => {
      await deleteSession(db, userId, sessionHash);
      await insertAuditEntry(db, {
        at: context.now(),
        actor: caller.name,
        org_id: null,
        act: 'sign_out',
        subject: caller.name,
        details: {},
      });
    });
  }
  clearSessionCookie(context, request, reply);
  return reply.redirect('/dang-nhap?xong=signedOut', 303);
}
