// `month attach`: puts a month of events back that was taken out.
import { attachMonth } from '../app/capture/month-tables.ts';
import type { Command } from './command.ts';

export const monthAttach: Command = {
  name: 'month attach',
  summary: 'Gắn lại một tháng sự kiện đã tách / put back a month that was taken out',
  positionals: ['<yyyy-mm>'],
  options: {},
  async run(call) {
    const month = call.positionals[0] ?? '';
    await attachMonth(await call.openDatabase(), month);
    if (call.json) call.print(JSON.stringify({ month, attached: true }));
    else call.print(`${month}: đã gắn lại / put back`);
    return 0;
  },
};
