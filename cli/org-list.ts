// `org list`: the organisations of the register with their slugs.
import { listOrganisations } from '../app/party/store.ts';
import type { Command } from './command.ts';
import { printTable } from './print-table.ts';

const rows_max = 10_000;

export const orgList: Command = {
  name: 'org list',
  summary: 'Liệt kê các tổ chức / list the organisations',
  options: { waiting: { type: 'boolean', help: 'only those that wait for approval' } },
  async run(call) {
    const database = await call.openDatabase();
    const rows = await listOrganisations(database.system, { waiting: call.flag('waiting') }, rows_max);
    const shown = rows.map(({ id, slug, name, role, legal_kind, gln, approved_at, closed_at }) => ({
      id,
      slug,
      name,
      role,
      legal_kind,
      gln,
      approved_at,
      closed_at,
    }));
    if (call.json) call.print(JSON.stringify(shown));
    else
      printTable(
        call,
        ['slug', 'role', 'gln', 'state', 'name'],
        shown.map((row) => [
          row.slug,
          row.role,
          row.gln ?? '-',
          row.closed_at !== null ? 'closed' : row.approved_at === null ? 'waiting' : 'approved',
          row.name,
        ]),
      );
    if (rows.length === rows_max) call.note(`Chỉ hiện ${rows_max} dòng đầu / only the first ${rows_max} rows are shown.`);
    return 0;
  },
};
