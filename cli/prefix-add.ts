// `prefix add`: declares that a GS1 company prefix is an organisation's.
import { inTransaction } from '../app/db.ts';
import { addCompanyPrefix } from '../app/party/add-company-prefix.ts';
import type { Command } from './command.ts';
import { findOrg } from './find-org.ts';

export const prefixAdd: Command = {
  name: 'prefix add',
  summary: 'Khai báo tiền tố mã doanh nghiệp GS1 của một tổ chức / declare a GS1 company prefix of an organisation',
  positionals: ['<prefix>'],
  options: { org: { type: 'string', value: '<slug>', help: 'the organisation', required: true } },
  async run(call) {
    const database = await call.openDatabase();
    const organisation = await findOrg(database, call.text('org') ?? '');
    const by = { at: call.now(), actor: 'cli' };
    const given = { orgId: organisation.id, prefix: call.positionals[0] ?? '' };
    const { prefix } = await inTransaction(database.system, (db) => addCompanyPrefix(db, given, by));
    call.print(call.json ? JSON.stringify({ org: organisation.slug, prefix }) : `${prefix}: ${organisation.slug}`);
    return 0;
  },
};
