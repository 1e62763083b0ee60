// `member add`: makes somebody who can sign in already a member, owner or officer of an organisation.
import { addMember } from '../app/access/people/create-user.ts';
import { inTransaction } from '../app/db.ts';
import { UsageError } from './command.ts';
import type { Command } from './command.ts';
import { findPerson, userOption } from './find-person.ts';
import { findWantedMembership, membershipOptions, readRole } from './read-membership.ts';

export const memberAdd: Command = {
  name: 'member add',
  summary: 'Thêm một người vào tổ chức hoặc cơ quan / add a person to an organisation or agency',
  options: { user: userOption, ...membershipOptions },
  async run(call) {
    const role = readRole(call);
    if (role === undefined) throw new UsageError('Missing --org and --role');
    const database = await call.openDatabase();
    const user = await findPerson(database, call.text('user') ?? '');
    const membership = await findWantedMembership(database, call, role);
    const by = { at: call.now(), actor: 'cli' };
    await inTransaction(database.system, (db) => addMember(db, { userId: user.id, ...membership }, by));
    if (call.json) call.print(JSON.stringify({ id: user.id, login: user.login, org: membership.slug, role }));
    else call.print(`${user.login}: ${membership.slug}, ${role}`);
    return 0;
  },
};
