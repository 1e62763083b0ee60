// Requests of a person's account: organisations, password, second factor, sessions.
import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { formatDateTimeVi } from '@nguon/vn';
import QRCode from 'qrcode';
import { inTransaction } from '../../db.ts';
import { AppError } from '../../errors.ts';
import type { Fault } from '../../errors.ts';
import type { Call, Route } from '../../http.ts';
import { accessWords } from '../../ui/words/access.ts';
import { administration, renderAccountPage, renderSecurityPage } from './account-page.tsx';
import { changePassword } from './change-password.ts';
import { listMemberships } from '../people/membership-store.ts';
import { password_min_chars } from '../sign-in/password.ts';
import { homeOf, issuerOf, sendPrivatePage, viewPerson } from '../person-view.ts';
import { readForm } from '../read-form.ts';
import { enrolTotp, endTotp, enrol_random_bytes, openNewTotpSecret, renewRecoveryCodes, sealNewTotpSecret } from './second-factor.ts';
import { renderEnrolPage, renderRecoveryPage } from './second-factor-page.tsx';
import { seal_random_bytes } from '../seal.ts';
import { session_idle_ms } from '../sign-in/session-cookie.ts';
import {
  clearSessionOrganisation,
  deleteOtherSessions,
  deleteSession,
  listSessions,
  markSessionOrganisation,
} from '../sign-in/session-store.ts';
import { limitSecondStep, forgiveSecondStep } from '../sign-in/sign-in-limits.ts';
import { makeTotpSecret, totpAddress, totp_secret_bytes } from '../sign-in/totp.ts';
import { countUnusedRecoveryCodes, getUser } from '../people/user-store.ts';

const organisations_max = 100;
const sessions_max = 50;

export const accountRoutes: readonly Route[] = [
  { method: 'GET', path: '/tai-khoan', who: 'signed_in', answer: 'page', handle: showAccount },
  { method: 'POST', path: '/tai-khoan/to-chuc', who: 'signed_in', answer: 'page', handle: switchOrganisation },
  { method: 'GET', path: '/tai-khoan/bao-mat', who: 'signed_in', answer: 'page', handle: (call) => showSecurity(call, [], 200) },
  { method: 'POST', path: '/tai-khoan/mat-khau', who: 'signed_in', answer: 'page', handle: takeNewPassword },
  {
    method: 'GET',
    path: '/tai-khoan/xac-thuc-hai-lop',
    who: 'signed_in',
    answer: 'page',
    handle: (call) => showEnrol(call, makeTotpSecret(randomBytes(totp_secret_bytes)), [], 200),
  },
  { method: 'POST', path: '/tai-khoan/xac-thuc-hai-lop', who: 'signed_in', answer: 'page', handle: takeFirstCode },
  { method: 'POST', path: '/tai-khoan/xac-thuc-hai-lop/tat', who: 'signed_in', answer: 'page', handle: turnOff },
  { method: 'POST', path: '/tai-khoan/ma-khoi-phuc', who: 'signed_in', answer: 'page', handle: makeNewCodes },
  { method: 'POST', path: '/tai-khoan/phien', who: 'signed_in', answer: 'page', handle: endSession },
];

function userIdOf({ caller }: Call): number {
  if (caller.userId === undefined) throw new Error('route is for people');
  return caller.userId;
}

async function showAccount(call: Call): Promise<FastifyReply> {
  const memberships = await listMemberships(call.context.database.system, userIdOf(call), organisations_max);
  const organisations = memberships.map(({ org_id, org_name, role }) => ({
    id: org_id,
    name: org_name,
    role,
    isCurrent: org_id === call.caller.orgId,
  }));
  const administers = call.caller.isAdministrator === true ? { isCurrent: call.caller.role === 'administrator' } : undefined;
  return sendPrivatePage(
    call.reply,
    renderAccountPage({ person: viewPerson(call), home: homeOf(call.caller), administers, organisations }),
  );
}

/** Numbers of organisations are PostgreSQL integers. */
const org_id_max = 2_147_483_647;

async function switchOrganisation(call: Call): Promise<FastifyReply> {
  const { fields } = await readForm(call.request);
  if (!(await trySwitch(call, fields.get('org') ?? '')))
    throw new AppError('forbidden', 'not_a_member', {
      vi: 'Bạn không phải thành viên của tổ chức này.',
      en: 'You are not a member of this organisation.',
    });
  return call.reply.redirect('/dang-nhap', 303);
}

function trySwitch({ context, caller: { sessionHash } }: Call, wanted: string): Promise<boolean> | false {
  if (sessionHash === undefined) return false;
  if (wanted === administration) return clearSessionOrganisation(context.database.system, sessionHash);
  const orgId = Number(wanted);
  const canBe = Number.isInteger(orgId) && orgId > 0 && orgId <= org_id_max;
  return canBe && markSessionOrganisation(context.database.system, sessionHash, orgId);
}

