// `member remove`: takes a person out of an organisation; a running server obeys at their next request.
import { removeMember } from '../app/access/people/remove-member.ts';
import { inTransaction } from '../app/db.ts';
import type { Command } from './command.ts';
import { findOrg } from './find-org.ts';
import { findPerson, userOption } from './find-person.ts';

export const memberRemove: Command = {
  name: 'member remove',
  summary: 'Cho một người rời tổ chức hoặc cơ quan / take a person out of an organisation or agency',
  options: { user: userOption, org: { type: 'string', value: '<slug>', help: 'the organisation or agency', required: true } },
  async run(call) {
    const database = await call.openDatabase();
    const user = await findPerson(database, call.text('user') ?? '');
    const organisation = await findOrg(database, call.text('org') ?? '');
    const by = { at: call.now(), actor: 'cli' };
    await inTransaction(database.system, (db) => removeMember(db, { orgId: organisation.id, userId: user.id }, by));
    if (call.json) call.print(JSON.stringify({ id: user.id, login: user.login, org: organisation.slug }));
    else call.print(`${user.login}: đã rời / left ${organisation.slug}`);
    return 0;
  },
};
