// Turns the second factor on and off, and makes recovery codes.
import type { Db } from '../../db.ts';
import { AppError } from '../../errors.ts';
import { insertAuditEntry } from '../audit-store.ts';
import { requirePassword } from './change-password.ts';
import { openSeal, seal_random_bytes, sealText } from '../seal.ts';
import { totpPurpose } from '../sign-in/sign-in.ts';
import {
  cleanCode,
  findTotpStep,
  hashRecoveryCode,
  makeRecoveryCodes,
  recovery_code_bytes,
  recovery_codes_count,
} from '../sign-in/totp.ts';
import { getUser, markUserTotp, replaceRecoveryCodes } from '../people/user-store.ts';

/** The secret waits in the form, sealed, until a code proves that the telephone has it. */
const enrolPurpose = (userId: number): string => `enrol-totp:${userId}`;

export function sealNewTotpSecret(secret: string, userId: number, totpSecret: string, random: Uint8Array): string {
  return sealText(secret, enrolPurpose(userId), totpSecret, random);
}

export function openNewTotpSecret(secret: string, userId: number, sealed: string): string {
  const opened = openSeal(secret, enrolPurpose(userId), sealed);
  if (opened === undefined)
    throw new AppError('invalid', 'enrol_again', {
      vi: 'Trang này không còn dùng được. Hãy mở lại trang xác thực hai lớp và quét mã mới.',
      en: 'This page is no longer valid. Open the page of the second factor again and scan the new code.',
    });
  return opened;
}

/** Random bytes for one enrolment: the seal's and the recovery codes'. */
export const enrol_random_bytes = seal_random_bytes + recovery_codes_count * recovery_code_bytes;

/** Returns the recovery codes, to be shown this once. */
export async function enrolTotp(
  db: Db,
  given: { readonly userId: number; readonly totpSecret: string; readonly code: string },
  by: { readonly at: Date; readonly secret: string; readonly random: Uint8Array },
): Promise<string[]> {
  const user = await getUser(db, given.userId);
  // Whoever finds an open screen must not put their own telephone in place of the owner's.
  if (user.totp_secret !== null)
    throw new AppError('conflict', 'second_factor_on', {
      vi: 'Xác thực hai lớp đang bật. Hãy tắt (cần mật khẩu) trước khi chuyển sang điện thoại khác.',
      en: 'The second factor is on. Turn it off (with your password) before you change to another phone.',
    });
  const step = findTotpStep(given.totpSecret, cleanCode(given.code), by.at);
  if (step === undefined)
    throw new AppError('invalid', 'wrong_code', {
      vi: 'Mã không đúng.',
      en: 'The code is wrong.',
      faults: [
        {
          code: 'wrong_code',
          path: 'code',
          vi: 'Mã không đúng hoặc đã hết hạn. Hãy nhập mã 6 số đang hiện trong ứng dụng.',
          en: 'The code is wrong or too old. Enter the six digits that the app shows now.',
        },
      ],
    });
  await markUserTotp(db, given.userId, sealText(by.secret, totpPurpose(given.userId), given.totpSecret, by.random), step);
  await insertAuditEntry(db, {
    at: by.at,
    actor: `user:${given.userId}`,
    org_id: null,
    act: 'enrol_second_factor',
    subject: `user:${given.userId}`,
    details: {},
  });
  // Other bytes than the seal's, which stand readable in front of it.
  return replaceCodes(db, given.userId, { at: by.at, random: by.random.subarray(seal_random_bytes) });
}

export async function renewRecoveryCodes(
  db: Db,
  given: { readonly userId: number; readonly password: string },
  by: { readonly at: Date; readonly random: Uint8Array },
): Promise<string[]> {
  const user = await getUser(db, given.userId);
  await requirePassword(user.password_hash, given.password);
  await insertAuditEntry(db, {
    at: by.at,
    actor: `user:${user.id}`,
    org_id: null,
    act: 'renew_recovery_codes',
    subject: `user:${user.id}`,
    details: {},
  });
  return replaceCodes(db, user.id, by);
}

async function replaceCodes(db: Db, userId: number, by: { readonly at: Date; readonly random: Uint8Array }): Promise<string[]> {
  const codes = makeRecoveryCodes(by.random);
  await replaceRecoveryCodes(db, userId, codes.map(hashRecoveryCode), by.at);
  return codes;
}

export async function endTotp(db: Db, given: { readonly userId: number; readonly password: string }, at: Date): Promise<void> {
  const user = await getUser(db, given.userId);
  await requirePassword(user.password_hash, given.password);
  await markUserTotp(db, user.id, null, null);
  await replaceRecoveryCodes(db, user.id, [], at);
  await insertAuditEntry(db, {
    at,
    actor: `user:${user.id}`,
    org_id: null,
    act: 'end_second_factor',
    subject: `user:${user.id}`,
    details: {},
  });
}