async function showSecurity(call: Call, faults: readonly Fault[], status: number): Promise<FastifyReply> {
  const db = call.context.database.system;
  const person = viewPerson(call);
  const [user, now] = [await getUser(db, userIdOf(call)), call.context.now()];
  const sessions = await listSessions(db, user.id, now, new Date(now.getTime() - session_idle_ms), sessions_max);
  const asked = (call.request.query as { xong?: string }).xong ?? '';
  const done = new Map(Object.entries(accessWords[person.lang].done)).get(asked);
  const html = renderSecurityPage({
    person,
    login: user.login,
    passwordIsTemporary: user.password_is_temporary,
    password_min_chars,
    recoveryCodesLeft: user.totp_secret === null ? undefined : await countUnusedRecoveryCodes(db, user.id),
    sessions: sessions.map((session) => ({
      id: session.token_hash.toString('hex'),
      device: session.device,
      seen: formatDateTimeVi(session.seen_at),
      since: formatDateTimeVi(session.created_at),
      isThis: call.caller.sessionHash?.equals(session.token_hash) ?? false,
    })),
    faults,
    done,
  });
  return sendPrivatePage(call.reply, html, status);
}

/** Runs an act of the security page and shows its faults there. Guesses of the present password are limited. */
async function tryAct(call: Call, act: () => Promise<FastifyReply>): Promise<FastifyReply> {
  await limitSecondStep(userIdOf(call));
  try {
    const answer = await act();
    await forgiveSecondStep(userIdOf(call));
    return answer;
  } catch (error) {
    if (error instanceof AppError && error.details.faults !== undefined) return showSecurity(call, error.details.faults, 400);
    throw error;
  }
}

async function takeNewPassword(call: Call): Promise<FastifyReply> {
  const { context, caller, request, reply } = call;
  const { fields } = await readForm(request);
  const given = {
    userId: userIdOf(call),
    current: fields.get('password') ?? '',
    wanted: fields.get('new_password') ?? '',
    keptSession: caller.sessionHash,
  };
  return tryAct(call, async () => {
    await inTransaction(context.database.system, (db) => changePassword(db, given, context.now()));
    return reply.redirect(caller.passwordIsTemporary === true ? '/dang-nhap' : '/tai-khoan/bao-mat?xong=password', 303);
  });
}

async function showEnrol(call: Call, secret: string, faults: readonly Fault[], status: number): Promise<FastifyReply> {
  const user = await getUser(call.context.database.system, userIdOf(call));
  const qr = await QRCode.toString(totpAddress(secret, issuerOf(call.context), user.login), { type: 'svg', margin: 2 });
  const sealed = sealNewTotpSecret(call.context.config.secret, user.id, secret, randomBytes(seal_random_bytes));
  const html = renderEnrolPage({ person: viewPerson(call), qr, key: secret.replace(/.{4}(?=.)/g, '$& '), sealed, faults });
  return sendPrivatePage(call.reply, html, status);
}

async function takeFirstCode(call: Call): Promise<FastifyReply> {
  const { context, request, reply } = call;
  const { fields } = await readForm(request);
  const userId = userIdOf(call);
  const totpSecret = openNewTotpSecret(context.config.secret, userId, fields.get('sealed') ?? '');
  const by = { at: context.now(), secret: context.config.secret, random: randomBytes(enrol_random_bytes) };
  await limitSecondStep(userId);
  try {
    const codes = await inTransaction(context.database.system, (db) =>
      enrolTotp(db, { userId, totpSecret, code: fields.get('code') ?? '' }, by),
    );
    return sendPrivatePage(reply, renderRecoveryPage(viewPerson(call), codes));
  } catch (error) {
    if (error instanceof AppError && error.details.faults !== undefined) return showEnrol(call, totpSecret, error.details.faults, 400);
    throw error;
  }
}

async function turnOff(call: Call): Promise<FastifyReply> {
  const { fields } = await readForm(call.request);
  return tryAct(call, async () => {
    await inTransaction(call.context.database.system, (db) =>
      endTotp(db, { userId: userIdOf(call), password: fields.get('off_password') ?? '' }, call.context.now()),
    );
    return call.reply.redirect('/tai-khoan/bao-mat?xong=off', 303);
  });
}

async function makeNewCodes(call: Call): Promise<FastifyReply> {
  const { fields } = await readForm(call.request);
  const by = { at: call.context.now(), random: randomBytes(enrol_random_bytes) };
  return tryAct(call, async () => {
    const codes = await inTransaction(call.context.database.system, (db) =>
      renewRecoveryCodes(db, { userId: userIdOf(call), password: fields.get('renew_password') ?? '' }, by),
    );
    return sendPrivatePage(call.reply, renderRecoveryPage(viewPerson(call), codes));
  });
}

async function endSession(call: Call): Promise<FastifyReply> {
  const { fields } = await readForm(call.request);
  const wanted = fields.get('session') ?? '';
  const db = call.context.database.system;
  if (wanted === 'others') await deleteOtherSessions(db, userIdOf(call), call.caller.sessionHash);
  else if (/^[0-9a-f]{64}$/.test(wanted)) await deleteSession(db, userIdOf(call), Buffer.from(wanted, 'hex'));
  return call.reply.redirect('/tai-khoan/bao-mat?xong=ended', 303);
}
