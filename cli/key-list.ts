// `key list`: the API keys of an organisation, never their secrets.
import { listApiKeys } from '../app/access/api-keys/store.ts';
import type { Command } from './command.ts';
import { findOrg } from './find-org.ts';
import { printTable } from './print-table.ts';

const rows_max = 500;

export const keyList: Command = {
  name: 'key list',
  summary: 'Liệt kê khóa API của một tổ chức / list the API keys of an organisation',
  options: { org: { type: 'string', value: '<slug>', help: 'the organisation', required: true } },
  async run(call) {
    const database = await call.openDatabase();
    const organisation = await findOrg(database, call.text('org') ?? '');
    const keys = await listApiKeys(database.system, organisation.id, rows_max);
    if (call.json) call.print(JSON.stringify(keys));
    else
      printTable(
        call,
        ['prefix', 'name', 'scopes', 'created', 'last used', 'revoked'],
        keys.map((key) => [
          key.prefix,
          key.name,
          key.scopes.join(','),
          showTime(key.created_at),
          showTime(key.last_used_at),
          showTime(key.revoked_at),
        ]),
      );
    return 0;
  },
};

function showTime(at: Date | null): string {
  return at === null ? '-' : at.toISOString().slice(0, 16) + 'Z';
}
