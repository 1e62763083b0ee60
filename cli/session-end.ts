// `session end`: signs a person out everywhere, at once.
import { endSessions } from '../app/access/people/restore-access.ts';
import { inTransaction } from '../app/db.ts';
import type { Command } from './command.ts';
import { findPerson, userOption } from './find-person.ts';

export const sessionEnd: Command = {
  name: 'session end',
  summary: 'Đăng xuất một người ở mọi nơi / sign a person out everywhere',
  options: { user: userOption },
  async run(call) {
    const database = await call.openDatabase();
    const user = await findPerson(database, call.text('user') ?? '');
    const sessions = await inTransaction(database.system, (db) => endSessions(db, user.id, { at: call.now(), actor: 'cli' }));
    if (call.json) call.print(JSON.stringify({ id: user.id, login: user.login, sessions_ended: sessions }));
    else call.print(`${user.login}: đã đăng xuất ${sessions} nơi / sessions ended`);
    return 0;
  },
};
