// `alias withdraw`: an identifier of another system leads nowhere from now on.
import { inTransaction } from '../app/db.ts';
import { withdrawAlias } from '../app/links/alias/register-alias.ts';
import type { Command } from './command.ts';

export const aliasWithdraw: Command = {
  name: 'alias withdraw',
  summary: 'Gỡ một định danh của hệ thống khác / withdraw an identifier of another system',
  options: {
    system: { type: 'string', value: '<name>', help: 'short name of the system', required: true },
    identifier: { type: 'string', value: '<text>', help: 'what that system calls the thing', required: true },
  },
  async run(call) {
    const database = await call.openDatabase();
    const of = { system: call.text('system') ?? '', identifier: call.text('identifier') ?? '' };
    const { system, identifier, thing } = await inTransaction(database.system, (db) =>
      withdrawAlias(db, of, { at: call.now(), actor: 'cli' }),
    );
    call.print(call.json ? JSON.stringify({ system, identifier, thing, withdrawn: true }) : `${system}/${identifier}: đã gỡ / withdrawn`);
    return 0;
  },
};
