// `alias list`: identifiers of other systems and the GS1 keys to which they lead.
import { listAliases } from '../app/links/alias/store.ts';
import type { Command } from './command.ts';
import { printTable } from './print-table.ts';

const rows_max = 10_000;

export const aliasList: Command = {
  name: 'alias list',
  summary: 'Liệt kê định danh của các hệ thống khác / list the identifiers of other systems',
  options: { system: { type: 'string', value: '<name>', help: 'only of this system' } },
  async run(call) {
    const database = await call.openDatabase();
    const rows = await listAliases(database.system, { system: call.text('system') }, rows_max);
    const shown = rows.map(({ system, identifier, thing, created_at }) => ({ system, identifier, thing, created_at }));
    if (call.json) call.print(JSON.stringify(shown));
    else
      printTable(
        call,
        ['system', 'identifier', 'thing', 'since'],
        shown.map((row) => [row.system, row.identifier, row.thing, row.created_at.toISOString()]),
      );
    if (rows.length === rows_max) call.note(`Chỉ hiện ${rows_max} dòng đầu / only the first ${rows_max} rows are shown.`);
    return 0;
  },
};
