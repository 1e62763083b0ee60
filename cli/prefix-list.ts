// `prefix list`: the declared GS1 company prefixes, those that have ended too.
import { listCompanyPrefixes } from '../app/party/prefix-store.ts';
import { listOrganisations } from '../app/party/store.ts';
import type { Command } from './command.ts';
import { findOrg } from './find-org.ts';
import { printTable } from './print-table.ts';

const rows_max = 10_000;

export const prefixList: Command = {
  name: 'prefix list',
  summary: 'Liệt kê các tiền tố mã doanh nghiệp GS1 đã khai báo / list the declared GS1 company prefixes',
  options: { org: { type: 'string', value: '<slug>', help: 'only of this organisation' } },
  async run(call) {
    const database = await call.openDatabase();
    const slug = call.text('org');
    const organisation = slug === undefined ? undefined : await findOrg(database, slug);
    const rows = await listCompanyPrefixes(database.system, organisation?.id, rows_max);
    const slugs = new Map((await listOrganisations(database.system, {}, rows_max)).map((one) => [one.id, one.slug]));
    const shown = rows.map(({ prefix, org_id, valid_from, ended_at }) => ({
      prefix,
      org: slugs.get(org_id) ?? org_id,
      valid_from,
      ended_at,
    }));
    if (call.json) call.print(JSON.stringify(shown));
    else
      printTable(
        call,
        ['prefix', 'org', 'from', 'ended'],
        shown.map((row) => [row.prefix, String(row.org), row.valid_from.toISOString(), row.ended_at?.toISOString() ?? '-']),
      );
    return 0;
  },
};
