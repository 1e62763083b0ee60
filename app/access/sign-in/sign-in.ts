// Signing in: password, then the second factor where the person has one, then a session.
import type { Db } from '../../db.ts';
import { AppError } from '../../errors.ts';
import { insertAuditEntry } from '../audit-store.ts';
import { listMemberships } from '../people/membership-store.ts';
import { hashPassword, isPassword } from './password.ts';
import { openSeal, sealText } from '../seal.ts';
import { hashSessionToken, session_age_ms, session_idle_ms } from './session-cookie.ts';
import { deleteDeadSessions, insertSession } from './session-store.ts';
import { cleanCode, findTotpStep, hashRecoveryCode } from './totp.ts';
import { findUserByLogin, getUser, markRecoveryCodeUsed, markTotpStep, markUserPassword } from '../people/user-store.ts';

/** The person has passed the password and has this long to give the code. */
const second_step_ms = 5 * 60_000;
const ticketPurpose = 'second-step';
const weakerHash = /\$m=(?!19456,t=2,p=1\$)/;

export type PasswordResult =
  { readonly step: 'done'; readonly userId: number } | { readonly step: 'code'; readonly userId: number; readonly ticket: string };

/** @param login already in its stored form (`cleanLogin`). Refuses wrong logins and wrong passwords in the same words and time. */
export async function checkPassword(
  db: Db,
  given: { readonly login: string; readonly password: string },
  by: { readonly at: Date; readonly secret: string; readonly random: Uint8Array; readonly allowsDemo: boolean },
): Promise<PasswordResult> {
  const user = await findUserByLogin(db, given.login);
  const matches = await isPassword(user?.password_hash, given.password);
  // A demo's people do not get in where the product no longer runs as a demo: their password is printed for everyone.
  if (user === undefined || !matches || user.disabled_at !== null || (user.is_demo && !by.allowsDemo))
    throw new AppError('unauthenticated', 'wrong_login_or_password', {
      vi: 'Tên đăng nhập hoặc mật khẩu không đúng. Hãy kiểm tra bộ gõ tiếng Việt và phím Caps Lock rồi thử lại.',
      en: 'The login or the password is wrong. Check the keyboard and Caps Lock, then try again.',
    });
  if (user.password_hash !== null && weakerHash.test(user.password_hash))
    await markUserPassword(db, user.id, await hashPassword(given.password), user.password_is_temporary);
  if (user.totp_secret === null) return { step: 'done', userId: user.id };
  const ticket = sealText(by.secret, ticketPurpose, `${user.id} ${by.at.getTime() + second_step_ms}`, by.random);
  return { step: 'code', userId: user.id, ticket };
}

/** The person behind a ticket of the first step. */
export function readTicket(secret: string, ticket: string, at: Date): number {
  const [userId, until_ms] = (openSeal(secret, ticketPurpose, ticket) ?? '').split(' ').map(Number);
  if (userId === undefined || until_ms === undefined || !(at.getTime() < until_ms))
    throw new AppError('unauthenticated', 'ticket_too_old', {
      vi: 'Đã quá 5 phút kể từ khi nhập mật khẩu. Hãy đăng nhập lại từ đầu.',
      en: 'More than five minutes have passed since the password. Sign in again from the start.',
    });
  return userId;
}

/** @param code six digits from the app, or a recovery code. Each works once. */
export async function checkCode(db: Db, userId: number, code: string, by: { readonly at: Date; readonly secret: string }): Promise<void> {
  const user = await getUser(db, userId);
  const secret = user.totp_secret === null ? undefined : openSeal(by.secret, totpPurpose(userId), user.totp_secret);
  const clean = cleanCode(code);
  const step = secret === undefined ? undefined : findTotpStep(secret, clean, by.at);
  if (step !== undefined && (await markTotpStep(db, userId, step))) return;
  if (clean.length === 10 && (await markRecoveryCodeUsed(db, userId, hashRecoveryCode(clean), by.at))) {
    await insertAuditEntry(db, {
      at: by.at,
      actor: `user:${userId}`,
      org_id: null,
      act: 'use_recovery_code',
      subject: `user:${userId}`,
      details: {},
    });
    return;
  }
  throw new AppError('unauthenticated', 'wrong_code', {
    vi:
      step === undefined
        ? 'Mã không đúng hoặc đã hết hạn. Hãy đợi ứng dụng hiện mã mới rồi nhập lại; kiểm tra giờ trên điện thoại.'
        : 'Mã này đã được dùng rồi. Hãy đợi ứng dụng hiện mã mới rồi nhập lại.',
    en:
      step === undefined
        ? 'The code is wrong or too old. Wait for the next code of the app; check the clock of your phone.'
        : 'This code was used before. Wait for the next code of the app.',
  });
}

export function totpPurpose(userId: number): string {
  return `totp:${userId}`;
}

/** Each sign-in makes a new token (no session is ever taken over). The organisation is the person's first. */
export async function startSession(
  db: Db,
  userId: number,
  made: { readonly token: string; readonly at: Date; readonly device: string },
): Promise<void> {
  await deleteDeadSessions(db, made.at, new Date(made.at.getTime() - session_idle_ms));
  const [user, [first]] = [await getUser(db, userId), await listMemberships(db, userId, 1)];
  await insertSession(db, {
    token_hash: hashSessionToken(made.token),
    user_id: userId,
    org_id: user.is_administrator ? null : (first?.org_id ?? null),
    created_at: made.at,
    seen_at: made.at,
    expires_at: new Date(made.at.getTime() + session_age_ms),
    device: made.device,
  });
  await insertAuditEntry(db, {
    at: made.at,
    actor: `user:${userId}`,
    org_id: first?.org_id ?? null,
    act: 'sign_in',
    subject: `user:${userId}`,
    details: { device: made.device },
  });
}
