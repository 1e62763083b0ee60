// `month list`: the months of events, in the repository or taken out, with their size.
import { listMonthTables } from '../app/capture/month-store.ts';
import type { Command } from './command.ts';
import { printTable } from './print-table.ts';

const bytes_of_mb = 1_048_576;

export const monthList: Command = {
  name: 'month list',
  summary: 'Liệt kê các tháng sự kiện / list the months of events',
  options: {},
  async run(call) {
    const { system } = await call.openDatabase();
    const months = await listMonthTables(system);
    if (call.json) call.print(JSON.stringify(months.map(({ month, attached, bytes }) => ({ month, attached, bytes: Number(bytes) }))));
    else
      printTable(
        call,
        ['tháng/month', 'MB', ''],
        months.map(({ month, attached, bytes }) => [
          month,
          String(Math.ceil(Number(bytes) / bytes_of_mb)),
          attached ? '' : 'đã tách / taken out',
        ]),
      );
    return 0;
  },
};
