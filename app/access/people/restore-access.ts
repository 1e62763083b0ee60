// What an administrator does for people who cannot get in, or must not any more: password, second factor, sessions, account.
import type { Db } from '../../db.ts';
import { AppError } from '../../errors.ts';
import { hashPassword } from '../sign-in/password.ts';
import { countAdministrators, markUserDisabled } from './people-store.ts';
import { recordAct } from '../record-act.ts';
import type { By } from '../record-act.ts';
import { deleteOtherSessions } from '../sign-in/session-store.ts';
import { getUser, markUserPassword, markUserTotp, replaceRecoveryCodes } from './user-store.ts';

/** Each of these ends all sessions of the person and returns how many there were. Call them in a transaction. */
async function finish(db: Db, userId: number, act: string, by: By): Promise<number> {
  const sessions = await deleteOtherSessions(db, userId, undefined);
  await recordAct(db, by, { act, subject: `user:${userId}`, details: { sessions } });
  return sessions;
}

/** @param password one-time: it must be changed at the next sign-in. The second factor stays: a password alone opens nothing. */
export async function resetPassword(db: Db, given: { readonly userId: number; readonly password: string }, by: By): Promise<number> {
  await markUserPassword(db, given.userId, await hashPassword(given.password), true);
  return finish(db, given.userId, 'reset_password', by);
}

/** For somebody who lost the telephone and the recovery codes. */
export async function removeSecondFactor(db: Db, userId: number, by: By): Promise<number> {
  const user = await getUser(db, userId);
  if (user.totp_secret === null)
    throw new AppError('conflict', 'second_factor_off', {
      vi: `"${user.login}" không bật xác thực hai lớp.`,
      en: `"${user.login}" has no second factor.`,
    });
  await markUserTotp(db, userId, null, null);
  await replaceRecoveryCodes(db, userId, [], by.at);
  return finish(db, userId, 'end_second_factor', by);
}

export async function endSessions(db: Db, userId: number, by: By): Promise<number> {
  return finish(db, userId, 'end_sessions', by);
}

/** The account stays, with what it did; nobody gets in with it. The last administrator stays: somebody must let others in. */
export async function disableUser(db: Db, userId: number, by: By): Promise<number> {
  const user = await getUser(db, userId);
  if (!(await markUserDisabled(db, userId, by.at)))
    throw new AppError('conflict', 'user_disabled', {
      vi: `Tài khoản "${user.login}" đã bị khóa từ trước.`,
      en: `The account "${user.login}" is disabled already.`,
    });
  if (user.is_administrator && (await countAdministrators(db)) === 0)
    throw new AppError('conflict', 'last_administrator', {
      vi: 'Đây là quản trị viên duy nhất. Hãy tạo một quản trị viên khác trước.',
      en: 'This is the only administrator. Create another one first.',
    });
  return finish(db, userId, 'disable_user', by);
}

export async function enableUser(db: Db, userId: number, by: By): Promise<void> {
  const user = await getUser(db, userId);
  if (!(await markUserDisabled(db, userId, null)))
    throw new AppError('conflict', 'user_enabled', {
      vi: `Tài khoản "${user.login}" không bị khóa.`,
      en: `The account "${user.login}" is not disabled.`,
    });
  await recordAct(db, by, { act: 'enable_user', subject: `user:${userId}` });
}
