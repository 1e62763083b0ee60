// `alias add`: leads an identifier of another system to a GS1 key.
import { inTransaction } from '../app/db.ts';
import { registerAlias } from '../app/links/alias/register-alias.ts';
import type { Command } from './command.ts';
import { findOrg } from './find-org.ts';

export const aliasAdd: Command = {
  name: 'alias add',
  summary: 'Cho một định danh của hệ thống khác dẫn tới mã GS1 / lead an identifier of another system to a GS1 key',
  options: {
    system: { type: 'string', value: '<name>', help: 'short name of the system that gave the identifier, such as nda', required: true },
    identifier: { type: 'string', value: '<text>', help: 'what that system calls the thing', required: true },
    thing: { type: 'string', value: '<key>', help: 'GTIN, 01/…/10/…, or a Digital Link', required: true },
    org: { type: 'string', value: '<slug>', help: 'for this organisation, which must own the key' },
  },
  async run(call) {
    const database = await call.openDatabase();
    const slug = call.text('org');
    const orgId = slug === undefined ? undefined : (await findOrg(database, slug)).id;
    const given = { system: call.text('system') ?? '', identifier: call.text('identifier') ?? '', thing: call.text('thing') ?? '', orgId };
    const row = await inTransaction(database.system, (db) => registerAlias(db, given, { at: call.now(), actor: 'cli' }));
    const { system, identifier, thing } = row;
    call.print(
      call.json ? JSON.stringify({ system, identifier, thing }) : `/dinh-danh/${system}/${encodeURIComponent(identifier)} → /${thing}`,
    );
    return 0;
  },
};
