// `password reset`: gives a person a new one-time password, alone on the last line, and ends their sessions.
import { randomBytes } from 'node:crypto';
import { makeTemporaryPassword, temporary_password_bytes } from '../app/access/sign-in/password.ts';
import { resetPassword } from '../app/access/people/restore-access.ts';
import { inTransaction } from '../app/db.ts';
import type { Command } from './command.ts';
import { findPerson, userOption } from './find-person.ts';

export const passwordReset: Command = {
  name: 'password reset',
  summary: 'Cấp lại mật khẩu dùng một lần cho một người / give a person a new one-time password',
  options: { user: userOption },
  async run(call) {
    const database = await call.openDatabase();
    const user = await findPerson(database, call.text('user') ?? '');
    const password = makeTemporaryPassword(randomBytes(temporary_password_bytes));
    const by = { at: call.now(), actor: 'cli' };
    const sessions = await inTransaction(database.system, (db) => resetPassword(db, { userId: user.id, password }, by));
    if (call.json) {
      call.print(JSON.stringify({ id: user.id, login: user.login, sessions_ended: sessions, password }));
      return 0;
    }
    call.note(`${user.login} (${user.display_name}): đã đăng xuất ${sessions} nơi / sessions ended`);
    if (user.totp_secret !== null)
      call.note(
        'Xác thực hai lớp vẫn bật. Mất điện thoại: second-factor end / the second factor is still on; phone lost: second-factor end',
      );
    if (user.disabled_at !== null)
      call.note('Tài khoản đang bị khóa. Mở khóa: user enable / the account is disabled; to open it: user enable');
    call.note('Mật khẩu dùng một lần (chỉ hiện lần này): / one-time password, shown only now:');
    call.print(password);
    return 0;
  },
};
