// `prefix end`: ends the declaration of a GS1 company prefix; links that stand stay.
import { inTransaction } from '../app/db.ts';
import { endCompanyPrefix } from '../app/party/end-company-prefix.ts';
import type { Command } from './command.ts';

export const prefixEnd: Command = {
  name: 'prefix end',
  summary: 'Kết thúc khai báo một tiền tố mã doanh nghiệp GS1 / end the declaration of a GS1 company prefix',
  positionals: ['<prefix>'],
  options: {},
  async run(call) {
    const database = await call.openDatabase();
    const prefix = call.positionals[0] ?? '';
    await inTransaction(database.system, (db) => endCompanyPrefix(db, { prefix }, { at: call.now(), actor: 'cli' }));
    call.print(call.json ? JSON.stringify({ prefix, ended: true }) : `${prefix}: đã kết thúc / ended`);
    return 0;
  },
};
