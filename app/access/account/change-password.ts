// A person chooses another password; every other session of theirs ends.
import type { Db } from '../../db.ts';
import { AppError } from '../../errors.ts';
import { insertAuditEntry } from '../audit-store.ts';
import { passwordFault } from '../people/create-user.ts';
import { findPasswordFault, hashPassword, isPassword } from '../sign-in/password.ts';
import { deleteOtherSessions } from '../sign-in/session-store.ts';
import { getUser, markUserPassword } from '../people/user-store.ts';

/** @param keptSession hash of the session that asks; it goes on. */
export async function changePassword(
  db: Db,
  given: { readonly userId: number; readonly current: string; readonly wanted: string; readonly keptSession: Buffer | undefined },
  at: Date,
): Promise<void> {
  const user = await getUser(db, given.userId);
  await requirePassword(user.password_hash, given.current);
  const fault = findPasswordFault(given.wanted, user.login);
  const faults = fault === undefined ? [] : [passwordFault(fault, 'new_password')];
  if (given.wanted === given.current)
    faults.push({
      code: 'password_same',
      path: 'new_password',
      vi: 'Mật khẩu mới phải khác mật khẩu đang dùng.',
      en: 'The new password must differ from the present one.',
    });
  if (faults.length > 0)
    throw new AppError('invalid', 'password_invalid', { vi: 'Mật khẩu mới chưa dùng được.', en: 'The new password will not do.', faults });
  await markUserPassword(db, user.id, await hashPassword(given.wanted), false);
  await deleteOtherSessions(db, user.id, given.keptSession);
  await insertAuditEntry(db, {
    at,
    actor: `user:${user.id}`,
    org_id: null,
    act: 'change_password',
    subject: `user:${user.id}`,
    details: {},
  });
}

/** Asked again before anything that would let a stranger at an open screen take the account over. */
export async function requirePassword(passwordHash: string | null, given: string): Promise<void> {
  if (await isPassword(passwordHash, given)) return;
  throw new AppError('invalid', 'wrong_password', {
    vi: 'Mật khẩu đang dùng không đúng.',
    en: 'The present password is wrong.',
    faults: [
      {
        code: 'wrong_password',
        path: 'password',
        vi: 'Mật khẩu đang dùng không đúng. Hãy nhập lại.',
        en: 'The present password is wrong. Enter it again.',
      },
    ],
  });
}
