// `second-factor end`: turns the second factor off for somebody who lost the telephone, and ends their sessions.
import { removeSecondFactor } from '../app/access/people/restore-access.ts';
import { inTransaction } from '../app/db.ts';
import type { Command } from './command.ts';
import { findPerson, userOption } from './find-person.ts';

export const secondFactorEnd: Command = {
  name: 'second-factor end',
  summary: 'Tắt xác thực hai lớp của người mất điện thoại / turn off the second factor (TOTP) of somebody who lost the phone',
  options: { user: userOption },
  async run(call) {
    const database = await call.openDatabase();
    const user = await findPerson(database, call.text('user') ?? '');
    const by = { at: call.now(), actor: 'cli' };
    const sessions = await inTransaction(database.system, (db) => removeSecondFactor(db, user.id, by));
    if (call.json) call.print(JSON.stringify({ id: user.id, login: user.login, sessions_ended: sessions }));
    else
      call.print(
        `${user.login}: đã tắt xác thực hai lớp, đăng xuất ${sessions} nơi. Nhắc người này bật lại. / second factor off, sessions ended`,
      );
    return 0;
  },
};
